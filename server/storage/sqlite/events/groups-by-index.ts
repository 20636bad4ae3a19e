/** Counts the hits of a search by the values of a field from the index alone: one intersection a value. */
import type { DatabaseSync } from 'node:sqlite';
import type { Aggregator } from '../../../logs/store/aggregator';
import type { FieldValue } from '../../../logs/events/event';
import { fieldTerm, isTermUnique } from '../../../logs/terms/terms';
import type { SelectStatements, Selection } from './select';
import type { IdRange } from './tallies/periods';
import { isWide, listValues } from './tallies/values';

/** Reading events costs less than asking for each value as long as there are fewer hits than this a value. */
const HITS_A_VALUE = 20;

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
		if (sums.events < values.length * HITS_A_VALUE) return false;
		if (!values.every(({ value }) => value === '' || isTermUnique(value))) return false;
		let left = sums.events;
		for (const { value, spelled } of values) {
			if (value === '') continue;
			if (left === 0) break;
			const term = `"${fieldTerm(field, value).replaceAll('"', '""')}"`;
			const match = `(${selection.match}) AND ${term}`;
			const n = Number(this.statements.count.get(match, low, high, Number.MAX_SAFE_INTEGER)?.['n']);
			if (n > 0)
				sums.addGroup([{ canonical: value, spelled: JSON.parse(spelled) as FieldValue }], n);
			left -= n;
			yield;
		}
		sums.addMissing(left);
		return true;
	}
}
