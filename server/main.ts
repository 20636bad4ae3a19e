/** Puts the parts together: opens the data folder, starts the threads, listens, and takes everything down again. */
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { AppSettings } from './http/app';
import type { Drain } from './http/middleware/drain';
import type { LogLevel } from './http/middleware/logger';
import type { JobEngine } from './jobs/engine';
import { type Clock, systemClock } from './platform/clock';
import { DataFolder } from './storage/sqlite/data/folder';
import { SqliteEventStore } from './storage/sqlite/events/store';
import { IncidentStore } from './storage/sqlite/incidents/store';
import { Inventory } from './inventory/inventory';
import { IngestService } from './logs/ingest/service';
import type { SyslogListener, SyslogOptions } from './logs/ingest/syslog-listener';
import { ThreadedJobQueue } from './storage/sqlite/jobs/threaded-queue';
import { TokenRegistry } from './access/tokens/registry';

/** How the server runs. */
export interface ServerOptions {
	/** Folder of the data; created when missing. */
	readonly data: string;
	/** Address to listen on. */
	readonly host: string;
	/** Port to listen on; 0 picks a free one. */
	readonly port: number;
	/** Starts without demo events. */
	readonly empty: boolean;
	/** Most bytes of one ingest batch, uncompressed. */
	readonly maxBatch: number;
	/** Threads that answer searches. */
	readonly readers: number;
	/** Live syslog ports; off when absent. */
	readonly syslog?: Omit<SyslogOptions, 'onProblem'>;
	/** How the API behaves. */
	readonly api: Omit<AppSettings, 'tls'>;
	/** Files of the TLS key pair, PEM; both null = plain HTTP. */
	readonly tlsCert: string | null;
	readonly tlsKey: string | null;
	/** The administrator's password; null keeps the stored one, or generates the first. */
	readonly adminPassword: string | null;
	/** Internal hosts that workflows and ticketing connections may call, in lower case; none by default. */
	readonly allowInternal?: readonly string[] | null;
	/** Least severity that is logged. */
	readonly logLevel: LogLevel;
	/** The machine's clock by default. */
	readonly clock?: Clock;
	/** Told what start-up does, for people. */
	readonly onProgress?: (message: string) => void;
}

/** A server that answers. */
export interface RunningServer {
	/** Base address, for instance `http://127.0.0.1:8095`. */
	readonly url: string;
	/** V2 token of all scopes, for trying things out. */
	readonly demoToken: string;
	/** The one legacy V1 token. */
	readonly v1Token: string;
	/** The administrator's password when this start made it up; shown once. */
	readonly generatedPassword: string | undefined;
	/** Live syslog listener, when there is one. */
	readonly syslog: SyslogListener | undefined;
	/** The job engine, for the lab: after the clock was moved by hand it has to be woken. */
	readonly jobs: JobEngine;
	/** Turns new requests away, finishes the running ones, and releases everything. */
	close(): Promise<void>;
}

