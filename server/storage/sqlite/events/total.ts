/** The hits of a search that have to be checked: only those candidates are read of which the index leaves a doubt, and that once. */
import { formatQuery } from '../../../logs/query';
import { TOTAL_LIMIT } from '../../../logs/store';
import { idsWithin, inBoth, joined, notIn } from './event-set';
import { GrowingIds } from './growing-ids';
import type { SelectStatements, Selection } from './select';

/** So many candidates are found again, and read, in a few milliseconds. */
const FEW = 1_000;
/** Events that are read before others get their turns. */
const STRIDE = 256;

/** The candidates of a selection that needs a check, as sets of ids, ascending. */
export interface CheckedSets {
	readonly all: Float64Array;
	/** Those that are hits without a check. */
	readonly certain: Float64Array;
	/** The others. */
	readonly doubtful: Float64Array;
}

/** What is known of the hits of a selection. */
export interface FoundHits {
	readonly count: number;
	/** Ascending; undefined where there was no room for all of them. */
	readonly ids: Float64Array | undefined;
}

/** What reads and remembers hits. */
type HitStatements = Pick<SelectStatements, 'candidates' | 'hits'>;

/** The candidates as sets; undefined where they are too many, or to be read to tell the hits. */
export function checkedSets(selection: Selection): CheckedSets | undefined {
	const found = selection.sets?.candidates();
	if (found === undefined) return undefined;
	const all = idsWithin(found, selection);
	const certain = inBoth(selection.sets?.certain() ?? new Float64Array(0), all);
	const doubtful = certain.length === 0 ? all : notIn(all, certain);
	return doubtful.length > TOTAL_LIMIT.candidates ? undefined : { all, certain, doubtful };
}

/**
 * The hits among sets in the range of a selection, ascending, by reading those of which there is a doubt; stops in between.
 *
 * @param looked called with each that is read; what it throws ends it
 */
export function* hitsAmong(
	statements: HitStatements,
	selection: Selection,
	{ certain, doubtful }: Pick<CheckedSets, 'certain' | 'doubtful'>,
	looked: () => void,
): Generator<void, Float64Array, undefined> {
	const { match, low, high, residualOfBytes: passes } = selection;
	const hits = new GrowingIds();
	let read = 0;
	for (const { id, bytes } of statements.candidates({ match, events: doubtful, low, high })) {
		looked();
		if (passes === undefined || passes(bytes)) hits.add(id);
		// After the bytes were looked at: whose turn it is then may read others into their place.
		if (++read % STRIDE === 0) yield;
	}
	// Newest first.
	return joined(idsWithin(certain, selection), hits.all().reverse());
}

/** Remembers the hits of a selection, unless they are found as fast. @param ids all of them, ascending */
export function rememberHits(
	statements: HitStatements,
	selection: Selection,
	{ all }: CheckedSets,
	ids: Float64Array,
): void {
	if (all.length >= FEW) statements.hits?.keep(nameOf(selection), selection, ids);
}

/**
 * The hits of a selection that is remembered: candidates are read only of the stretches of time in which events came since.
 * Undefined where it is not remembered, or what is missing would be too much.
 *
 * @param wanted whether all ids are asked for, or their number is enough
 */
export function* knownHits(
	statements: HitStatements,
	selection: Selection,
	wanted: 'ids' | 'count',
	looked: () => void,
): Generator<void, FoundHits | undefined, undefined> {
	const { hits } = statements;
	const name = nameOf(selection);
	const parts = hits?.of(name, selection);
	if (hits === undefined || parts === undefined) return undefined;
	let sets: CheckedSets | undefined;
	let count = 0;
	const found: Float64Array[] = [];
	for (const part of parts) {
		let { ids } = part;
		if (ids === undefined && (wanted === 'ids' || part.count === undefined)) {
			sets ??= checkedSets(selection);
			if (sets === undefined) return undefined;
			const { low, high } = part;
			ids = yield* hitsAmong(statements, { ...selection, low, high }, sets, looked);
			hits.keep(name, part, ids);
		}
		count += ids?.length ?? part.count ?? 0;
		if (ids !== undefined) found.push(ids);
	}
	return { count, ids: found.length === parts.length ? joinedInOrder(found, count) : undefined };
}

/** The ids of a remembered selection where all are known; candidates are not read. */
export function rememberedHits(
	{ hits }: HitStatements,
	selection: Selection,
): Float64Array | undefined {
	const parts = hits?.of(nameOf(selection), selection);
	if (parts === undefined || !parts.every(({ ids }) => ids !== undefined)) return undefined;
	const count = parts.reduce((sum, part) => sum + (part.count ?? 0), 0);
	return joinedInOrder(
		parts.map(({ ids }) => ids as Float64Array),
		count,
	);
}

function joinedInOrder(parts: readonly Float64Array[], count: number): Float64Array {
	const ids = new Float64Array(count);
	let start = 0;
	for (const part of parts) {
		ids.set(part, start);
		start += part.length;
	}
	return ids;
}

function nameOf({ query }: Selection): string {
	return formatQuery(query);
}
