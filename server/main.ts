/** Puts the parts together: opens the data folder, starts the threads, listens, and takes everything down again. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { AppSettings } from './api/app';
import { type Clock, systemClock } from './clock';
import { DataFolder } from './data/folder';
import { fillWithDemoData } from './demo/fill';
import { demoTokens } from './demo/tokens';
import { SqliteEventStore } from './events/sqlite/store';
import { IngestService } from './ingest/service';
import { SyslogListener, type SyslogOptions } from './ingest/syslog-listener';
import { TokenRegistry } from './tokens/registry';

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
	readonly syslog?: SyslogOptions;
	/** How the API behaves. */
	readonly api: AppSettings;
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
	/** Live syslog listener, when there is one. */
	readonly syslog: SyslogListener | undefined;
	/** Stops taking requests, finishes the running ones, and releases everything. */
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
	const undo: (() => unknown)[] = [];
	const close = async () => {
		for (const step of undo.splice(0).reverse()) await step();
	};
	try {
		const folder = DataFolder.take(options.data);
		undo.push(() => folder.release());
		const key = folder.signingKey();
		const opening = SqliteEventStore.open({ directory: options.data, readers: options.readers });
		const settling = Promise.allSettled([
			opening,
			TokenRegistry.open({ directory: options.data, clock }),
			IngestService.start(opening, clock, options.maxBatch),
		]);
		// The largest modules load while the threads start.
		const { createApp } = require('./api/app') as typeof import('./api/app');
		const parts = await settling;
		for (const part of parts) if (part.status === 'fulfilled') undo.push(() => part.value.close());
		const [store, tokens, ingest] = allOf(parts);
		const { demoToken, v1Token } = await demoTokens(tokens, key);
		if (!options.empty) await fillWithDemoData(store, clock, options.onProgress);

		const app = createApp({ store, ingest, tokens, clock, key }, options.api);
		const answer = app.callback();
		const server = createServer((request, response) => void answer(request, response));
		await listening(server, options.host, options.port);
		undo.push(() => stopped(server));
		const syslog =
			options.syslog === undefined ? undefined : await SyslogListener.start(ingest, options.syslog);
		if (syslog !== undefined) undo.push(() => syslog.close());
		return { url: urlOf(server, options.host), demoToken, v1Token, syslog, close };
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
function stopped(server: Server): Promise<void> {
	return new Promise((resolve) => {
		server.close(() => resolve());
		server.closeIdleConnections();
	});
}

function urlOf(server: Server, host: string): string {
	const { port } = server.address() as AddressInfo;
	const shown = host === '0.0.0.0' || host === '::' ? 'localhost' : host;
	return `http://${shown.includes(':') ? `[${shown}]` : shown}:${port}`;
}
