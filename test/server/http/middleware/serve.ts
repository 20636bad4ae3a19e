/** Serves middleware on a free port, with errors answered as the application answers them. */
import Koa, { type Middleware } from 'koa';
import { once } from 'node:events';
import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { faults } from '../../../../server/http/fault';

const servers: Server[] = [];

/** Starts a server; `stopAll` ends it. Returns its base address. */
export async function serve(
	inner: readonly Middleware[],
	outer: readonly Middleware[] = [],
): Promise<string> {
	const app = new Koa();
	app.silent = true;
	for (const middleware of outer) app.use(middleware);
	app.use(faults(() => undefined));
	for (const middleware of inner) app.use(middleware);
	const server = createServer(app.callback()).listen(0, '127.0.0.1');
	servers.push(server);
	await once(server, 'listening');
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Ends all servers. */
export async function stopAll(): Promise<void> {
	await Promise.all(
		servers.splice(0).map((server) => {
			server.closeAllConnections();
			return new Promise((resolve) => server.close(resolve));
		}),
	);
}

/** Answers 200 with `ok`. */
export const ok: Middleware = (ctx) => {
	ctx.body = 'ok';
};
