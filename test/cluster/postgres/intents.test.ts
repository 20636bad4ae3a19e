/** Intents of batches: two servers that store events beside PostgreSQL, each of which may die between any two steps. */
import {
	IngestIntents,
	INGEST_LAYOUT,
	LeasedIds,
	type Intent,
	IntentHeldError,
} from '../../../server/storage/postgres';
import { seeded } from '../../server/jobs/model-run';
import { runs } from '../../support/runs';
import { describePostgres, newSchema, openPostgres } from './fixture';

const T0 = 1_700_000_040_000;
const LEASE_MS = 30_000;
const LAYOUT = [
	INGEST_LAYOUT,
	// Stands for matches and alerts: one row for each event that was decided about.
	{ part: 'decided', steps: ['CREATE TABLE decided (event bigint NOT NULL, batch text NOT NULL)'] },
];

/** Events elsewhere, as a search engine has them: what is created under an id is there, once. */
class Elsewhere {
	readonly events = new Map<number, string>();

	create(id: number, line: string): void {
		if (!this.events.has(id)) this.events.set(id, line);
	}
}

class Killed extends Error {}

describePostgres('Intents of batches', () => {
	let schema: string;
	let elsewhere: Elsewhere;
	let now = T0;
	const mark = (key: string, digest = 'd') => ({ key, part: 0, digest, at: now });

	/** A server; `dies` is asked before each step. */
	const serve = async (instance: string, dies: () => boolean = () => false) => {
		const database = await openPostgres(LAYOUT, schema);
		const intents = new IngestIntents(database);
		const ids = new LeasedIds(database);
		const step = (): void => {
			if (dies()) throw new Killed();
		};
		const end = (intent: Intent, stored: number): Promise<void> =>
			intents.end(intent, { stored, dropped: 0 }, async (sql) => {
				for (const id of intent.ids)
					await sql.run('INSERT INTO decided VALUES ($1, $2)', [id, elsewhere.events.get(id)]);
				step();
			});
		return {
			intents,
			/** Stores a batch; when this resolves it is acknowledged. */
			async store(key: string | undefined, lines: readonly string[]) {
				step();
				const times = lines.map(() => now);
				const begun = await intents.begin({
					...{ instance, now, leaseUntil: now + LEASE_MS },
					ids: await ids.allocate(times),
					mark: key === undefined ? undefined : mark(key),
				});
				if ('done' in begun) return begun.done;
				for (const [index, line] of lines.entries()) {
					step();
					elsewhere.create(begun.intent.ids[index] as number, line);
				}
				step();
				await end(begun.intent, lines.length);
				return { stored: lines.length, dropped: 0 };
			},
			/** Takes over what others left behind. */
			async sweep(): Promise<number> {
				const left = await intents.takeOver({
					instance,
					now,
					leaseUntil: now + LEASE_MS,
					limit: 100,
				});
				for (const intent of left) {
					step();
					if ([...intent.ids].every((id) => elsewhere.events.has(id))) {
						await end(intent, intent.ids.length);
					} else {
						for (const id of intent.ids) {
							step();
							elsewhere.events.delete(id);
						}
						await intents.drop(intent.ref);
					}
				}
				return left.length;
			},
		};
	};
	const decided = async () => {
		const database = await openPostgres(LAYOUT, schema);
		return database.read((sql) =>
			sql.all<{ event: number; batch: string }>('SELECT * FROM decided ORDER BY event'),
		);
	};

	beforeEach(() => {
		schema = newSchema();
		elsewhere = new Elsewhere();
		now = T0;
	});

	it('know a part that is sent again, and refuse other lines under its key', async () => {
		const [one, two] = [await serve('one'), await serve('two')];
		await one.store('k', ['a', 'b']);
		expect(await two.store('k', ['a', 'b'])).toEqual({ stored: 2, dropped: 0 });
		expect(elsewhere.events.size).toBe(2);
		const other = { ...{ instance: 'two', now, leaseUntil: now + 1 }, ids: Float64Array.of(1) };
		const conflict = { name: 'IdempotencyConflictError' };
		await expect(two.intents.begin({ ...other, mark: mark('k', 'e') })).rejects.toMatchObject(
			conflict,
		);
		now += 24 * 3_600_000;
		expect(await two.intents.begin({ ...other, mark: mark('k', 'e') })).toHaveProperty('intent');
	});

	it('are held by one server at a time, and taken over after the lease with the ids they were given', async () => {
		const [one, two] = [await serve('one'), await serve('two')];
		const begin = (server: typeof one, instance: string, id: number) =>
			server.intents.begin({
				...{ instance, now, leaseUntil: now + LEASE_MS },
				...{ ids: Float64Array.of(id), mark: mark('k') },
			}) as Promise<{ intent: Intent }>;
		const { intent: first } = await begin(one, 'one', 5);
		await expect(begin(two, 'two', 6)).rejects.toThrow(IntentHeldError);
		expect(await two.sweep()).toBe(0);
		now += LEASE_MS;
		const { intent: second } = await begin(two, 'two', 6);
		expect([...second.ids]).toEqual([5]);
		expect(await one.intents.renew(first.ref, now + LEASE_MS)).toBe(false);
		const late = one.intents.end(first, { stored: 1, dropped: 0 }, (sql) =>
			sql.run(`INSERT INTO decided VALUES (5, 'late')`),
		);
		await expect(late).rejects.toMatchObject({ code: 'INGEST_HELD' });
		expect(await decided()).toEqual([]);
		expect(await two.intents.renew(second.ref, now + LEASE_MS)).toBe(true);
		await two.intents.end(second, { stored: 1, dropped: 0 }, async () => undefined);
		expect(await two.intents.open()).toEqual({ batches: 0, nextLease: null });
	});

	it('are taken over by one server, however many look', async () => {
		const one = await serve('one');
		for (let n = 0; n < 20; n++)
			await one.intents.begin({
				instance: 'one',
				now,
				leaseUntil: now,
				ids: Float64Array.of(n + 1),
			});
		const others = [await serve('two'), await serve('three'), await serve('four')];
		const taken = await Promise.all(others.map((server) => server.sweep()));
		expect(taken.reduce((sum, count) => sum + count)).toBe(20);
		expect((await one.intents.open()).batches).toBe(0);
	});

	it(`store and decide each acknowledged event once, over ${runs(6)} rounds of kills`, async () => {
		for (let seed = 1; seed <= runs(6); seed++) {
			schema = newSchema();
			elsewhere = new Elsewhere();
			now = T0;
			const random = seeded(seed);
			const acknowledged: string[] = [];
			let lives = 0;
			let kills = 0;
			const start = () => serve(`life ${++lives}`, () => random() < 0.08);
			const servers = [await start(), await start()];
			/** A sender goes on with the same key until it has its answer; a server that dies is replaced. */
			const send = async (key: string, lines: readonly string[]): Promise<void> => {
				for (let turn = 0; ; turn++) {
					const at = Math.floor(random() * 2);
					try {
						await (servers[at] as (typeof servers)[0]).store(key, lines);
						acknowledged.push(...lines);
						return;
					} catch (error) {
						if (error instanceof Killed) {
							kills++;
							servers[at] = await start();
						} else if ((error as { code?: string }).code !== 'INGEST_HELD') throw error;
						now += LEASE_MS / 2;
					}
					if (turn % 3 === 2)
						await (servers[1 - at] as (typeof servers)[0]).sweep().catch(async (error: Error) => {
							if (!(error instanceof Killed)) throw error;
							kills++;
							servers[1 - at] = await start();
						});
				}
			};
			for (let round = 0; round < 6; round++)
				await Promise.all(
					['x', 'y', 'z'].map((who) =>
						send(
							`${who}${round}`,
							[0, 1, 2, 3].map((n) => `${who}${round}.${n}`),
						),
					),
				);
			now += LEASE_MS;
			const last = await serve('last');
			await last.sweep();
			expect((await last.intents.open()).batches).toBe(0);
			expect(kills).toBeGreaterThan(0);
			expect([...elsewhere.events.values()].sort()).toEqual(acknowledged.sort());
			const lines = (await decided()).map(({ batch }) => batch);
			expect(lines.sort()).toEqual(acknowledged);
		}
	});
});
