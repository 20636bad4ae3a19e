/** Counts the hits of a search by the values of a field from the index alone: in a walk over all values, or by one intersection a value. */
import type { Aggregator, SpelledValue } from '../../../logs/store';
import type { FieldValue } from '../../../logs/events';
import { fieldTerm, isTermUnique } from '../../../logs/terms';
import type { DatabaseSync } from 'node:sqlite';
import type { SelectStatements, Selection } from './select';
import type { IdRange } from './tallies/periods';
import { GroupsByTerms } from './groups-by-terms';
import { isWide, listValues } from './tallies/values';

/** What reading an event costs, ms, about: so long as all hits cost less than the look-ups, they are read. */
const READ_MS = 0.007;
/** What a walk over the terms of a field costs at the least, ms, about. */
const WALK_MS = 10;
/** Look-ups that tell what the others will cost. */
const PROBES = 4;

/** Counts by value without reading events. */
export class GroupsByIndex {
	constructor(
		private readonly database: DatabaseSync,
		private readonly statements: SelectStatements,
	) {}

	/**
	 * Adds the hits of a range by the values of `field`, and those without any; false, with nothing added, when the index
	 * cannot tell them or reading the events costs less. The hits must be counted already.
	 */
	*count(
		selection: Selection,
		{ low, high }: IdRange,
		field: string,
		sums: Aggregator,
	): Generator<void, boolean, undefined> {
		if (selection.residual !== undefined || isWide(this.database, field)) return false;
		const values = listValues(this.database, field)?.values ?? [];
		if (!values.every(({ value }) => value === '' || isTermUnique(value))) return false;
		const reading = sums.events * READ_MS;
		if (reading > WALK_MS) {
			const hits = { selection, low, high, count: sums.events };
			const texts = values.map(({ value }) => value);
			const counts = yield* new GroupsByTerms(this.database, this.statements).count(
				hits,
				field,
				texts,
			);
			if (counts !== undefined) {
				addCounts(values, counts, sums);
				return true;
			}
		}
		if (selection.events !== undefined) return false;
		const found: [SpelledValue, number][] = [];
		const start = performance.now();
		let left = sums.events;
		for (const [at, { value, spelled }] of values.entries()) {
			if (at === PROBES && ((performance.now() - start) / at) * values.length > reading)
				return false;
			if (value === '') continue;
			if (left === 0) break;
			const term = `"${fieldTerm(field, value).replaceAll('"', '""')}"`;
			const match = `(${selection.match}) AND ${term}`;
			const n = this.statements.count(match, { low, high }, Number.MAX_SAFE_INTEGER);
			if (n > 0) found.push([{ canonical: value, spelled: JSON.parse(spelled) as FieldValue }, n]);
			left -= n;
			yield;
		}
		for (const [value, n] of found) sums.addGroup([value], n);
		sums.addMissing(left);
		return true;
	}
}

/** Adds the counts of all values, and those that have none. */
function addCounts(
	values: readonly { readonly value: string; readonly spelled: string }[],
	counts: Float64Array,
	sums: Aggregator,
): void {
	let left = sums.events;
	for (const [at, { value, spelled }] of values.entries()) {
		const n = counts[at] as number;
		if (n === 0 || value === '') continue;
		sums.addGroup([{ canonical: value, spelled: JSON.parse(spelled) as FieldValue }], n);
		left -= n;
	}
	sums.addMissing(left);
}
