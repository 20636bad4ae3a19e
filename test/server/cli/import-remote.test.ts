/** Sending logs to a server that does not answer at once: every batch goes under one key until an answer comes. */
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sendToServer } from '../../../server/cli/import-remote';

const REPORT = { lines: 1, stored: 1, refused: 0, dropped: 0, unparsed: 0, cut: 0, errors: [] };

/** A server that answers each request with the next of `answers`: a status, or no answer at all. */
async function serverOf(
	answers: (number | 'none')[],
): Promise<{ server: Server; keys: unknown[]; bodies: string[] }> {
	const keys: unknown[] = [];
	const bodies: string[] = [];
	const server = createServer((incoming: IncomingMessage, outgoing) => {
		keys.push(incoming.headers['idempotency-key']);
		const parts: Buffer[] = [];
		incoming.on('data', (part: Buffer) => parts.push(part));
		incoming.on('end', () => {
			bodies.push(Buffer.concat(parts).toString());
			const answer = answers.shift() ?? 200;
			if (answer === 'none') incoming.socket.destroy();
			else
				outgoing
					.writeHead(answer, { 'content-type': 'application/json' })
					.end(JSON.stringify(REPORT));
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return { server, keys, bodies };
}

async function send(server: Server, text = '{"N":1}\n') {
	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	async function* bytes() {
		for (let at = 0; at < text.length; at += 1 << 20)
			yield Buffer.from(text.slice(at, at + (1 << 20)));
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

it('begins every batch with the header lines that say what its columns are', async () => {
	const { server, bodies } = await serverOf([]);
	const line = `2026-11-20 10:00:00 10.0.0.1 GET /${'x'.repeat(1000)}`;
	const text = [
		'#Software: Microsoft Internet Information Services 10.0',
		'#Fields: date time s-ip cs-method',
		...Array<string>(5_000).fill(line),
		'#Fields: date time s-ip cs-method cs-uri-stem',
		...Array<string>(13_000).fill(line),
	].join('\n');
	await send(server, text);
	const heads = bodies.map((body) => body.split('\n').filter((row) => row.startsWith('#Fields')));
	const [short, long] = [
		'#Fields: date time s-ip cs-method',
		'#Fields: date time s-ip cs-method cs-uri-stem',
	];
	expect(heads).toEqual([[short, long], [long], [long]]);
	expect(
		bodies
			.join('\n')
			.split('\n')
			.filter((row) => row === line),
	).toHaveLength(18_000);
});

it('sends a document that is larger than a batch record by record', async () => {
	const { server, bodies } = await serverOf([]);
	const records = Array.from({ length: 12 }, (_, n) => ({ n, pad: 'x'.repeat(1_000_000) }));
	await send(server, JSON.stringify({ Records: records }, null, 2));
	const rows = bodies.flatMap((body) => body.trim().split('\n'));
	expect(bodies.length).toBeGreaterThan(1);
	expect(rows.map((row) => (JSON.parse(row) as { n: number }).n)).toEqual(
		records.map(({ n }) => n),
	);
});

it('waits for nobody where nobody ever answered', async () => {
	const { server } = await serverOf([]);
	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	await new Promise((closed) => server.close(closed));
	async function* bytes() {
		yield Buffer.from('{"N":1}\n');
	}
	const sending = sendToServer(bytes(), { url, token: 't', ingest: {}, pauses: [3_600_000] });
	await expect(sending).rejects.toThrow(/ECONNREFUSED.*; the lines up to 0 are stored/);
});
