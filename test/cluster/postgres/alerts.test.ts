/** Alerts of several servers over PostgreSQL: those that the definition gives for the stored events, each once. */
import fc from 'fast-check';
import { type AlertProfile, ProfileMatcher } from '../../../server/detection';
import { BatchPreparer, documentOf } from '../../../server/logs/store';
import { bytesAt } from '../../../server/logs/terms';
import type { LogEvent } from '../../../server/logs/events';
import {
	ALERT_LAYOUT,
	type ArrivedMatch,
	IngestIntents,
	INGEST_LAYOUT,
	LeasedIds,
	type PostgresDatabase,
	raiseAlerts,
} from '../../../server/storage/postgres';
import {
	afterwards,
	events,
	expectedForm,
	matching,
	rules,
} from '../../server/detection/definition';
import { draft } from '../../server/detection/support';
import { seeded } from '../../server/jobs/model-run';
import { runs } from '../../support/runs';
import { describePostgres, newSchema, openPostgres } from './fixture';

const LAYOUTS = [INGEST_LAYOUT, ALERT_LAYOUT];
const LEASE_MS = 30_000;

class Killed extends Error {}

/** What several servers share: the events elsewhere, and a clock. */
interface World {
	readonly events: Map<number, LogEvent>;
	now: number;
}

/** A server that stores events elsewhere and decides about them in PostgreSQL; `dies` is asked between its steps. */
class Server {
	private readonly intents: IngestIntents;
	private readonly ids: LeasedIds;
	private readonly matcher: ProfileMatcher;

	constructor(
		private readonly name: string,
		database: PostgresDatabase,
		private readonly profiles: ReadonlyMap<number, AlertProfile>,
		private readonly world: World,
		private readonly dies: () => boolean,
	) {
		this.intents = new IngestIntents(database);
		this.ids = new LeasedIds(database);
		this.matcher = new ProfileMatcher({ version: 1, profiles: [...profiles.values()] });
	}

	/** Stores a batch under a key; acknowledged when it resolves. */
	async store(key: string, batch: readonly LogEvent[]): Promise<void> {
		const { now } = this.world;
		const begun = await this.intents.begin({
			...{ instance: this.name, now, leaseUntil: now + LEASE_MS },
			ids: await this.ids.allocate(batch.map(({ time }) => time)),
			mark: { key, part: 0, digest: key, at: now },
		});
		if ('done' in begun) return;
		const { intent } = begun;
		for (const [index, each] of batch.entries()) {
			this.step();
			this.world.events.set(intent.ids[index] as number, each);
		}
		this.step();
		await this.decide(intent, batch);
	}

	/** Takes over what others left behind. */
	async sweep(): Promise<void> {
		const { now } = this.world;
		const lease = { instance: this.name, now, leaseUntil: now + LEASE_MS, limit: 100 };
		for (const intent of await this.intents.takeOver(lease)) {
			const batch = [...intent.ids].map((id) => this.world.events.get(id));
			if (batch.every((each) => each !== undefined)) {
				this.step();
				await this.decide(intent, batch);
			} else {
				for (const id of intent.ids) this.world.events.delete(id);
				this.step();
				await this.intents.drop(intent.ref);
			}
		}
	}

	private async decide(
		intent: Parameters<IngestIntents['end']>[0] & { readonly ids: Float64Array },
		batch: readonly LogEvent[],
	): Promise<void> {
		const { terms } = new BatchPreparer().prepare(batch);
		const found = this.matcher.match({
			length: batch.length,
			fields: (index) => (batch[index] as LogEvent).fields,
			time: (index) => (batch[index] as LogEvent).time,
			terms: (index) => bytesAt(terms, index),
		});
		const matches = [...found.events].map(
			(at, index): ArrivedMatch => ({
				profile: this.profiles.get(found.profiles[index] as number) as AlertProfile,
				group: found.groups[index] as string,
				step: found.steps[index] as number,
				value: found.values[index] as string,
				time: (batch[at] as LogEvent).time,
				event: intent.ids[at] as number,
			}),
		);
		await this.intents.end(intent, { stored: batch.length, dropped: 0 }, async (sql) => {
			await raiseAlerts(sql, matches, {
				raisedAt: this.world.now,
				documents: async (ids) =>
					new Map(ids.map((id) => [id, documentOf(this.world.events.get(id) as LogEvent)])),
			});
			this.step();
		});
	}

