/** Takes events in at one of several servers: intent in PostgreSQL, events in OpenSearch, alerts in the transaction that ends the intent. */
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { type AlertProfile, ProfileMatcher, type ProfileSet, weightOf } from '../../detection';
import type { LogEvent } from '../../logs/events';
import {
	type AppendResult,
	BatchPreparer,
	documentOf,
	eventOf,
	type PartMark,
} from '../../logs/store';
import { bytesAt } from '../../logs/terms';
import type { Clock } from '../../platform';
import { IdsTakenError, type OpenSearchEventStore } from '../../storage/opensearch';
import {
	type ArrivedMatch,
	IngestIntents,
	type Intent,
	IntentHeldError,
	LeasedIds,
	type PostgresDatabase,
	type PostgresProfiles,
	raiseAlerts,
} from '../../storage/postgres';

/** Where events are stored under ids that are fixed before. */
export type EventPlace = Pick<
	OpenSearchEventStore,
	'takenIn' | 'storeUnder' | 'documentsOf' | 'documentsOfBatch' | 'removeBatch'
>;

/** What it is made of. */
export interface SharedIngestOptions {
	/** Name of this life of this server. */
	readonly instance: string;
	readonly clock: Clock;
	/** With the tables of ingest and of alerts. */
	readonly database: PostgresDatabase;
	readonly events: EventPlace;
	/** The profiles, as they are when alerts are decided. */
	readonly profiles: Pick<PostgresProfiles, 'latest' | 'current'>;
	/** How long a part is waited for that is being stored already, ms; 10 s by default. */
	readonly heldWaitMs?: number | undefined;
}

/** Others take a batch over when its server was not heard of for so long. */
const LEASE_MS = 30_000;
/** Batches that are taken over at once. */
const TAKEN_AT_ONCE = 100;
/** A sender that sends a part again while it is being stored, as after a connection broke, is told what became of it. */
const HELD_WAIT_MS = 10_000;
/** Between two looks, ms. */
const HELD_PAUSE_MS = 50;
/** How often a batch that was lost to another server is begun again. */
const TRIES = 5;
/** How often a batch is given other ids, each time from lanes that nobody was seen to use; a minute has some fifty. */
const ID_ROUNDS = 200;

/** One server's way in. A batch is acknowledged when its events are stored and its alerts are decided, once, whoever does it. */
export class SharedIngest {
	private readonly intents: IngestIntents;
	private readonly ids: LeasedIds;
	private readonly preparer = new BatchPreparer();
	private matcher: ProfileMatcher | undefined;

	constructor(private readonly options: SharedIngestOptions) {
		this.intents = new IngestIntents(options.database);
		this.ids = new LeasedIds(options.database);
	}

	/**
	 * Stores a batch, or tells what became of it when it is sent again.
	 *
	 * @param mark of a batch that its sender may send again
	 * @throws IdempotencyConflictError when the mark stood for other events before
	 * @throws IntentHeldError when the batch is being stored, here or at another server, for longer than is waited for
	 * @throws StoreUnavailableError when OpenSearch does not take all of it; sent again under its mark it is stored once
	 */
	async append(events: readonly LogEvent[], mark?: PartMark): Promise<AppendResult> {
		const { clock, events: place } = this.options;
		const own = mark ?? { key: randomUUID(), part: 0, digest: '', at: clock.now() };
		const taken = await place.takenIn(events);
		const result = { stored: taken.length, dropped: events.length - taken.length };
		let before: Intent | undefined;
		for (let attempt = 1, idRounds = 1; ; attempt++) {
			const intent = await this.begin(taken, own);
			if ('stored' in intent) return intent;
			// What another server has dropped of an earlier attempt, this one may have stored meanwhile.
			if (before !== undefined && before.ids[0] !== intent.ids[0])
				await place.removeBatch([...before.ids], nameOf(before));
			before = intent;
			try {
				if (intent.ids.length !== taken.length) {
					// A source was switched in between: what the other server stored is another batch.
					await this.drop(intent);
					continue;
				}
				await this.storeHeld(intent, taken, own);
				return await this.decide(intent, taken, result);
			} catch (error) {
				if (error instanceof IdsTakenError && idRounds++ < ID_ROUNDS) {
					// More is stored than the database knows of, as after both were restored: events of others stay.
					await this.ids.passOver(error.ids);
					await this.drop(intent);
					attempt--;
				} else if (!(error instanceof IntentHeldError) || attempt >= TRIES) throw error;
			}
		}
	}

