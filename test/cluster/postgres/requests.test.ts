/** Limits of requests over several servers: never more than the limit in any window, whoever is asked. */
import fc from 'fast-check';
import { countRequest, type RequestWindow } from '../../../server/platform';
import { PostgresRequestCounter, REQUEST_LAYOUT } from '../../../server/storage/postgres';
import { runs } from '../../support/runs';
import { describePostgres, newSchema, openPostgres } from './fixture';

const WINDOW: RequestWindow = { limit: 5, windowMs: 100 };

describePostgres('a limit over several servers', () => {
	async function servers(count: number, window = WINDOW) {
		const schema = newSchema();
		return Promise.all(
			Array.from(
				{ length: count },
				async () =>
					new PostgresRequestCounter(await openPostgres([REQUEST_LAYOUT], schema), 'v2', window),
			),
		);
	}

	it('counts as one server in its own memory does', async () => {
		const [one, other] = await servers(2);
		let n = 0;
		const steps = fc.array(
			fc.record({ wait: fc.integer({ min: -20, max: 60 }), at: fc.boolean() }),
			{
				maxLength: 30,
			},
		);
		await fc.assert(
			fc.asyncProperty(steps, async (given) => {
				const key = `key ${n++}`;
				const times: number[] = [];
				let now = 1_000_000;
				for (const { wait, at } of given) {
					now += wait;
					const take = await (at ? one! : other!).take(key, now);
					expect(take).toEqual(countRequest(times, WINDOW, now));
				}
			}),
			{ numRuns: runs(30, 10) },
		);
	});

	it('lets no more through when all ask at the same time', async () => {
		const all = await servers(3, { limit: 20, windowMs: 60_000 });
		const takes = await Promise.all(
			Array.from({ length: 90 }, (_, n) => all[n % 3]!.take('token', 5_000)),
		);
		expect(takes.filter(({ allowed }) => allowed)).toHaveLength(20);
		expect((await all[0]!.take('another', 5_000)).allowed).toBe(true);
	});

	it('forgets callers that went silent', async () => {
		const schema = newSchema();
		const database = await openPostgres([REQUEST_LAYOUT], schema);
		const counter = new PostgresRequestCounter(database, 'v2', WINDOW);
		await counter.take('silent', 0);
		for (let n = 0; n < 999; n++) await counter.take('busy', 10_000 + n * 50);
		const rows = await database.read((sql) => sql.all('SELECT 1 FROM request_count'));
		expect(rows).toHaveLength(1);
	});
});
