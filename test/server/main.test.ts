import { Prng } from '../../server/demo';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { startCli } from '../support/process';
import { NOW, TestServer } from '../support/server';
import { tempFolder } from '../support/temp';

const BATCH_LINES = 700;

const batch = (number: number) =>
	Array.from(
		{ length: BATCH_LINES },
		(_, n) =>
			`{"TIME":${NOW + n},"HOSTNAME":"h${number % 5}","BATCH":${number},"RECORDNUMBER":${number * BATCH_LINES + n}}`,
	).join('\n');

/** Checks files and index of a store that no process has open. */
function expectWhole(directory: string): void {
	const database = new DatabaseSync(join(directory, 'events.db'));
	expect(database.prepare('PRAGMA integrity_check').all()).toEqual([{ integrity_check: 'ok' }]);
	database.exec("INSERT INTO event_fts (event_fts) VALUES ('integrity-check')");
	const counts = database
		.prepare(
			'SELECT (SELECT count(*) FROM event) AS events, (SELECT sum(events) FROM source) AS seen',
		)
		.get();
	expect(counts?.['events']).toBe(counts?.['seen']);
	database.close();
}

describe('a server that is killed in mid-import', () => {
	it.each([1, 2, 3])(
		'has every acknowledged batch, whole, after its restart (seed %i)',
		async (seed) => {
			const random = new Prng(seed);
			const data = tempFolder();
			const server = await startCli(data);
			const acknowledged: number[] = [];
			const killAfter = 3 + random.below(12);
			let killed: Promise<unknown> | undefined;
			const senders = Array.from({ length: 3 }, async (_, sender) => {
				for (let number = sender; killed === undefined; number += 3) {
					try {
						const response = await fetch(`${server.url}/ingest`, {
							method: 'POST',
							headers: { authorization: `Bearer ${server.demoToken}` },
							body: batch(number),
						});
						const report = (await response.json()) as { stored: number };
						if (report.stored === BATCH_LINES) acknowledged.push(number);
					} catch {
						return;
					}
					// The others are at work at this moment, so the kill meets batches at different points.
					if (acknowledged.length >= killAfter) killed ??= server.end('SIGKILL');
				}
			});
			await Promise.all(senders);
			await killed;
			const again = await TestServer.start({ data, api: { pageSize: 10_000 } });
			for (const number of acknowledged) {
				const { body } = await again.search({ query: `BATCH = ${number}` });
				const records = (body.data.hits as { RECORDNUMBER: number }[]).map(
					({ RECORDNUMBER }) => RECORDNUMBER,
				);
				expect(records.sort((a, b) => a - b)).toEqual(
					Array.from({ length: BATCH_LINES }, (_, n) => number * BATCH_LINES + n),
				);
			}
			await again.store([{ AFTER: 1 }]);
			await again.close();
			expectWhole(data);
		},
	);
});

describe('startServer', () => {
	it('keeps events, sources and tokens over a restart', async () => {
		const data = tempFolder();
		const first = await TestServer.start({ data });
		await first.store([{ HOSTNAME: 'h', N: 1 }]);
		await first.close();
		const second = await TestServer.start({ data });
		expect([second.demoToken, second.v1Token]).toEqual([first.demoToken, first.v1Token]);
		expect((await second.search()).body.data.hits).toMatchObject([{ HOSTNAME: 'h', N: 1 }]);
		await second.close();
		expectWhole(data);
	});

	it('refuses a folder and a port that are taken, and leaves the folder free', async () => {
		const owner = await TestServer.start();
		await expect(TestServer.start({ data: owner.directory })).rejects.toThrow('is in use');
		const data = tempFolder();
		await expect(
			TestServer.start({ data, port: Number(new URL(owner.url).port) }),
		).rejects.toMatchObject({ code: 'EADDRINUSE' });
		const other = await TestServer.start({ data });
		expect((await other.call('/health')).status).toBe(200);
	});

	it('finishes what is under way before it ends', async () => {
		const server = await TestServer.start();
		const answers = Promise.all([0, 1, 2].map((number) => server.ingest(batch(number))));
		const first = await server.search();
		expect(first.status).toBe(200);
		for (const { body } of await answers) expect(body).toMatchObject({ stored: BATCH_LINES });
		await server.close();
		await server.close();
		await expect(server.call('/health')).rejects.toThrow();
	});

	it('has a day of demo events unless it is to be empty', async () => {
		const server = await TestServer.start({ empty: false });
		const { body } = await server.search({ query: 'IENAME = "Failed logon"' });
		expect(body.meta.total_items).toBeGreaterThan(10);
		expect((await server.search()).body.meta.total_items).toBe(20_000);
		expect(server.faults).toEqual([]);
	});
});
