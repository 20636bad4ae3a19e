/** Splits text into the words that searches compare: runs of letters, digits and underscores, without case. */

/** By ASCII code: 1 for what belongs to a word. */
export const WORD_CODES = new Uint8Array(128);
for (let code = 0; code < 128; code++) {
	WORD_CODES[code] = /[0-9A-Za-z_]/.test(String.fromCharCode(code)) ? 1 : 0;
}

/**
 * Removes case. Other than `toLowerCase` it does not depend on what stands next to a character (a final
 * sigma becomes an ordinary one), so a piece of a text always folds to a piece of the folded text.
 */
export function fold(text: string): string {
	const lower = text.toLowerCase();
	return lower.includes('ς') ? lower.replaceAll('ς', 'σ') : lower;
}

/** The words of a text in their order, folded. Runs for every value at ingest, hence the ASCII path. */
export function wordsOf(text: string): string[] {
	const lower = text.toLowerCase();
	const words: string[] = [];
	let start = -1;
	for (let index = 0; index < text.length; index++) {
		const code = text.charCodeAt(index);
		if (code > 127) return unicodeWordsOf(text);
		if (WORD_CODES[code] === 1) {
			if (start < 0) start = index;
		} else if (start >= 0) {
			words.push(lower.slice(start, index));
			start = -1;
		}
	}
	if (start >= 0) words.push(start === 0 ? lower : lower.slice(start));
	return words;
}

/** Splits before folding, because folding can add characters that are no letters (`İ` becomes `i` and a dot). */
function unicodeWordsOf(text: string): string[] {
	return (text.match(/[\p{L}\p{N}_]+/gu) ?? []).map(fold);
}
