/** Stands where n8n listens for webhooks: hands each call to the test as it came over the wire, and answers what the test says. */
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Call {
	readonly path: string;
	/** Names in lower case, as n8n has them. */
	readonly headers: IncomingHttpHeaders;
	/** The body, byte for byte. */
	readonly raw: string;
	/** The body, parsed. */
	readonly body: unknown;
}

/** Status and body to answer with. */
export type Answer = readonly [status: number, body?: unknown];

export interface Receiver {
	readonly url: string;
	/** Every call so far. */
	readonly calls: Call[];
	/** Decides the answers from now on. */
	answer(with_: (call: Call) => Promise<Answer> | Answer): void;
	/** The next call after those that were taken before. */
	next(): Promise<Call>;
}

/** Listens for a test file; what is not decided otherwise is answered with 200. */
export function receiver(): Receiver {
	const calls: Call[] = [];
	let taken = 0;
	let arrived: () => void = () => undefined;
	let answerer: (call: Call) => Promise<Answer> | Answer = () => [200, {}];
	const server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			const raw = Buffer.concat(chunks).toString('utf8');
			const { url: path = '', headers } = request;
			const call: Call = { path, headers, raw, body: raw === '' ? null : JSON.parse(raw) };
			void Promise.resolve(answerer(call)).then(([status, body]) => {
				response.writeHead(status, { 'content-type': 'application/json' });
				response.end(JSON.stringify(body ?? {}));
				calls.push(call);
				arrived();
			});
		});
	});
	beforeAll(async () => {
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	});
	afterAll(async () => {
		server.closeAllConnections();
		await new Promise((resolve) => server.close(resolve));
	});
	return {
		get url() {
			return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
		},
		calls,
		answer: (with_) => (answerer = with_),
		async next() {
			while (calls.length <= taken) await new Promise<void>((resolve) => (arrived = resolve));
			return calls[taken++];
		},
	};
}
