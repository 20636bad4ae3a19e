/** Rewrites a regular expression of JavaScript's syntax for an RE2 engine, so that both mean the same. */

/** What `\s` stands for in JavaScript; RE2's knows only ASCII. */
const SPACE =
	'\\t-\\r \\x{a0}\\x{1680}\\x{2000}-\\x{200a}\\x{2028}\\x{2029}\\x{202f}\\x{205f}\\x{3000}\\x{feff}';
/** Everything else, for `\S` inside of a class, where nothing can be negated. */
const NO_SPACE =
	'\\x{0}-\\x{8}\\x{e}-\\x{1f}!-\\x{9f}\\x{a1}-\\x{167f}\\x{1681}-\\x{1fff}\\x{200b}-\\x{2027}\\x{202a}-\\x{202e}' +
	'\\x{2030}-\\x{205e}\\x{2060}-\\x{2fff}\\x{3001}-\\x{fefe}\\x{ff00}-\\x{10ffff}';
/** JavaScript's dot stops at four line ends, RE2's only at the first of them. */
const DOT = '[^\\n\\r\\x{2028}\\x{2029}]';
const ANYTHING = '[\\x{0}-\\x{10ffff}]';

/** Escapes, the starts of groups, and single characters. */
const PIECE =
	/\\u\{([0-9a-fA-F]+)\}|\\u([0-9a-fA-F]{4})|\\x([0-9a-fA-F]{2})|\\c([A-Za-z])|\\([^])|\(\?<(?![=!])|\[\^?\]|[^]/gu;

/**
 * The RE2 form of a pattern. Nothing is checked: what RE2 does not know (look-around, back references) stays as
 * it is, for the engine to refuse.
 *
 * @param source a pattern that JavaScript accepts
 * @param dotAll whether the dot matches line ends too
 */
export function re2Source(source: string, dotAll: boolean): string {
	let inClass = false;
	let result = '';
	for (const match of source.matchAll(PIECE)) {
		const [piece, braced, unicode, hex, control, escaped] = match;
		const code = braced ?? unicode ?? hex;
		if (code !== undefined) result += `\\x{${code}}`;
		else if (control !== undefined) result += `\\x{${(control.charCodeAt(0) & 31).toString(16)}}`;
		else if (escaped !== undefined) result += escape(escaped, inClass);
		else if (inClass) {
			inClass = piece !== ']';
			// RE2 reads `[:` as the start of a POSIX class.
			result += piece === '[' ? '\\[' : piece;
		} else if (piece === '[]') result += '[^\\x{0}-\\x{10ffff}]';
		else if (piece === '[^]') result += ANYTHING;
		else if (piece === '.') result += dotAll ? ANYTHING : DOT;
		else if (piece === '(?<') result += '(?P<';
		else {
			inClass = piece === '[';
			result += piece;
		}
	}
	return result;
}

function escape(letter: string, inClass: boolean): string {
	switch (letter) {
		case 's':
			return inClass ? SPACE : `[${SPACE}]`;
		case 'S':
			return inClass ? NO_SPACE : `[${NO_SPACE}]`;
		case 'b':
			return inClass ? '\\x{8}' : '\\b';
		case '0':
			return '\\x{0}';
		default:
			// JavaScript's Unicode mode knows no other escapes than those that RE2 reads alike.
			return `\\${letter}`;
	}
}
