/** A small HTTP server that stands in for a ticketing tool; gone after the test file. */
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** A call that the tool got. */
export interface Got {
	readonly method: string;
	/** Without the query. */
	readonly path: string;
	readonly query: URLSearchParams;
	readonly headers: IncomingHttpHeaders;
	readonly body: string;
}

/** What the tool answers. */
export interface Reply {
	readonly status: number;
	readonly json?: unknown;
	readonly headers?: Readonly<Record<string, string>>;
}

const servers: Server[] = [];

afterAll(async () => {
	await Promise.all(
		servers.splice(0).map((server) => {
			server.closeAllConnections();
			return new Promise((resolve) => server.close(resolve));
		}),
	);
});

/** Answers by the tool's rules, unless a test has planned something else. */
export abstract class FakeServer {
	readonly got: Got[] = [];
	/** Answers to give before the rules apply again; `cut` breaks the connection after the call had its effect. */
	readonly planned: (Reply | 'cut')[] = [];
	url = '';

	async start(): Promise<this> {
		const server = createServer(async (request, response) => {
			const { pathname, searchParams } = new URL(request.url ?? '', 'http://fake');
			const body = await text(request);
			const call: Got = {
				method: request.method ?? '',
				path: pathname,
				query: searchParams,
				headers: request.headers,
				body,
			};
			this.got.push(call);
			const planned = this.planned.shift();
			const reply = planned === undefined || planned === 'cut' ? this.answer(call) : planned;
			if (planned === 'cut') return void response.destroy();
			response.writeHead(reply.status, { 'content-type': 'application/json', ...reply.headers });
			response.end(reply.json === undefined ? undefined : JSON.stringify(reply.json));
		});
		servers.push(server);
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
		return this;
	}

	/** The tool's own rules. */
	protected abstract answer(call: Got): Reply;
}

/** The user name and password of a basic Authorization header. */
export function basic(headers: IncomingHttpHeaders): string {
	const [scheme, value = ''] = (headers.authorization ?? '').split(' ');
	return scheme === 'Basic' ? Buffer.from(value, 'base64').toString() : '';
}
