/** Two servers on OpenSearch and PostgreSQL that die at any point: each event once, alerts as the definition gives them for the stored events. */
import fc from 'fast-check';
import { type EventPlace, SharedIngest } from '../../../server/compose/cluster';
import type { AlertProfile } from '../../../server/detection';
import type { LogEvent } from '../../../server/logs/events';
import { ManualClock } from '../../../server/platform';
import { OpenSearchEventStore } from '../../../server/storage/opensearch';
import { ALERT_LAYOUT, INGEST_LAYOUT } from '../../../server/storage/postgres';
import { afterwards, events, expectedForm, rules } from '../../server/detection/definition';
import { draft } from '../../server/detection/support';
import { seeded } from '../../server/jobs/model-run';
import { runs } from '../../support/runs';
import { freshPlace, OPENSEARCH, onOpenSearch } from '../opensearch/connection';
import { describePostgres, newSchema, openPostgres } from '../postgres/fixture';

const LAYOUTS = [INGEST_LAYOUT, ALERT_LAYOUT];
const LEASE_MS = 30_000;
const NOW = Date.UTC(2026, 10, 28);

class Killed extends Error {}

/** The events' place as a server sees it that may die before, after and in the midst of each step. */
function deadly(store: OpenSearchEventStore, random: () => number, share: number): EventPlace {
	const step = () => {
		if (random() < share) throw new Killed();
	};
	return {
		takenIn: (batch) => store.takenIn(batch),
		storeUnder: async (ids, batch, named) => {
			step();
			if (random() < share) {
				const part = Math.floor(random() * batch.length);
				await store.storeUnder(ids, batch.slice(0, part), named);
				throw new Killed();
			}
			await store.storeUnder(ids, batch, named);
			step();
		},
		// Read within the transaction that decides alerts, too.
		documentsOf: async (ids) => {
			step();
			const found = await store.documentsOf(ids);
			step();
			return found;
		},
		documentsOfBatch: async (ids, name) => {
			step();
			const found = await store.documentsOfBatch(ids, name);
			step();
			return found;
		},
		removeBatch: async (ids, name) => {
			step();
			await store.removeBatch(ids, name);
			step();
		},
	};
}

interface AlertRow {
	readonly profile: number;
	readonly grp: string;
	readonly time: number;
	readonly doc: string;
}

onOpenSearch('two servers', () => {
	describePostgres('on OpenSearch and PostgreSQL', () => {
		it('store each event once and raise what the definition says, over kills and repeats', async () => {
			let kills = 0;
			await fc.assert(
				fc.asyncProperty(rules, events, fc.nat(), async (given, stored, seed) => {
					const random = seeded(seed);
					const clock = new ManualClock(NOW);
					const schema = newSchema();
					const { prefix } = freshPlace();
					const store = await OpenSearchEventStore.open({
						cluster: { nodes: [OPENSEARCH as string] },
						...{ prefix, replicas: 0, refresh: 'true', clock },
					});
					const profiles = given.map(
						(rule, n) =>
							({
								...draft(rule, { name: `profile ${n}` }),
								id: n + 1,
								origin: 'custom',
							}) as AlertProfile,
					);
					const set = { version: 1, profiles };
					let lives = 0;
					const start = async () =>
						new SharedIngest({
							instance: `life ${++lives}`,
							clock,
							database: await openPostgres(LAYOUTS, schema),
							events: deadly(store, random, 0.15),
							profiles: { latest: async () => set, current: async () => set },
							// The sender moves the clock instead.
							heldWaitMs: 0,
						});
					const servers = [await start(), await start()] as [SharedIngest, SharedIngest];
					const dies = async (at: number, error: unknown) => {
						if (error instanceof Killed) {
							kills++;
							servers[at] = await start();
						} else if ((error as { code?: string }).code !== 'INGEST_HELD') throw error;
					};
					/** As a sender does: the same batch under the same key until it is acknowledged. */
					const send = async (key: string, batch: readonly LogEvent[]): Promise<void> => {
						const mark = { key, part: 0, digest: key, at: clock.now() };
						for (;;) {
							const at = random() < 0.5 ? 0 : 1;
							try {
								const result = await servers[at].append(batch, mark);
								expect(result).toEqual({ stored: batch.length, dropped: 0 });
								return;
							} catch (error) {
								await dies(at, error);
								clock.advance(LEASE_MS);
								await servers[1 - at]?.sweep().catch((swept: unknown) => dies(1 - at, swept));
							}
						}
					};
					const order = stored
						.map((each) => ({ each, key: random() }))
						.sort((one, other) => one.key - other.key)
						.map(({ each }) => each);
					const sending: Promise<void>[] = [];
					for (let at = 0; at < order.length; ) {
						const size = 1 + Math.floor(random() * 12);
						sending.push(send(`batch ${at}`, order.slice(at, at + size)));
						at += size;
						if (sending.length % 3 === 0) await Promise.all(sending);
					}
					await Promise.all(sending);
					const database = await openPostgres(LAYOUTS, schema);
					const alerts = await database.read((sql) =>
						sql.all<AlertRow>('SELECT profile, grp, time, doc FROM alert ORDER BY seq'),
					);
					expect(await store.count()).toBe(stored.length);
					for (const [n, rule] of given.entries()) {
						const own = alerts.filter(({ profile }) => profile === n + 1);
						const found = own
							.map(({ time, grp }) => expectedForm(rule, { time, group: grp }))
							.sort();
						expect(found).toEqual(afterwards(rule, stored));
					}
					await store.close();
				}),
				{ numRuns: runs(25, 4), endOnFailure: true },
			);
			console.info(`${kills} kills`);
			expect(kills).toBeGreaterThan(0);
		});
	});
});
