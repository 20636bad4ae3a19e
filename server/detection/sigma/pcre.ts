/** Rewrites regular expressions as Sigma rules write them (PCRE) in the syntax that the query language accepts. */

const CLASS_START = /^\[\^?\]?/;
/** What may be escaped in the accepted syntax; other escaped punctuation is written by its code. */
const SYNTAX = '^$\\.*+?()[]{}|/';
const COUNT = /^\{\d+(?:,\d*)?\}/;

/**
 * The pattern in the accepted syntax. What has no counterpart (look-around, back references, atomic groups) stays
 * as it is, for the compiler to refuse.
 *
 * @param flags of `i`, `m` and `s`, those that modifiers ask for
 */
export function translatePattern(source: string, flags: ReadonlySet<string> = new Set()): string {
	const [all = '', own = ''] = /^\(\?([ims]+)\)/.exec(source) ?? [];
	const letters = [...'ims'].filter((flag) => flags.has(flag) || own.includes(flag)).join('');
	const pattern = translate(source.slice(all.length));
	return letters === '' ? pattern : `(?${letters})${pattern}`;
}

function translate(source: string): string {
	let result = '';
	for (let at = 0; at < source.length; ) {
		const rest = source.slice(at);
		const character = source[at] as string;
		if (character === '\\') {
			result += escaped(source[at + 1], false);
			at += 2;
		} else if (character === '[') {
			const { text, length } = characterClass(rest);
			result += text;
			at += length;
		} else if (character === '{') {
			const count = COUNT.exec(rest)?.[0];
			result += count ?? '\\{';
			at += count?.length ?? 1;
		} else {
			result += character === '}' || character === ']' ? `\\${character}` : character;
			at++;
		}
	}
	return result;
}

/** `[...]`: a bracket right after its start, and a dash beside a class, are characters. */
function characterClass(source: string): { text: string; length: number } {
	const start = (CLASS_START.exec(source)?.[0] ?? '[').replace(/\]$/, '');
	let text = start;
	let at = start.length;
	if (source[at] === ']') {
		text += '\\]';
		at++;
	}
	for (; at < source.length && source[at] !== ']'; at++) {
		const character = source[at] as string;
		if (character === '\\') {
			const next = source[++at];
			text += escaped(next, true);
			const isSet = next !== undefined && 'dDsSwW'.includes(next);
			if (isSet && source[at + 1] === '-' && source[at + 2] !== ']') {
				text += '\\-';
				at++;
			}
		} else if (character === '-' && /^-\\[dDsSwW]/.test(source.slice(at))) {
			text += '\\-';
		} else {
			text += character;
		}
	}
	return { text: `${text}]`, length: at + 1 };
}

function escaped(character: string | undefined, inClass: boolean): string {
	if (character === undefined) return '\\';
	if (/[0-9A-Za-z]/.test(character)) {
		if (inClass) return character === 'h' ? '\\t ' : `\\${character}`;
		const known: Readonly<Record<string, string>> = { A: '^', z: '$', Z: '$', h: '[\\t ]' };
		return Object.hasOwn(known, character) ? (known[character] as string) : `\\${character}`;
	}
	if (SYNTAX.includes(character) || (inClass && character === '-')) return `\\${character}`;
	const code = character.codePointAt(0) as number;
	return code < 128 ? `\\x${code.toString(16).padStart(2, '0')}` : character;
}
