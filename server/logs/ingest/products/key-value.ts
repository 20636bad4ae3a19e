/** Reads `key=value key="quoted value"` text, the common form of firewall logs, in one pass over its characters. */

/** More pairs than any device writes; what follows is left in the message only. */
const MAX_PAIRS = 500;
const MAX_KEY = 64;

/** How a device writes its pairs. */
export interface PairStyle {
	/** Character between pairs; a blank by default. */
	readonly separator?: string;
	/** Whether a bare value may hold blanks, up to the next ` key=`; false by default. */
	readonly blanks?: boolean;
}

/**
 * The pairs of `text` from `from` on, in their order. Words that are no pair are skipped; a quoted value may hold
 * `\"`, and one that is cut off reaches to the end.
 *
 * @param style how the device writes them
 */
export function readPairs(
	text: string,
	from = 0,
	style: PairStyle = {},
): Array<readonly [key: string, value: string]> {
	const separator = style.separator ?? ' ';
	const pairs: Array<readonly [string, string]> = [];
	let at = from;
	while (at < text.length && pairs.length < MAX_PAIRS) {
		while (text[at] === separator || text[at] === ' ' || text[at] === '\t') at++;
		const keyEnd = endOfKey(text, at);
		if (text[keyEnd] !== '=' || keyEnd === at) {
			at = nextStart(text, keyEnd, separator);
			continue;
		}
		const key = text.slice(at, keyEnd);
		const quote = text[keyEnd + 1];
		if (quote === '"' || quote === "'") {
			const end = endOfQuoted(text, keyEnd + 2, quote);
			const raw = text.slice(keyEnd + 2, end);
			pairs.push([key, raw.includes('\\') ? raw.replace(/\\(["'\\])/g, '$1') : raw]);
			at = end + 1;
		} else {
			const end =
				style.blanks === true
					? endOfLoose(text, keyEnd + 1)
					: endOfBare(text, keyEnd + 1, separator);
			pairs.push([key, text.slice(keyEnd + 1, end).trimEnd()]);
			at = end;
		}
	}
	return pairs;
}

/** True when `text` begins with a pair: the cheap test of formats that are made of them. */
export function startsWithPair(text: string): boolean {
	const end = endOfKey(text, 0);
	return end > 0 && text[end] === '=';
}

/** Where the run of key characters from `at` ends. */
function endOfKey(text: string, at: number): number {
	let end = at;
	const limit = Math.min(text.length, at + MAX_KEY);
	while (end < limit && isKeyCharacter(text.charCodeAt(end))) end++;
	return end;
}

function isKeyCharacter(code: number): boolean {
	return (
		(code >= 97 && code <= 122) ||
		(code >= 65 && code <= 90) ||
		(code >= 48 && code <= 57) ||
		code === 95 || // _
		code === 45 || // -
		code === 46 // .
	);
}

function nextStart(text: string, at: number, separator: string): number {
	for (let i = at; i < text.length; i++) {
		const character = text[i];
		if (character === separator || character === ' ') return i + 1;
	}
	return text.length;
}

function endOfQuoted(text: string, at: number, quote: string): number {
	for (let i = at; i < text.length; i++) {
		if (text[i] === '\\') i++;
		else if (text[i] === quote) return i;
	}
	return text.length;
}

function endOfBare(text: string, at: number, separator: string): number {
	const end = text.indexOf(separator, at);
	return end < 0 ? text.length : end;
}

/** A bare value with blanks ends before the blank whose next word is a key. */
function endOfLoose(text: string, at: number): number {
	for (let blank = text.indexOf(' ', at); blank >= 0; blank = text.indexOf(' ', blank + 1)) {
		const keyEnd = endOfKey(text, blank + 1);
		if (keyEnd > blank + 1 && text[keyEnd] === '=') return blank;
	}
	return text.length;
}
