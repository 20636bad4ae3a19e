/** Makes text that the PDF's built-in fonts can print. */

/** What WinAnsi has beyond Latin-1. */
const EXTRA = new Set('€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ');

/**
 * Writes characters that the fonts lack as `\u{...}`: log text may be in any script, and a readable escape says more
 * than an empty box. Control characters become blanks, line ends stay.
 */
export function printable(text: string): string {
	let out = '';
	for (const char of text.replaceAll('\r\n', '\n')) {
		const code = char.codePointAt(0) ?? 0;
		if (char === '\n' || (code >= 32 && code < 127) || (code >= 160 && code < 256)) out += char;
		else if (EXTRA.has(char)) out += char;
		else if (code < 160) out += ' ';
		else out += `\\u{${code.toString(16)}}`;
	}
	return out;
}
