/** A service outside: takes whatever is posted or put, and keeps it. */
import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

const DEADLINE_MS = 60_000;

/**
 * @typedef {object} Taken
 * @property {string} method
 * @property {string} path
 * @property {string} type - media type
 * @property {string} text - body
 */

/**
 * @typedef {object} Sink
 * @property {string} url - of its root, without a slash at the end
 * @property {(path: string, count?: number) => Promise<Taken[]>} takenAt - waits until that many came at a path
 * @property {() => Taken[]} taken - all so far
 * @property {(path: string) => void} failAt - answers 500 at a path from now on
 * @property {() => Promise<void>} stop
 */

/** @returns {Promise<Sink>} */
export async function startSink() {
	/** @type {Taken[]} */
	const taken = [];
	const failing = new Set();
	const server = createServer((request, response) => {
		let text = '';
		request.setEncoding('utf8').on('data', (part) => (text += part));
		request.on('end', () => {
			const { method = '', url: path = '', headers } = request;
			taken.push({ method, path, type: headers['content-type'] ?? '', text });
			response.writeHead(failing.has(path) ? 500 : 200, { 'content-type': 'application/json' });
			response.end(JSON.stringify({ ok: true, ticket_id: `EX-${taken.length}` }));
		});
	});
	await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
	const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
	return {
		url: `http://127.0.0.1:${port}`,
		taken: () => taken,
		failAt: (path) => failing.add(path),
		takenAt: async (path, count = 1) => {
			const deadline = Date.now() + DEADLINE_MS;
			for (;;) {
				const found = taken.filter((one) => one.path === path);
				if (found.length >= count) return found;
				if (Date.now() > deadline) {
					const seen = taken.map((one) => `${one.method} ${one.path}`).join(', ');
					throw new Error(`${found.length} of ${count} calls came at ${path}; all: ${seen}`);
				}
				await sleep(200);
			}
		},
		stop: () =>
			new Promise((resolve) => {
				server.closeAllConnections();
				server.close(() => resolve());
			}),
	};
}
