/** The extension of CEF: `key=value` pairs whose values hold blanks and escape `=` and `\`. */

const MAX_PAIRS = 500;

/**
 * The pairs from `from` on. A value reaches to the last blank before the next unescaped `=`; the word between is the next
 * key. Escapes `\=`, `\\`, `\|`, `\n` and `\r` are undone.
 */
export function readExtension(
	text: string,
	from: number,
): Array<readonly [key: string, value: string]> {
	const pairs: Array<readonly [string, string]> = [];
	let equals = nextEquals(text, from);
	if (equals < 0) return pairs;
	let key = text.slice(keyStart(text, equals, from), equals);
	while (pairs.length < MAX_PAIRS) {
		const valueAt = equals + 1;
		const next = nextKeyEquals(text, valueAt);
		if (next < 0) {
			pairs.push([key, unescape(text.slice(valueAt))]);
			break;
		}
		const nextKey = keyStart(text, next, valueAt);
		pairs.push([key, unescape(text.slice(valueAt, nextKey))]);
		key = text.slice(nextKey, next);
		equals = next;
	}
	return pairs;
}

/** The next `=` that ends a key: the word before it stands after a blank and is made of a key's characters. */
function nextKeyEquals(text: string, from: number): number {
	for (let at = nextEquals(text, from); at >= 0; at = nextEquals(text, at + 1)) {
		const start = keyStart(text, at, from);
		const standsFree = start > from && /\s/.test(text[start - 1]!);
		if (start < at && (standsFree || (start === from && start === at))) return at;
	}
	return -1;
}

function nextEquals(text: string, from: number): number {
	for (let at = text.indexOf('=', from); at >= 0; at = text.indexOf('=', at + 1)) {
		if (text[at - 1] !== '\\') return at;
	}
	return -1;
}

/** Where the run of key characters that ends at `equals` begins, at most 100 back. */
function keyStart(text: string, equals: number, from: number): number {
	let start = equals;
	const limit = Math.max(from, equals - 100);
	while (start > limit && /[\w.[\]-]/.test(text[start - 1]!)) start--;
	return start;
}

function unescape(value: string): string {
	const text = value.trim();
	if (!text.includes('\\')) return text;
	return text.replace(/\\([=\\|nr])/g, (_, character: string) =>
		character === 'n' || character === 'r' ? '\n' : character,
	);
}
