/** The spellings of command lines whose options may begin with another dash (`windash`). */
import { type Value, valueOf } from '../../logs/query';

/** Hyphen, slash, en dash, em dash, horizontal bar. Source: the specification's appendix on modifiers. */
const DASHES = ['-', '/', '\u2013', '\u2014', '\u2015'];
/** More spellings than this would make a query that nobody can read. */
const MAX_SPELLINGS = 625;

/** A dash that begins an option: in front of a word and not within one. */
const OPTION = /(?<![\p{L}\p{N}_])[-/\u2013\u2014\u2015](?=[\p{L}\p{N}_])/u;

/**
 * Every spelling of a value: each dash in front of an option becomes each of the five.
 *
 * @returns undefined when there are too many
 */
export function dashSpellings({ pieces }: Value): readonly Value[] | undefined {
	let spellings: Value['pieces'][] = [[]];
	for (const piece of pieces) {
		const parts = typeof piece === 'string' ? spellingsOf(piece) : [piece];
		if (spellings.length * parts.length > MAX_SPELLINGS) return undefined;
		spellings = spellings.flatMap((start) => parts.map((part) => [...start, part]));
	}
	return spellings.map(valueOf);
}

function spellingsOf(text: string): string[] {
	const found = OPTION.exec(text);
	if (found === null) return [text];
	const rests = spellingsOf(text.slice(found.index + 1)).slice(0, MAX_SPELLINGS);
	const start = text.slice(0, found.index);
	return DASHES.flatMap((dash) => rests.map((rest) => start + dash + rest));
}
