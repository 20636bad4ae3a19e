/** Finds the name that was probably meant, for messages about unknown ones. */

/** Most edits that still count as a typing error. */
const MOST_EDITS = 2;

/** The candidate closest to `given`, or undefined when none is near. */
export function suggest(given: string, candidates: readonly string[]): string | undefined {
	let best: string | undefined;
	let least = MOST_EDITS + 1;
	for (const candidate of candidates) {
		if (Math.abs(candidate.length - given.length) >= least) continue;
		const edits = distance(given, candidate);
		if (edits < least) {
			least = edits;
			best = candidate;
		}
	}
	return best;
}

/** Levenshtein's distance: insertions, deletions and replacements from one text to the other. */
function distance(from: string, to: string): number {
	let row = Array.from({ length: to.length + 1 }, (_, index) => index);
	for (let i = 1; i <= from.length; i++) {
		const next = [i];
		for (let j = 1; j <= to.length; j++) {
			const replaced = (row[j - 1] as number) + (from[i - 1] === to[j - 1] ? 0 : 1);
			next.push(Math.min(replaced, (row[j] as number) + 1, (next[j - 1] as number) + 1));
		}
		row = next;
	}
	return row[to.length] as number;
}
