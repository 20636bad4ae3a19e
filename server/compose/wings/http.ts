/** HTTP: the application with its metrics, and the listeners. */
import { createListener } from '../../config';
import { mountConsole } from '../../console';
import { type AppParts, createApp, Drain, Metrics } from '../../http';
import { noSyslog, SyslogListener } from '../../logs/ingest';
import type { Retention } from '../../logs/retention';
import { isLoopback } from '../../platform';
import type { RequestListener } from 'node:http';
import { registerMetrics } from '../metrics';
import type { ServerOptions } from '../server';
import type { Stores } from '../stores';

/** What is served. */
export interface HttpPorts extends Omit<AppParts, 'metrics' | 'drain' | 'store' | 'retention'> {
	readonly stores: Pick<Stores, 'events' | 'engines' | 'logBytes'>;
	readonly retention: Retention | undefined;
	/** Loads the routes of the administrator API and of the console, with the first request to one of them. */
	readonly loadAdminRoutes: () => Pick<typeof import('../admin-routes'), 'adminRoutes'>;
}

/** Makes the application and what measures it; nothing listens yet. */
export function openHttp(
	{ stores, loadAdminRoutes, ...served }: HttpPorts,
	options: ServerOptions,
) {
	const { events, engines, logBytes } = stores;
	const { engine, jobs, ingest, retention } = served;
	const metrics = new Metrics();
	const syslogTotals = noSyslog();
	engines?.register(metrics);
	registerMetrics(metrics, {
		...{ events, engine, jobs, ingest, retention, syslog: syslogTotals, logBytes },
	});
	const drain = new Drain();
	const parts = { ...served, store: events, engines, metrics, drain };
	const settings = {
		...{ ...options.api, tls: options.tlsCert !== null },
		// Behind other addresses names are whatever the network calls them.
		allowedHosts: options.api.allowedHosts ?? (isLoopback(options.host) ? [] : null),
	};
	const app = createApp(parts, settings, {
		console: mountConsole,
		administration: (handlers) => loadAdminRoutes().adminRoutes(parts, handlers, settings),
	});
	return {
		...{ drain, syslogTotals, answer: app.callback() },
		/** Makes the listener, plain or TLS. */
		listener: (answer: RequestListener) => createListener(options, answer),
		/** Opens the syslog ports. */
		syslog: SyslogListener,
		close: () => metrics.close(),
	};
}