/**
 * Starts a server; resolves once it answers.
 *
 * @throws FolderInUseError when another server has the data folder
 * @throws Error with `code: 'EADDRINUSE'` when the port is taken
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
	const clock = options.clock ?? systemClock;
	const { data: directory } = options;
	const undo: (() => unknown)[] = [];
	const close = async () => {
		for (const step of undo.splice(0).reverse()) await step();
	};
	try {
		const folder = DataFolder.take(directory);
		undo.push(() => folder.release());
		const key = folder.signingKey();
		const opening = SqliteEventStore.open({ directory, readers: options.readers });
		const settling = Promise.allSettled([
			opening,
			TokenRegistry.open({ directory, clock }),
			ThreadedJobQueue.open(join(directory, 'jobs.db'), directory),
			Inventory.open({ directory, demo: !options.empty }),
			IncidentStore.open(directory),
		]);
		// The largest modules load while the threads start; a failure waits until these can be ended.
		const loading = Promise.resolve().then(
			() => require('./compose/parts') as typeof import('./compose/parts'),
		);
		const settled = await settling;
		for (const part of settled)
			if (part.status === 'fulfilled') undo.push(() => part.value.close());
		const [store, tokens, queue, inventory, incidentStore] = allOf(settled);
		const ingest = new IngestService(store, clock, options.maxBatch);
		undo.push(() => ingest.close());
		const parts = await loading;
		const logger = parts.createLogger({ level: options.logLevel, clock });
		undo.push(() => parts.closeLogger(logger));
		const parserRules = new parts.ParserRules(store, ingest);
		await parserRules.start();

		const trouble = (doing: string, error: unknown) => logger.error({ err: error }, doing);
		const admin = await parts.openAdministration({
			registry: tokens,
			clock,
			password: options.adminPassword,
			onError: (error) => trouble('audit log', error),
		});
		undo.push(() => admin.audit.flush());
		const engine = new parts.JobEngine({ queue, clock, observer: { trouble } });
		const send = parts.outgoing({ allowInternal: options.allowInternal ?? [] });
		const callbacks = new parts.JobCallbacks(engine, clock, send);
		const jobs = new parts.HitJobs(engine, options.api.pageSize, callbacks);
		jobs.register('search', parts.eventSource(store));
		jobs.register('alerts', parts.alertSource(store.alerts));
		const alerts = await parts.AlertService.open(store.alerts, clock);
		undo.push(() => alerts.close());
		const incidents = await parts.openIncidentParts({
			store: incidentStore,
			engine,
			queue,
			clock,
			directory,
			key,
			profiles: parts.profileDirectory(alerts),
			outgoing: { allowInternal: options.allowInternal ?? [] },
			trouble,
		});
		const { demoToken, v1Token } = await parts.demoTokens(tokens, key);
		if (!options.empty) await parts.fillWithDemoData(store, clock, options.onProgress);
		const { workflows, close: closeWorkflows } = await parts.openWorkflows({
			...{ directory, key, clock, engine },
			http: parts.directHttp({ allowInternal: options.allowInternal ?? [] }),
		});
		undo.push(closeWorkflows);
		if (!options.empty) await incidents.demo();
		await engine.start();
		undo.push(() => engine.stop());
		incidents.resume();
		const intoIncidents = alerts.follow('incidents', incidents.takeAlerts);
		workflows.useTickets(parts.incidentTickets(incidents.tickets, incidents.incidents));
		workflows.useIncidents(parts.incidentsById(incidents.incidents));
		await workflows.resume();
		const incidentOf = parts.alertIncidents(incidents.incidents);
		const intoWorkflows = parts.workflowConsumer(workflows, incidentOf, (problem) =>
			logger.warn(problem),
		);
		alerts.follow('workflows', intoWorkflows, intoIncidents);

		const metrics = new parts.Metrics();
		metrics.gauge('log360_events', 'Events stored', () => store.count());
		metrics.gauge('log360_jobs_running', 'Jobs at work', () => engine.runningJobs);
		metrics.gauge(
			'log360_parser_rules_slow',
			'Parser rules that a text has driven onto the slower engine, whose time is linear',
			() => ingest.slowRules(),
		);
		undo.push(() => metrics.close());
		const drain = new parts.Drain();
		const app = parts.createApp(
			{
				store,
				ingest,
				tokens,
				clock,
				key,
				jobs,
				engine,
				workflows,
				alerts,
				admin,
				metrics,
				drain,
				logger,
				inventory,
				incidents,
				parserRules,
				sources: store,
			},
			{ ...options.api, tls: options.tlsCert !== null },
		);
		const answer = app.callback();
		const server = await parts.createListener(
			options,
			(request, response) => void answer(request, response),
		);
		await listening(server, options.host, options.port);
		undo.push(() => stopped(server, drain));
		const syslog =
			options.syslog === undefined
				? undefined
				: await parts.SyslogListener.start(ingest, {
						...options.syslog,
						onProblem: (message) => logger.warn(message),
					});
		if (syslog !== undefined) undo.push(() => syslog.close());
		const url = urlOf(server, options);
		logger.info({ url, directory }, 'ready');
		const { generatedPassword } = admin.account;
		return { url, demoToken, v1Token, generatedPassword, syslog, jobs: engine, close };
	} catch (error) {
		await close();
		throw error;
	}
}

/** The values of settled promises; throws the first failure. */
function allOf<T extends readonly unknown[]>(settled: {
	[K in keyof T]: PromiseSettledResult<T[K]>;
}): T {
	return settled.map((part: PromiseSettledResult<unknown>) => {
		if (part.status === 'rejected') throw part.reason;
		return part.value;
	}) as unknown as T;
}

function listening(server: Server, host: string, port: number): Promise<void> {
	return new Promise((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, host, () => {
			server.off('error', reject);
			resolve();
		});
	});
}

/** Idle connections are closed at once, running requests may finish. */
async function stopped(server: Server, drain: Drain): Promise<void> {
	const closed = new Promise<void>((resolve) => server.close(() => resolve()));
	await drain.start();
	server.closeIdleConnections();
	await closed;
}

function urlOf(server: Server, { host, tlsCert }: Pick<ServerOptions, 'host' | 'tlsCert'>): string {
	const { port } = server.address() as AddressInfo;
	const shown = host === '0.0.0.0' || host === '::' ? 'localhost' : host;
	const scheme = tlsCert === null ? 'http' : 'https';
	return `${scheme}://${shown.includes(':') ? `[${shown}]` : shown}:${port}`;
}
