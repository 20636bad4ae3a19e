/** Removes events by age and size: whole days, as whole indices, so that nothing is searched for and no space waits to be merged away. */
import { IDS_PER_MS } from '../../../logs/events';
import type { KeptEvents, RemovalReason, RetentionLimits } from '../../../logs/store';
import type { SearchClient } from '../client';
import type { Places } from './places';

const DAY_MS = 24 * 60 * 60 * 1000;
const COUNTER = 'counter:removed';

/** A day that was removed. */
export interface RemovedDay {
	readonly reason: RemovalReason;
	readonly removed: number;
	/** Start of the day, epoch ms. */
	readonly day: number;
	/** Ids that its events may have had: from the first one, and up to the second, which is none of them. */
	readonly ids: readonly [number, number];
}

interface Index {
	readonly name: string;
	/** Start of its day, epoch ms; undefined of the index of all odd times. */
	readonly day: number | undefined;
	readonly events: number;
	/** On all nodes, copies too. */
	readonly bytes: number;
}

/** The indices of one installation; any number of servers may look after them. */
export class DayRetention {
	constructor(
		private readonly client: SearchClient,
		private readonly places: Places,
	) {}

	/** What is kept. Bytes are those on all nodes, with all copies. */
	async kept(): Promise<KeptEvents> {
		const [indices, oldest, removed] = await Promise.all([
			this.indices(),
			this.oldest(),
			this.removed(),
		]);
		const days = indices.flatMap(({ day, events }) =>
			day === undefined || events === 0 ? [] : [day],
		);
		return {
			events: sum(indices.map(({ events }) => events)),
			oldest,
			arrivedSince: days.length === 0 ? null : Math.min(...days),
			bytes: sum(indices.map(({ bytes }) => bytes)),
			...{ freeBytes: 0, toCompress: null, toCompressAnew: null, toList: null, toColumn: null },
			...{ toMerge: null, merged: null },
			removed,
		};
	}

	/**
	 * Removes the oldest day when it is beyond the limits; undefined when nothing is. The day at hand always stays, and so
	 * do events whose times are far from their arrival: they have no day.
	 */
	async removeDay({ ageMs, bytes }: RetentionLimits, now: number): Promise<RemovedDay | undefined> {
		const days = (await this.indices())
			.flatMap((index) => (index.day === undefined ? [] : [{ ...index, day: index.day }]))
			.sort((one, other) => one.day - other.day);
		const [oldest] = days;
		if (oldest === undefined || oldest.day + DAY_MS > now) return undefined;
		const isOld = ageMs !== null && oldest.day + DAY_MS <= now - ageMs;
		// Not with those of odd times: who sends such would have all others removed.
		const isMuch = bytes !== null && sum(days.map((day) => day.bytes)) > bytes;
		if (!isOld && !isMuch) return undefined;
		const reason = isOld ? 'age' : 'size';
		const { status } = await this.client.call<{ status?: number }>({
			method: 'DELETE',
			path: `/${oldest.name}`,
			accept: [404],
		});
		// Another server was quicker: it has counted them.
		const removed = status === 404 ? 0 : oldest.events;
		if (removed > 0) await this.count(reason, removed);
		const { day } = oldest;
		return { reason, removed, day, ids: [day * IDS_PER_MS, (day + DAY_MS) * IDS_PER_MS] };
	}

	private async indices(): Promise<Index[]> {
		const rows = await this.client.call<
			{ index: string; 'docs.count': string | null; 'store.size': string | null }[]
		>({
			method: 'GET',
			path: `/_cat/indices/${this.places.events}`,
			query: { format: 'json', bytes: 'b', h: 'index,docs.count,store.size' },
		});
		return rows.map((row) => ({
			name: row.index,
			day: this.places.dayOfIndex(row.index),
			events: Number(row['docs.count'] ?? 0),
			bytes: Number(row['store.size'] ?? 0),
		}));
	}

	private async oldest(): Promise<number | null> {
		const { aggregations } = await this.client.call<{
			aggregations?: { oldest: { value: number | null } };
		}>({
			method: 'POST',
			path: `/${this.places.events}/_search`,
			query: { request_cache: true },
			body: {
				...{ size: 0, track_total_hits: false },
				aggs: { oldest: { min: { field: 't' } } },
			},
		});
		const oldest = aggregations?.oldest.value ?? null;
		return oldest === null ? null : Math.floor(oldest);
	}

	private async removed(): Promise<Record<RemovalReason, number>> {
		const { _source } = await this.client.call<{
			_source?: Partial<Record<RemovalReason, number>>;
		}>({ method: 'GET', path: `/${this.places.catalogue}/_doc/${COUNTER}`, accept: [404] });
		return { age: _source?.age ?? 0, size: _source?.size ?? 0 };
	}

	private async count(reason: RemovalReason, events: number): Promise<void> {
		await this.client.call({
			method: 'POST',
			path: `/${this.places.catalogue}/_update/${COUNTER}`,
			query: { retry_on_conflict: 20 },
			body: {
				script: {
					source: 'ctx._source[params.reason] += params.events',
					params: { reason, events },
				},
				upsert: { kind: 'counter', age: 0, size: 0, [reason]: events },
			},
		});
	}
}

function sum(numbers: readonly number[]): number {
	return numbers.reduce((total, number) => total + number, 0);
}