	private step(): void {
		if (this.dies()) throw new Killed();
	}
}

interface AlertRow {
	readonly seq: number;
	readonly profile: number;
	readonly grp: string;
	readonly time: number;
	readonly events: number;
	readonly doc: string;
}

describePostgres('Alerts of two servers', () => {
	it(`are those of the definition, over kills, repeats and any order, each once`, async () => {
		await fc.assert(
			fc.asyncProperty(rules, events, fc.nat(), async (given, stored, seed) => {
				const schema = newSchema();
				const database = await openPostgres(LAYOUTS, schema);
				const random = seeded(seed);
				const world: World = { events: new Map(), now: 1_700_000_000_000 };
				const profiles = new Map(
					given.map((rule, n) => [
						n + 1,
						{
							...draft(rule, { name: `profile ${n}` }),
							id: n + 1,
							origin: 'custom',
						} as AlertProfile,
					]),
				);
				let lives = 0;
				const start = async () =>
					new Server(
						`life ${++lives}`,
						await openPostgres(LAYOUTS, schema),
						profiles,
						world,
						() => random() < 0.02,
					);
				const servers = [await start(), await start()];
				const order = stored
					.map((each) => ({ each, key: random() }))
					.sort((one, other) => one.key - other.key)
					.map(({ each }) => each);
				const send = async (key: string, batch: readonly LogEvent[]): Promise<void> => {
					for (;;) {
						const at = random() < 0.5 ? 0 : 1;
						try {
							return await (servers[at] as Server).store(key, batch);
						} catch (error) {
							if (error instanceof Killed) servers[at] = await start();
							else if ((error as { code?: string }).code !== 'INGEST_HELD') throw error;
							world.now += LEASE_MS;
							await (servers[1 - at] as Server).sweep().catch(async (swept: Error) => {
								if (swept instanceof Killed) servers[1 - at] = await start();
								else if ((swept as { code?: string }).code !== 'INGEST_HELD') throw swept;
							});
						}
					}
				};
				const sending: Promise<void>[] = [];
				for (let at = 0; at < order.length; ) {
					const size = 1 + Math.floor(random() * 12);
					sending.push(send(`batch ${at}`, order.slice(at, at + size)));
					at += size;
					if (sending.length % 3 === 0) await Promise.all(sending);
				}
				await Promise.all(sending);
				const alerts = await database.read((sql) =>
					sql.all<AlertRow>('SELECT seq, profile, grp, time, events, doc FROM alert ORDER BY seq'),
				);
				expect(world.events.size).toBe(stored.length);
				expect(alerts.map(({ seq }) => seq)).toEqual(alerts.map((_, index) => index + 1));
				for (const [n, rule] of given.entries()) {
					const own = alerts.filter(({ profile }) => profile === n + 1);
					const found = own.map(({ time, grp }) => expectedForm(rule, { time, group: grp })).sort();
					expect(found).toEqual(afterwards(rule, stored));
					const counted = own.reduce((sum, alert) => sum + alert.events, 0);
					expect(counted).toBeLessThanOrEqual(matching(rule, stored));
				}
				for (const { doc, events: count } of alerts)
					expect((JSON.parse(doc) as { ALERT_EVENT_COUNT: number }).ALERT_EVENT_COUNT).toBe(count);
				await database.close();
			}),
			{ numRuns: runs(15), endOnFailure: true },
		);
	});
});