	/**
	 * Ends batches that other servers left behind: decides those that are stored, removes what there is of the others.
	 *
	 * @returns how many
	 */
	async sweep(): Promise<number> {
		const { clock, instance, events: place } = this.options;
		const now = clock.now();
		const lease = { instance, now, leaseUntil: now + LEASE_MS, limit: TAKEN_AT_ONCE };
		const left = await this.intents.takeOver(lease);
		for (const intent of left) {
			const documents = await place.documentsOfBatch([...intent.ids], nameOf(intent));
			try {
				if (documents.length === intent.ids.length) {
					const events = documents.map((document) => eventOf(document));
					await this.decide(intent, events, { stored: events.length, dropped: 0 });
				} else {
					await this.drop(intent);
				}
			} catch (error) {
				// Someone else was quicker.
				if (!(error instanceof IntentHeldError)) throw error;
			}
		}
		return left.length;
	}

	private async begin(events: readonly LogEvent[], mark: PartMark): Promise<Intent | AppendResult> {
		const { heldWaitMs = HELD_WAIT_MS } = this.options;
		const ids = await this.ids.allocate(events.map(({ time }) => time));
		for (let waited = 0; ; waited += HELD_PAUSE_MS) {
			try {
				return await this.beginNow(ids, mark);
			} catch (error) {
				if (!(error instanceof IntentHeldError) || waited >= heldWaitMs) throw error;
			}
			await pause(HELD_PAUSE_MS);
		}
	}

	private async beginNow(ids: Float64Array, mark: PartMark): Promise<Intent | AppendResult> {
		const { clock, instance } = this.options;
		const now = clock.now();
		const begun = await this.intents.begin({
			...{ instance, now, leaseUntil: now + LEASE_MS },
			...{ ids, mark },
		});
		return 'done' in begun ? begun.done : begun.intent;
	}

	/** Stores the events, and goes on holding the batch while that takes. */
	private async storeHeld(
		intent: Intent,
		events: readonly LogEvent[],
		mark: PartMark,
	): Promise<void> {
		const { clock, events: place } = this.options;
		const renew = () =>
			this.intents.renew(intent.ref, clock.now() + LEASE_MS).catch((): boolean => false);
		const timer = setInterval(() => void renew(), LEASE_MS / 3);
		try {
			await place.storeUnder(intent.ids, events, {
				name: nameOf({ mark }),
				arrivedAt: mark.at,
			});
		} finally {
			clearInterval(timer);
		}
	}

	/** Removes what is there of a batch before it is forgotten, so that nothing of it is left that nobody decides about. */
	private async drop(intent: Intent): Promise<void> {
		await this.options.events.removeBatch([...intent.ids], nameOf(intent));
		await this.intents.drop(intent.ref);
	}

	private async decide(
		intent: Intent,
		events: readonly LogEvent[],
		result: AppendResult,
	): Promise<AppendResult> {
		const { clock, events: place } = this.options;
		const ahead = await this.options.profiles.latest();
		const found = this.matches(ahead, intent, events);
		await this.intents.end(intent, result, async (sql) => {
			const now = await this.options.profiles.current(sql);
			// A change of profiles holds for every batch that is decided after it, at whichever server.
			const matches = now.version === ahead.version ? found : this.matches(now, intent, events);
			await raiseAlerts(sql, matches, {
				raisedAt: clock.now(),
				documents: (ids) => place.documentsOf(ids),
			});
		});
		return result;
	}

	private matches(set: ProfileSet, intent: Intent, events: readonly LogEvent[]): ArrivedMatch[] {
		if (this.matcher?.version !== set.version) this.matcher = new ProfileMatcher(set);
		const profiles = new Map(set.profiles.map((profile) => [profile.id, profile]));
		const { terms } = this.preparer.prepare(events);
		const found = this.matcher.match({
			length: events.length,
			fields: (index) => (events[index] as LogEvent).fields,
			time: (index) => (events[index] as LogEvent).time,
			terms: (index) => bytesAt(terms, index),
		});
		return [...found.events].map((at, index) => ({
			profile: profiles.get(found.profiles[index] as number) as AlertProfile,
			group: found.groups[index] as string,
			step: found.steps[index] as number,
			value: found.values[index] as string,
			weight: weightOf(documentOf(events[at] as LogEvent)),
			time: Math.floor((events[at] as LogEvent).time),
			event: intent.ids[at] as number,
		}));
	}
}

/** What the events of a batch bear. Each batch that came this way has a mark. */
function nameOf({ mark }: Pick<Intent, 'mark'>): string {
	return mark === null ? '' : `${mark.key}:${mark.part}`;
}
