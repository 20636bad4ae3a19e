/** Sending logs to a server that does not answer at once: every batch goes under one key until an answer comes. */
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sendToServer } from '../../../server/cli/import-remote';

const REPORT = { lines: 1, stored: 1, refused: 0, dropped: 0, unparsed: 0, cut: 0, errors: [] };

/** A server that answers each request with the next of `answers`: a status, or no answer at all. */
async function serverOf(
	answers: (number | 'none')[],
): Promise<{ server: Server; keys: unknown[] }> {
	const keys: unknown[] = [];
	const server = createServer((incoming: IncomingMessage, outgoing) => {
		keys.push(incoming.headers['idempotency-key']);
		incoming.resume().on('end', () => {
			const answer = answers.shift() ?? 200;
			if (answer === 'none') incoming.socket.destroy();
			else
				outgoing
					.writeHead(answer, { 'content-type': 'application/json' })
					.end(JSON.stringify(REPORT));
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return { server, keys };
}

async function send(server: Server) {
	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	async function* bytes() {
		yield Buffer.from('{"N":1}\n');
	}
	try {
		return await sendToServer(bytes(), { url, token: 't', ingest: {}, pauses: [0, 0, 0] });
	} finally {
		server.closeAllConnections();
		server.close();
	}
}

it('sends a batch again, under the same key, until an answer comes', async () => {
	const { server, keys } = await serverOf(['none', 503, 429]);
	expect(await send(server)).toMatchObject({ stored: 1 });
	expect(keys).toHaveLength(4);
	expect(new Set(keys).size).toBe(1);
	expect(keys[0]).toMatch(/^[0-9a-f-]{36}$/);
});

it('gives up after some tries, and says from where on nothing is known to be stored', async () => {
	const { server, keys } = await serverOf([503, 503, 503, 503]);
	await expect(send(server)).rejects.toThrow(/the lines up to 0 are stored, line 1 and later/);
	expect(keys).toHaveLength(4);
});

it('does not repeat what was refused', async () => {
	const { server, keys } = await serverOf([403]);
	await expect(send(server)).rejects.toThrow();
	expect(keys).toHaveLength(1);
});
