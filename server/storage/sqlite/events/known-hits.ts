/** Remembers which events are the hits of a search that has to check them, by stretch of time, for as long as these stay as they are. */
import type { DatabaseSync } from 'node:sqlite';
import { idsWithin } from './event-set';
import { type Division, partsOf, StretchWatch, type StretchPart } from './stretches';
import type { IdRange } from './tallies/periods';

/** Bytes that a thread keeps: a quarter of a million hits. */
const MOST_BYTES = 2 * 2 ** 20;
/** What a stretch takes besides its hits, about, and a query. */
const PART_BYTES = 100;
const QUERY_BYTES = 300;
/** Longest name of what is remembered. */
const MOST_LENGTH = 4_096;

/** What was found in a stretch while it had so many events. */
interface KnownPart {
	readonly events: number;
	readonly count: number;
	/** Ascending; undefined where there is no room for them. */
	readonly ids: Float64Array | undefined;
}

interface KnownQuery extends Division {
	readonly parts: Map<number, KnownPart>;
	bytes: number;
	hasIds: boolean;
}

/** What the connections of one thread remember of one database; each looks for itself what of it holds for its snapshot. */
export class HitMemory {
	/** By name, the one that was asked for last at the end. */
	private readonly queries = new Map<string, KnownQuery>();
	private bytes = 0;

	/** @param most bytes, about */
	constructor(private readonly most = MOST_BYTES) {}

	/** Bytes that are kept. */
	get size(): number {
		return this.bytes;
	}

	/** What is known of a query; undefined where that was of another division. */
	of(name: string, { hours, removed }: Division): ReadonlyMap<number, KnownPart> | undefined {
		const query = this.queries.get(name);
		if (query === undefined || query.hours !== hours || query.removed !== removed) return undefined;
		this.queries.delete(name);
		this.queries.set(name, query);
		return query.parts;
	}

	/** Keeps what was found; others go for it. */
	keep(
		name: string,
		{ hours, removed }: Division,
		found: readonly (readonly [stretch: number, part: KnownPart])[],
	): void {
		if (name.length > MOST_LENGTH) return;
		let query = this.queries.get(name);
		if (query?.hours !== hours || query.removed !== removed) {
			this.forget(name);
			query = { hours, removed, parts: new Map(), bytes: QUERY_BYTES + name.length, hasIds: true };
		}
		this.bytes -= this.queries.has(name) ? query.bytes : 0;
		for (const [stretch, part] of found) put(query, stretch, part);
		// One that would push out all others is remembered as numbers of hits.
		if (query.hasIds && query.bytes > this.most / 2) {
			query.hasIds = false;
			for (const [stretch, part] of query.parts) put(query, stretch, part);
		}
		this.queries.delete(name);
		this.queries.set(name, query);
		this.bytes += query.bytes;
		for (const oldest of this.queries.keys()) {
			if (this.bytes <= this.most || oldest === name) break;
			this.forget(oldest);
		}
	}

	private forget(name: string): void {
		this.bytes -= this.queries.get(name)?.bytes ?? 0;
		this.queries.delete(name);
	}
}

function put(query: KnownQuery, stretch: number, part: KnownPart): void {
	const before = query.parts.get(stretch);
	const kept = query.hasIds ? part : { ...part, ids: undefined };
	query.parts.set(stretch, kept);
	query.bytes += bytesOf(kept) - (before === undefined ? 0 : bytesOf(before));
}

function bytesOf({ ids }: KnownPart): number {
	return PART_BYTES + (ids?.byteLength ?? 0);
}

/** A part of a range, and what is known of it. */
export interface HitPart extends StretchPart {
	/** Its hits, ascending. */
	readonly ids: Float64Array | undefined;
	/** Their number. */
	readonly count: number | undefined;
}

/** The same over one connection. Call inside a read transaction. */
export class KnownHits {
	private readonly watch: StretchWatch;

	/** @param memory that of all connections of a thread to this database */
	constructor(
		database: DatabaseSync,
		private readonly memory: HitMemory,
	) {
		this.watch = new StretchWatch(database);
	}

	/** The parts of a range; undefined where nothing is known of the query. */
	of(name: string, range: IdRange): HitPart[] | undefined {
		const stretches = this.watch.now();
		const known = this.memory.of(name, stretches);
		return (
			known &&
			partsOf(stretches, range).map((part) => {
				const found = known.get(part.stretch);
				if (found?.events !== part.events) return { ...part, ids: undefined, count: undefined };
				const ids = found.ids && idsWithin(found.ids, part);
				return { ...part, ids, count: ids?.length ?? (part.isWhole ? found.count : undefined) };
			})
		);
	}

	/** Remembers all hits of a range, as far as it has whole stretches. @param ids ascending */
	keep(name: string, range: IdRange, ids: Float64Array): void {
		const stretches = this.watch.now();
		this.memory.keep(
			name,
			stretches,
			partsOf(stretches, range)
				.filter(({ isWhole }) => isWhole)
				.map(({ stretch, events, ...part }) => {
					const found = idsWithin(ids, part);
					return [stretch, { events, count: found.length, ids: found.slice() }];
				}),
		);
	}
}
