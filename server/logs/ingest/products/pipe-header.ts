/** The header of CEF and LEEF: parts between `|`, in which `\|` and `\\` are escaped. */

/** Longest part that is looked at: names of vendors and events are far shorter. */
const MAX_PART = 1024;

/**
 * Splits the first `count` parts off.
 *
 * @returns the parts, without escapes, and where the rest begins; undefined when there are fewer
 */
export function splitHeader(
	text: string,
	count: number,
): { readonly parts: readonly string[]; readonly end: number } | undefined {
	const parts: string[] = [];
	let start = 0;
	for (let i = 0; i < text.length && i - start <= MAX_PART; i++) {
		const character = text[i];
		if (character === '\\') i++;
		else if (character === '|') {
			parts.push(
				text
					.slice(start, i)
					.replace(/\\([|\\])/g, '$1')
					.trim(),
			);
			start = i + 1;
			if (parts.length === count) return { parts, end: start };
		}
	}
	return undefined;
}
