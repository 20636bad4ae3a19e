/** What is made of what, from the stores up to the HTTP application, whatever engine the stores are on. */
import { TokenRegistry } from '../access/tokens';
import { Inventory } from '../inventory';
import { isLoopback, systemClock } from '../platform';
import type { RequestListener } from 'node:http';
import { openDemoTokens } from './demo-tokens';
import { openIngest } from './ingest';
import type { Opened } from './opened';
import type { ServerOptions } from './server';
import type { Stores } from './stores';

/** A receiver of callbacks answers at once or is called again later, ms. */
const CALLBACK_TIMEOUT_MS = 5_000;

/** What loads while the threads of the stores start. */
const loadLate = async () => {
	const late = require('./late') as typeof import('./late');
	// A module loads when something of it is named. These two take the longest, with Koa and the library of the metrics.
	const { createApp, Metrics } = late;
	return { late, createApp, Metrics };
};

/** What loads with the first request to the administrator API. */
const loadAdminRoutes = () => require('./admin-routes') as typeof import('./admin-routes');

/** The parts of a server, as far as a start needs them further. */
export type Parts = Awaited<ReturnType<typeof openParts>>;

/**
 * Opens all parts.
 *
 * @param opening the stores; the largest modules load meanwhile
 * @param opened closes the parts, also after a failure
 * @throws what `opening` rejects with
 */
export async function openParts(opening: Promise<Stores>, options: ServerOptions, opened: Opened) {
	const clock = options.clock ?? systemClock;
	const { empty } = options;
	const allowInternal = options.allowInternal ?? [];
	// A failure of the stores is told first.
	const loading = Promise.allSettled([loadLate()]);
	const stores = await opening;
	const [loaded] = await loading;
	if (loaded.status === 'rejected') throw loaded.reason;
	const { late, createApp, Metrics } = loaded.value;
	const { key, events, others } = stores;
	const logger = late.createLogger({ level: options.logLevel, clock });
	opened.finally(() => late.closeLogger(logger));
	for (const path of stores.openToOthers) {
		logger.warn(
			`${path} is open to other users of this machine: chmod it, it is not only this server's`,
		);
	}
	const trouble = (doing: string, error: unknown) => logger.error({ err: error }, doing);

	// Logs
	const ingest = opened.add(
		openIngest({
			...{ store: events, clock, maxBytes: options.maxBatch },
			timeZone: options.timeZone ?? undefined,
		}),
	);
	const parserRules = new late.ParserRules(events, ingest);
	await parserRules.start();
	const sources = new late.SourceZones(events, ingest);
	await sources.start();

	// Inventory and access
	const inventory = new Inventory(stores.inventory);
	const tokens = opened.add(await TokenRegistry.open({ store: stores.access, clock }));
	const admin = await late.openAdministration({
		...{ store: stores.access, registry: tokens, clock, key, password: options.adminPassword },
		...{ cost: options.passwordCost, sessions: others?.sessions, locks: others?.loginLocks },
		onError: (error) => trouble('audit log', error),
	});
	opened.finally(() => admin.audit.flush());
	opened.add(admin.hashing);
	const retention = late.openRetention({ stores, admin, clock, logger }, options.retention);
	if (retention !== undefined) opened.add(retention);
	const compression = opened.add(new late.BackgroundLog({ retention, logger }));

	// Jobs
	const engine = new late.JobEngine({ queue: stores.jobs, clock, observer: { trouble } });
	const send = late.outgoing({ allowInternal });
	const jobs = new late.HitJobs(
		engine,
		options.api.pageSize,
		new late.JobCallbacks(
			{ engine, clock, box: new late.SecretBox(key) },
			late.outgoing({
				allowInternal: options.allowInternalCallbacks ?? [],
				timeoutMs: CALLBACK_TIMEOUT_MS,
			}),
		),
	);
	jobs.register('search', late.eventSource(events));
	jobs.register('alerts', late.alertSource(events.alerts));
	const aggregateJobs = new late.AggregateJobs(jobs, events);
	tokens.onRevoked((id) => {
		jobs
			.cancelAll(id)
			.catch((error: unknown) => trouble('stop the jobs of a revoked token', error));
	});

	// Detection
	const alerts = opened.add(await late.AlertService.open(events.alerts, clock));

	// Response
	const profiles = late.profileDirectory(alerts);
	const ticketing = late.openTickets({
		...{ store: stores.incidents, engine, clock, send, profiles, trouble },
		...{ box: new late.SecretBox(key), locks: others?.ticketLocks },
	});
	const incidents = await late.openIncidents({
		...{ store: stores.incidents, engine, queue: stores.jobs, clock, files: stores.files() },
		settings: (profile) => profiles.settings(profile),
		onOutbox: ticketing.wake,
	});
	const { demoToken, v1Token } = await openDemoTokens(late, { tokens, admin, key, clock }, options);
	if (!empty) await late.fillWithDemoData(events, clock, options.onProgress);
	const { store: workflowStore } = opened.add(await stores.workflows());
	const workflows = await late.openWorkflows({
		...{ store: workflowStore, clock, engine },
		http: late.directHttp({ allowInternal }),
	});
	if (!empty) await late.demoIncidents(stores.incidents, clock);

	// Everything is registered: work that was left goes on, and what alerts start follows them.
	await engine.start();
	opened.finally(() => engine.stop());
	retention?.start();
	// No start waits for the reader that it asks.
	void compression.start();
	ticketing.wake();
	const intoIncidents = alerts.follow('incidents', incidents.takeAlerts);
	workflows.useTickets(late.incidentTickets(ticketing.tickets, incidents.incidents));
	workflows.useIncidents(late.incidentsById(incidents.incidents));
	await workflows.resume();
	const intoWorkflows = late.workflowConsumer(
		workflows,
		late.alertIncidents(incidents.incidents),
		(problem) => logger.warn(problem),
	);
	alerts.follow('workflows', intoWorkflows, intoIncidents);
	const follow = others?.follow({
		parserRules: () => parserRules.start(),
		sources: () => sources.start(),
		left: () => {
			ticketing.wake();
			return workflows.resume();
		},
		trouble,
	});
	if (follow !== undefined) opened.add(await follow);

	// HTTP
	const metrics = opened.add(new Metrics());
	const syslogTotals = late.noSyslog();
	stores.engines?.register(metrics);
	late.registerMetrics(metrics, {
		...{ events, engine, jobs, ingest, retention, syslog: syslogTotals },
		logBytes: stores.logBytes,
	});
	const drain = new late.Drain();
	const parts = {
		...{
			store: events,
			sources,
			ingest,
			parserRules,
			inventory,
			tokens,
			admin,
			clock,
			key,
		},
		...{ jobs, aggregateJobs, engine, alerts, incidents, ticketing, workflows, retention },
		...{ engines: stores.engines },
		...{ metrics, drain, logger, requestCounter: others?.requestCounter },
	};
	const settings = {
		...{ ...options.api, tls: options.tlsCert !== null },
		// Behind other addresses names are whatever the network calls them.
		allowedHosts: options.api.allowedHosts ?? (isLoopback(options.host) ? [] : null),
	};
	const app = createApp(parts, settings, {
		console: late.mountConsole,
		administration: (handlers) => loadAdminRoutes().adminRoutes(parts, handlers, settings),
	});
	return {
		...{ ingest, engine, admin, retention, drain, logger, demoToken, v1Token, syslogTotals },
		/** Makes the listener, plain or TLS. */
		listener: (answer: RequestListener) => late.createListener(options, answer),
		/** Opens the syslog ports. */
		syslog: late.SyslogListener,
		answer: app.callback(),
	};
}
