/** A small HTTP server whose answers are written by the test, and which remembers every request. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer, type ServerOptions } from 'node:https';
import type { AddressInfo } from 'node:net';

export interface Seen {
	readonly method: string;
	/** Path without query. */
	readonly path: string;
	readonly query: Record<string, string>;
	readonly headers: IncomingMessage['headers'];
	/** Parsed JSON, or the text when it is none; `undefined` without a body. */
	readonly body: unknown;
}

export interface Reply {
	readonly status?: number;
	readonly headers?: Record<string, string>;
	/** An object is sent as JSON, a text or buffer as it is. */
	readonly body?: unknown;
	/** Break the connection instead of answering. */
	readonly reset?: boolean;
	/** Never answer. */
	readonly hang?: boolean;
}

export type Answerer = (seen: Seen, count: number) => Reply | Promise<Reply>;

export interface Scripted {
	readonly url: string;
	readonly seen: Seen[];
	/** Sets the answers: one function for all requests, or a list that is used up, its last entry staying. */
	answer(with_: Answerer | Reply[]): void;
	close(): Promise<void>;
}

export const json = (body: unknown, status = 200): Reply => ({ status, body });

/** Starts a server on a free port of the loopback address; with `tls`, it speaks HTTPS. */
export async function scripted(tls?: ServerOptions): Promise<Scripted> {
	const seen: Seen[] = [];
	let answerer: Answerer = () => ({ status: 404, body: { error: { title: 'Not scripted' } } });
	const handle = async (request: IncomingMessage, response: ServerResponse) => {
		const chunks: Buffer[] = [];
		for await (const chunk of request) chunks.push(chunk as Buffer);
		const url = new URL(request.url ?? '/', 'http://x');
		const entry: Seen = {
			method: request.method ?? '',
			path: url.pathname,
			query: Object.fromEntries(url.searchParams),
			headers: request.headers,
			body: parsed(Buffer.concat(chunks).toString('utf8')),
		};
		seen.push(entry);
		send(await answerer(entry, seen.length), response);
	};
	const server: Server = tls ? createTlsServer(tls) : createServer();
	server.on('request', (request: IncomingMessage, response: ServerResponse) => {
		handle(request, response).catch((error: Error) => {
			response.statusCode = 599;
			response.end(`The test's own script failed: ${error.message}`);
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		url: `${tls ? 'https' : 'http'}://127.0.0.1:${port}`,
		seen,
		answer(with_) {
			seen.length = 0;
			answerer = Array.isArray(with_)
				? (_entry, count) => with_[Math.min(count, with_.length) - 1] as Reply
				: with_;
		},
		async close() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

function parsed(text: string): unknown {
	if (text === '') return undefined;
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return text;
	}
}

function send(reply: Reply, response: ServerResponse) {
	if (reply.hang) return;
	if (reply.reset) {
		response.socket?.destroy();
		return;
	}
	const raw = typeof reply.body === 'string' || Buffer.isBuffer(reply.body);
	response.writeHead(reply.status ?? 200, {
		'content-type': raw ? 'text/html' : 'application/json',
		...reply.headers,
	});
	response.end(reply.body === undefined ? '' : raw ? reply.body : JSON.stringify(reply.body));
}
