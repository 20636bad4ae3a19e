/** Batches of events on OpenSearch: stored under ids of their own or fixed ones, read back, and taken away again. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { LogEvent } from '../../../logs/events';
import { type Clock, systemClock } from '../../../platform';
import type { SearchClient } from '../client';
import { IdsTakenError, StoreUnavailableError } from '../errors';
import { type Placed, type Refresh, removeAll, storeAll } from './bulk';
import { markOf, ownDocuments } from './by-id';
import { largestIds } from './counts';
import { documentFor } from './document';
import { IdBook } from './id-book';
import type { Places } from './places';

/** How batches are stored. */
export interface BatchOptions {
	/** Says when events arrive; the machine's by default. */
	readonly clock?: Clock | undefined;
	/** `wait_for` by default: many batches share one refresh. */
	readonly refresh?: Refresh | undefined;
}

/** A batch that may be stored again. */
export interface NamedBatch {
	/** A name that no other batch has, and that every repetition has. */
	readonly name: string;
	/** When it came first, epoch ms: it decides where events of odd times go. */
	readonly arrivedAt: number;
}

/** How often events are given other ids because another server took theirs. */
const ID_ROUNDS = 10;
/** Longest wait before the second round, twice as long before each one after it, and before any, ms. */
const [FIRST_WAIT_MS, LONGEST_WAIT_MS] = [10, 1_000];

/** Stores batches in an index a day. */
export class StoredBatches {
	private readonly ids: IdBook;

	constructor(
		private readonly client: SearchClient,
		private readonly places: Places,
		private readonly options: BatchOptions,
	) {
		this.ids = new IdBook((slots) => largestIds(client, places.events, slots));
	}

	/** Gives events ids and stores them, under other ids where another server was first. @throws StoreUnavailableError */
	async store(events: readonly LogEvent[]): Promise<void> {
		const now = (this.options.clock ?? systemClock).now();
		const batch = randomUUID();
		let left = events.map((event, at) => ({ event, name: markOf(batch, at) }));
		for (let round = 1; left.length > 0; round++) {
			if (round > ID_ROUNDS)
				throw new StoreUnavailableError(`${left.length} events found no free id; send them again`);
			const ids = await this.ids.allocate(left.map(({ event }) => event.time));
			const refused = await this.put(
				left.map((one, at) => ({ ...one, id: ids[at] as number })),
				now,
			);
			if (refused.length === 0) return;
			// Servers that go on in step take ids from each other again and again.
			await sleep(Math.random() * Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (round - 1)));
			await this.client.call({ method: 'POST', path: `/${this.places.events}/_refresh` });
			await this.ids.taken(refused.map(({ document }) => document.id));
			const names = new Set(refused.map(({ document }) => document.b));
			left = left.filter(({ name }) => names.has(name));
		}
	}

	/** Stores events under ids that were fixed before, see `OpenSearchEventStore.storeUnder`. */
	async storeUnder(
		ids: ArrayLike<number>,
		events: readonly LogEvent[],
		batch: NamedBatch,
	): Promise<void> {
		const named = events.map((event, at) => ({
			event,
			id: ids[at] as number,
			name: markOf(batch.name, at),
		}));
		const refused = await this.put(named, batch.arrivedAt);
		if (refused.length > 0) throw new IdsTakenError(refused.map(({ document }) => document.id));
	}

	/** What is stored of a batch, in its order. @param name of the batch */
	async documentsOf(ids: readonly number[], name: string): Promise<readonly string[]> {
		return (await ownDocuments(this.client, this.places, ids, name)).map(({ doc }) => doc);
	}

	/** Removes what is stored of a batch. @param name of the batch */
	async remove(ids: readonly number[], name: string): Promise<void> {
		const own = await ownDocuments(this.client, this.places, ids, name);
		await removeAll(this.client, own, this.options.refresh ?? 'wait_for');
	}

	/** @returns those whose id another event has */
	private put(
		events: readonly { readonly event: LogEvent; readonly id: number; readonly name: string }[],
		arrivedAt: number,
	): Promise<Placed[]> {
		const documents = events.map(({ event, id, name }) => ({
			index: this.places.indexFor(id, arrivedAt),
			document: documentFor(event, id, name),
		}));
		return storeAll(this.client, documents, this.options.refresh ?? 'wait_for');
	}
}
