/** Plans searches by word for OpenSearch: phrases, and texts that contain other texts. */
import { literalText, type Value, type Wildcard, wordPatternsOf } from '../../../logs/query';
import { fold } from '../../../logs/terms';
import {
	allOf,
	atMost,
	type Bounds,
	type Clause,
	exactly,
	exactlyBut,
	NONE,
	query,
	term,
} from './clauses';
import { MARK } from './document';
import { wordText } from './value-terms';

/** More words than this do not narrow the candidates any further. */
const MAX_WORDS = 8;

/** Whether a piece of a value is text, and no wildcard. */
export function isPiece(piece: string | Wildcard | undefined): piece is string {
	return typeof piece === 'string';
}

/**
 * The words of a value next to each other.
 *
 * @param field the engine's field with words
 * @param name the field, or `*`, under which cut words are marked
 */
export function phraseIn(field: string, name: string, value: Value): Bounds {
	const patterns = wordPatternsOf(value);
	const [first, ...more] = patterns;
	if (first === undefined) return exactly(NONE);
	const words = patterns.filter((pattern) => typeof pattern === 'string').map(wordText);
	if (words.length === patterns.length)
		return exactly(
			more.length === 0
				? term(field, words[0] as string)
				: query({ match_phrase: { [field]: { query: words.join(' ') } } }),
		);
	const cut = term('f', MARK.cut + name);
	const each = patterns.map((pattern) =>
		typeof pattern === 'string' ? term(field, wordText(pattern)) : wildcardWord(field, pattern),
	);
	if (more.length === 0) return exactlyBut(each[0] as Clause, cut);
	// The engine expands wildcards within phrases to a few words only.
	return atMost(exactlyBut(allOf(each.slice(0, MAX_WORDS)), cut).upper);
}

function wildcardWord(field: string, { pieces }: Value): Clause {
	// Words have no character that means something in a pattern.
	const value = pieces.map((piece) => (isPiece(piece) ? fold(piece) : piece.wild)).join('');
	return query({ wildcard: { [field]: { value } } });
}

/** A text that another text contains, and whether it is where that one starts or ends. */
export interface Part {
	/** Folded. */
	readonly text: string;
	readonly isStart: boolean;
	readonly isEnd: boolean;
}

/** What a text that meets a `LIKE` contains. */
export function partsOf(value: Value): Part[] {
	const whole = literalText(value);
	if (whole !== undefined) return [{ text: fold(whole), isStart: true, isEnd: true }];
	const last = value.pieces.length - 1;
	return value.pieces.flatMap((piece, at) =>
		isPiece(piece) ? [{ text: fold(piece), isStart: at === 0, isEnd: at === last }] : [],
	);
}

/**
 * The words that a text has in which a part stands: whole ones, and what others begin or end with. Only of ASCII, as
 * folding can change where words of other scripts end.
 */
export function wordsContaining(field: string, { text, isStart, isEnd }: Part): Clause[] {
	const found: Clause[] = [];
	for (const { 0: word, index } of text.matchAll(/[0-9a-z_]+/g)) {
		if (found.length === MAX_WORDS) break;
		const end = index + word.length;
		const before = divides(text, index - 1, isStart) ? '' : '*';
		const after = divides(text, end, isEnd) ? '' : '*';
		// A word that is longer than what is kept of it is marked as cut.
		found.push(
			before + after === ''
				? term(field, wordText(word))
				: query({ wildcard: { [field]: { value: before + word + after } } }),
		);
	}
	return found;
}

/** Whether the character at a place is none of a word, or there is none because the text ends there. */
function divides(text: string, at: number, isEdge: boolean): boolean {
	const code = text.charCodeAt(at);
	return Number.isNaN(code) ? isEdge : code < 128;
}
