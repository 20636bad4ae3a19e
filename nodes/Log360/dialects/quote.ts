/** Values of the query language in quotes. */

/** A value in quotes, with what would end them escaped, so that it is a value and nothing else. */
export function quoted(value: string): string {
	return `"${value.replace(/["\\]/g, '\\$&')}"`;
}
