/** A ticketing tool on this machine: takes signed webhooks and answers with ids of tickets. */
import { createServer } from 'node:http';

/**
 * @typedef {object} Receiver
 * @property {string} url
 * @property {{ type: string, data: Record<string, unknown> }[]} messages - in the order in which they came
 * @property {(failing: boolean) => void} fail - from now on answers 400, or works again
 * @property {() => Promise<void>} stop
 */

/** @returns {Promise<Receiver>} */
export async function startReceiver() {
	/** @type {Receiver['messages']} */
	const messages = [];
	let failing = false;
	const server = createServer((request, response) => {
		let body = '';
		request.setEncoding('utf8').on('data', (text) => (body += text));
		request.on('end', () => {
			if (failing) {
				response.writeHead(400).end('out of order');
				return;
			}
			messages.push(JSON.parse(body));
			response
				.writeHead(200, { 'content-type': 'application/json' })
				.end(JSON.stringify({ ticket_id: `HOOK-${messages.length}` }));
		});
	});
	await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
	const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
	return {
		url: `http://127.0.0.1:${port}/hook`,
		messages,
		fail: (value) => (failing = value),
		stop: () =>
			new Promise((resolve) => {
				server.closeAllConnections();
				server.close(() => resolve());
			}),
	};
}
