/** Opens the HTTP port, and closes it so that running requests may finish. */
import type { Drain } from '../http';
import type { RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Opened } from './opened';
import type { ServerOptions } from './server';

/** Where to listen, and how. */
export type ListenOptions = Pick<
	ServerOptions,
	'host' | 'port' | 'tlsCert' | 'tlsKey' | 'maxConnections'
>;

/** Most HTTP connections when nothing else is said. */
const MAX_CONNECTIONS = 1_000;

/**
 * Listens.
 *
 * @param server made but not listening yet
 * @returns the base address, for instance `http://127.0.0.1:8095`
 * @throws Error with `code: 'EADDRINUSE'` when the port is taken
 */
export async function listen(
	server: Server,
	options: ListenOptions,
	{ opened, drain }: { readonly opened: Opened; readonly drain: Drain },
): Promise<string> {
	server.maxConnections = options.maxConnections ?? MAX_CONNECTIONS;
	await listening(server, options.host, options.port);
	opened.finally(() => stopped(server, drain));
	return urlOf(server, options);
}

/** A handler of requests that returns nothing, as Node wants it. */
export function listenerOf(answer: (...args: Parameters<RequestListener>) => unknown) {
	return ((request, response) => void answer(request, response)) satisfies RequestListener;
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

function urlOf(server: Server, { host, tlsCert }: Pick<ListenOptions, 'host' | 'tlsCert'>): string {
	const { port } = server.address() as AddressInfo;
	const shown = host === '0.0.0.0' || host === '::' ? 'localhost' : host;
	const scheme = tlsCert === null ? 'http' : 'https';
	return `${scheme}://${shown.includes(':') ? `[${shown}]` : shown}:${port}`;
}
