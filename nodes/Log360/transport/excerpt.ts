/** Shows the beginning of a text that came instead of JSON. */

/** One line without HTML tags, in quotes, at most 120 characters. */
export function excerpt(text: string): string {
	const line = text
		.slice(0, 10_000)
		.replace(/<(script|style)\b[^]*?(<\/\1>|$)/gi, ' ')
		.replace(/<[^<>]*>/g, ' ')
		.replace(/\s+/g, ' ')
		.trim();
	return line === '' ? '(empty)' : `"${line.slice(0, 120)}"`;
}
