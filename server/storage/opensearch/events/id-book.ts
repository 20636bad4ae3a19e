/** Hands out event ids in front of a store that is asked over the network: what it has is looked up before, not in between. */
import { IdAllocator, IDS_PER_MS } from '../../../logs/events';

/** The largest stored id of each of some milliseconds that has any. */
export type LargestIds = (slots: readonly number[]) => Promise<ReadonlyMap<number, number>>;

/** Milliseconds that are remembered; beyond it all are forgotten and asked for again. */
const MAX_REMEMBERED = 100_000;
/** Milliseconds after a full one that are looked up at once. */
const AHEAD = 16;
/** Stands for none; 0 is an id. */
const NO_ID = -1;

/** Ids for one server. Other servers may take the same ones: whoever stores second gets another, see {@link taken}. */
export class IdBook {
	/** By millisecond: the largest id that is stored or handed out, {@link NO_ID} when there is none. */
	private readonly largest = new Map<number, number>();
	private allocator = this.newAllocator();
	/** Batches get their ids one after another. */
	private queue: Promise<unknown> = Promise.resolve();

	constructor(private readonly lookUp: LargestIds) {}

	/** An id for each time, epoch ms, in their order. */
	allocate(times: readonly number[]): Promise<number[]> {
		const result = this.queue.then(() => this.allocateAll(times));
		this.queue = result.catch(() => undefined);
		return result;
	}

	/** Some ids turned out to be taken by others: their milliseconds are looked up again. */
	taken(ids: readonly number[]): Promise<void> {
		const result = this.queue.then(() => {
			for (const id of ids) this.largest.delete(slotOf(id));
			this.allocator = this.newAllocator();
		});
		this.queue = result;
		return result;
	}

	private async allocateAll(times: readonly number[]): Promise<number[]> {
		if (this.largest.size > MAX_REMEMBERED) this.largest.clear();
		await this.learn(times.map((time) => Math.max(0, Math.floor(time))));
		const ids: number[] = [];
		while (ids.length < times.length) {
			try {
				const id = this.allocator.allocate(times[ids.length] as number);
				this.largest.set(slotOf(id), id);
				ids.push(id);
			} catch (error) {
				if (!(error instanceof UnknownSlot)) throw error;
				const { slot } = error;
				await this.learn(Array.from({ length: AHEAD }, (_, at) => slot + at));
			}
		}
		return ids;
	}

	private async learn(slots: readonly number[]): Promise<void> {
		const unknown = [...new Set(slots)].filter((slot) => !this.largest.has(slot));
		if (unknown.length === 0) return;
		const found = await this.lookUp(unknown);
		for (const slot of unknown) this.largest.set(slot, found.get(slot) ?? NO_ID);
	}

	private newAllocator(): IdAllocator {
		return new IdAllocator((low) => {
			const known = this.largest.get(slotOf(low));
			if (known === undefined) throw new UnknownSlot(slotOf(low));
			return known === NO_ID ? undefined : known;
		});
	}
}

class UnknownSlot extends Error {
	constructor(readonly slot: number) {
		super(`millisecond ${slot} is unknown`);
	}
}

function slotOf(id: number): number {
	return Math.floor(id / IDS_PER_MS);
}
