/** What the trigger remembers of incidents, so that it can tell what changed from what to what. */
import type { IDataObject } from 'n8n-workflow';

import type { Sighting } from '../ledger';

/** Fields whose changes are told, in the order in which they are stored. */
const FIELDS = ['name', 'severity', 'status', 'assignee', 'dueDate', 'ticketId'] as const;

/** Incidents by ID: when they were updated (epoch milliseconds), then their fields. Small, since n8n stores it with the workflow. */
export type Known = Record<string, readonly [updated: number, ...fields: Array<string | null>]>;

/** So many incidents are remembered, those that were updated last. */
const MOST_REMEMBERED = 1000;

/** Long names are cut, which only matters to the memory. */
const LONGEST = 120;

/** Whether a version is one that was not seen before an older one: a list may be read while it changes. */
export function isNewer(record: IDataObject, updated: number, known: Known[string]): boolean {
	return record.updatedTime === undefined || updated >= known[0];
}

/** Fields that are not as they were, with both values; an empty object where other things changed, such as notes. */
export function changesBetween(known: Known[string], record: IDataObject): IDataObject {
	const now = fieldsOf(record);
	return Object.fromEntries(
		FIELDS.flatMap((field, index) => {
			const from = known[index + 1] ?? null;
			return from === now[index] ? [] : [[field, { from, to: record[field] ?? null }]];
		}),
	);
}

/** The memory with what was found taken in. */
export function remember(before: Known, found: ReadonlyArray<Sighting<IDataObject>>): Known {
	const known = new Map(Object.entries(before));
	for (const { record, time } of found) {
		const id = String(record.id);
		const last = known.get(id);
		if (last === undefined || isNewer(record, time, last))
			known.set(id, [time, ...fieldsOf(record)]);
	}
	const newest = [...known].sort(([, one], [, other]) => other[0] - one[0]);
	return Object.fromEntries(newest.slice(0, MOST_REMEMBERED));
}

function fieldsOf(record: IDataObject): Array<string | null> {
	return FIELDS.map((field) => {
		const value = record[field];
		return value === undefined || value === null ? null : String(value).slice(0, LONGEST);
	});
}
