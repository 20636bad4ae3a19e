/** Texts without case: many conditions look at the same field of an event one after another. */

import type { FieldValue } from '../events';
import { fold } from '../terms';

/** Longer texts are folded each time, so that no large event stays in memory. */
const MAX_KEPT = 65_536;
/** Fields whose last text is kept; their names come from queries, so there is an end to it. */
const MAX_FIELDS = 1_000;

const shared = new Map<string, (value: FieldValue) => string>();

/** A function that folds values of a field and remembers the last; all conditions on the field share it. */
export function foldedText(field: string): (value: FieldValue) => string {
	let folded = shared.get(field);
	if (folded === undefined) {
		folded = remembering();
		if (shared.size < MAX_FIELDS) shared.set(field, folded);
	}
	return folded;
}

function remembering(): (value: FieldValue) => string {
	let last: FieldValue | undefined;
	let lastFolded = '';
	return (value) => {
		if (value === last) return lastFolded;
		const folded = fold(String(value));
		if (folded.length <= MAX_KEPT) [last, lastFolded] = [value, folded];
		return folded;
	};
}
