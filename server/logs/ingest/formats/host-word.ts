/** Tells words that may name a host from those that stand in its place in lines without one. */

import { severityOf } from './severity';

const SHAPE = /^[A-Za-z0-9_#][\w.:%@/#-]*$/;
const NAMED_ZONE = /^(?:UTC|GMT|Z|[A-Z]{2,4}T)$/;

/** Hosts come again and again; the memo is bounded, because words come from outside. */
const words = new Map<string, boolean>();
const MAX_WORDS = 4_096;

/** True when a word after a time may be a host: it has a name's characters and is no level, zone, or mere number. */
export function isHostWord(word: string): boolean {
	let known = words.get(word);
	if (known === undefined) {
		known = mayBeHost(word);
		if (words.size >= MAX_WORDS) words.clear();
		if (word.length <= 64) words.set(word, known);
	}
	return known;
}

function mayBeHost(word: string): boolean {
	if (!SHAPE.test(word) || word.endsWith(':')) return false;
	if (/^\d+$/.test(word)) return false;
	return severityOf(word) === undefined && !NAMED_ZONE.test(word);
}
