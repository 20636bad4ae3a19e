/** Reads `Key: value, Other Key: value`, as Cisco's FTD writes its connection events. */

const MAX_PAIRS = 500;
/** A key after a comma: words of letters and digits, at most 64 characters, then a colon and a blank or the end. */
const KEY = /, ?([A-Za-z][\w ]{0,63}):(?: |$|(?=,))/g;

/** The pairs of `text`; a value reaches to the next comma that a key follows. */
export function readCommaPairs(text: string): Array<readonly [key: string, value: string]> {
	const pairs: Array<readonly [string, string]> = [];
	let key = /^([A-Za-z][\w ]{0,63}):(?: |$)/.exec(text);
	if (key === null) return pairs;
	let valueAt = key[0].length;
	KEY.lastIndex = valueAt;
	while (pairs.length < MAX_PAIRS) {
		const name = key[1]!;
		const next: RegExpExecArray | null = KEY.exec(text);
		pairs.push([name, text.slice(valueAt, next?.index ?? text.length).trim()]);
		if (next === null) break;
		key = next;
		valueAt = KEY.lastIndex;
	}
	return pairs;
}
