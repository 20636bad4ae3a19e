/** Texts that a match must contain, so that an index or a filter can leave most events out. */
import type { Value } from './ast';

/** The literal pieces of a value with wildcards, each of which a match contains. */
export function literalsOfValue({ pieces }: Value): readonly string[] {
	return pieces.filter((piece) => typeof piece === 'string');
}

/** Escapes that stand for the character itself. */
const PLAIN_ESCAPE = /^\\[^0-9A-Za-z]$/;
const PIECE =
	/\{\d+(?:,\d*)?\}|\\u\{[^}]*\}|\\x\{[^}]*\}|\\x[0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\[pP]\{[^}]*\}|\\[^]|\[(?:\\[^]|[^\]\\])*\]|[^]/gu;

/**
 * Runs of literal characters that every match of a regular expression contains. Only what stands outside of groups
 * counts; an alternative outside of groups makes nothing required.
 *
 * @param pattern see `compilePattern`
 */
export function literalsOfPattern(pattern: string): readonly string[] {
	const runs: string[] = [];
	const ignoresCase = /^\(\?[ms]*i/.test(pattern);
	let run = '';
	let depth = 0;
	const end = (): void => {
		if (run !== '') runs.push(run);
		run = '';
	};
	for (const [piece] of pattern.matchAll(PIECE)) {
		if (piece === '(') {
			end();
			depth++;
		} else if (piece === ')') {
			depth--;
		} else if (depth > 0) {
			continue;
		} else if (piece === '|') {
			return [];
		} else if (/^[*?{]/.test(piece)) {
			// The character before it may be missing; what a count says is not read.
			run = [...run].slice(0, -1).join('');
			end();
		} else if (ignoresCase && /[sS]/.test(piece)) {
			// Without case a pattern's s also finds the long s, which folding keeps apart.
			end();
		} else if (PLAIN_ESCAPE.test(piece)) {
			run += piece.slice(1);
		} else if (/^[^\\[\]{}()*+?.^$|]$/u.test(piece)) {
			run += piece;
		} else {
			end();
		}
	}
	end();
	return runs;
}

/** A word, or a piece of one, that a text has. */
export interface RequiredWord {
	readonly text: string;
	/** Whether more of the word may stand before it, and after it. */
	readonly before: boolean;
	readonly after: boolean;
}

/**
 * The words that a text with a literal in it has, whole ones (those with a divider on both sides) and pieces.
 *
 * @param literal folded
 * @param isStart whether nothing stands before it, so that its first word begins there
 * @param isEnd the same of its end
 */
export function requiredWordsOf(
	literal: string,
	isStart: boolean,
	isEnd: boolean,
): readonly RequiredWord[] {
	const words: RequiredWord[] = [];
	for (const { 0: text, index } of literal.matchAll(/[\p{L}\p{N}_]+/gu)) {
		// Folding can change where words of other scripts end.
		if (!/^[0-9a-z_]+$/i.test(text)) continue;
		const before = !isDivided(literal, index - 1, isStart);
		const after = !isDivided(literal, index + text.length, isEnd);
		words.push({ text, before, after });
	}
	return words;
}

function isDivided(literal: string, at: number, isEdge: boolean): boolean {
	const code = literal.charCodeAt(at);
	return Number.isNaN(code) ? isEdge : code < 128;
}
