/** Event ids that are unique over all servers: `epoch_ms * 1000 + sequence`, the sequence from lanes that this server leased. */
import { firstIdAt, IDS_PER_MS, MAX_TIME } from '../../../logs/events';
import type { PostgresDatabase } from '../data/database';
import { type Lane, leaseLanes } from './lanes';

const MINUTE_MS = 60_000;
/** Milliseconds whose next id is remembered; beyond, the lanes of the minutes that were not used for longest are left behind. */
const MOST_KNOWN = 200_000;

/** What this server has of a minute. */
interface Minute {
	readonly lanes: Lane[];
	/** Ids of every millisecond, over all lanes. */
	width: number;
	/** Ids used, by millisecond. */
	readonly used: Map<number, number>;
}

/** Hands out ids; leases lanes as they are needed, once a minute of event time and not once an event. */
export class LeasedIds {
	/** In the order of their last use. */
	private readonly minutes = new Map<number, Minute>();
	private known = 0;
	private last: Promise<unknown> = Promise.resolve();

	/** @param database with {@link INGEST_LAYOUT} */
	constructor(private readonly database: PostgresDatabase) {}

	/**
	 * Ids for events at these times (epoch ms), in their order. Ids that are not used are lost, and do no harm.
	 *
	 * Of more events at one millisecond than there are lanes, the rest takes ids of the next ones, as with one server.
	 */
	allocate(times: ArrayLike<number>): Promise<Float64Array> {
		const answer = this.last.then(() => this.allocateNow(times));
		this.last = answer.catch(() => undefined);
		return answer;
	}

	/**
	 * Ids that turned out to be those of other events: nothing more is given out of the lanes that this server has in their
	 * minutes, and the next ones are leased there.
	 */
	passOver(ids: readonly number[]): Promise<void> {
		const done = this.last.then(() => {
			for (const id of ids) this.forget(minuteOf(Math.floor(id / IDS_PER_MS)));
		});
		this.last = done;
		return done;
	}

	private forget(at: number): void {
		this.known -= this.minutes.get(at)?.used.size ?? 0;
		this.minutes.delete(at);
	}

	private async allocateNow(times: ArrayLike<number>): Promise<Float64Array> {
		await this.prepare(times);
		const ids = new Float64Array(times.length);
		for (let index = 0; index < times.length; index++) {
			let ms = millisecondOf(times[index] as number);
			for (;;) {
				const minute = this.minutes.get(minuteOf(ms)) ?? (await this.lease(minuteOf(ms)));
				const used = minute.used.get(ms) ?? 0;
				if (used < minute.width) {
					ids[index] = firstIdAt(ms) + sequenceAt(minute.lanes, used);
					this.note(minute, ms, used + 1);
					break;
				}
				ms = minute.width === 0 ? (minuteOf(ms) + 1) * MINUTE_MS : ms + 1;
			}
		}
		this.leaveBehind();
		return ids;
	}

	/** Leases for the whole batch at once: where nothing is leased yet, and where more is needed than is left. */
	private async prepare(times: ArrayLike<number>): Promise<void> {
		const needs = new Map<number, number>();
		for (let index = 0; index < times.length; index++) {
			const ms = millisecondOf(times[index] as number);
			needs.set(ms, (needs.get(ms) ?? 0) + 1);
		}
		const wanted = new Map<number, number>();
		for (const [ms, count] of needs) {
			const at = minuteOf(ms);
			const minute = this.minutes.get(at);
			const missing = count - ((minute?.width ?? 0) - (minute?.used.get(ms) ?? 0));
			if (minute === undefined || missing > 0)
				wanted.set(at, Math.max(wanted.get(at) ?? 0, missing));
			else this.keep(at, minute);
		}
		if (wanted.size > 0) await this.take(wanted);
	}

	private async lease(minute: number): Promise<Minute> {
		await this.take(new Map([[minute, 0]]));
		return this.minutes.get(minute) as Minute;
	}

	private async take(wanted: ReadonlyMap<number, number>): Promise<void> {
		for (const [at, lane] of await leaseLanes(this.database, wanted)) {
			const minute: Minute = this.minutes.get(at) ?? { lanes: [], width: 0, used: new Map() };
			if (lane.width > 0) minute.lanes.push(lane);
			minute.width += lane.width;
			this.keep(at, minute);
		}
	}

	private keep(at: number, minute: Minute): void {
		this.minutes.delete(at);
		this.minutes.set(at, minute);
	}

	private note(minute: Minute, ms: number, used: number): void {
		if (used === 1) this.known++;
		minute.used.set(ms, used);
	}

	private leaveBehind(): void {
		for (const at of this.minutes.keys()) {
			if (this.known <= MOST_KNOWN) return;
			this.forget(at);
		}
	}
}

function millisecondOf(time: number): number {
	return Math.max(0, Math.min(Math.floor(time), MAX_TIME));
}

function minuteOf(ms: number): number {
	return Math.floor(ms / MINUTE_MS);
}

function sequenceAt(lanes: readonly Lane[], place: number): number {
	let rest = place;
	for (const { first, width } of lanes) {
		if (rest < width) return first + rest;
		rest -= width;
	}
	throw new RangeError(`There are fewer than ${place + 1} ids in the lanes`);
}
