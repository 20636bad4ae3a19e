/** Reads lists of ids and names from parameters, however they were given. */

/**
 * Accepts an array (from a multi-select or an expression), one value, or text separated by commas or lines. An entry of an array is
 * taken whole, since names may hold commas; it may be a resource locator or an object with an `id`.
 *
 * @returns trimmed texts without empty and repeated ones
 */
export function idList(value: unknown): string[] {
	const entries = typeof value === 'string' ? splitText(value) : flatEntries(value);
	return [...new Set(entries.map((entry) => entry.trim()).filter((entry) => entry !== ''))];
}

function flatEntries(value: unknown): string[] {
	if (value === null || value === undefined) return [];
	if (Array.isArray(value)) return value.flatMap(flatEntries);
	if (typeof value === 'object') {
		const { id, value: inner } = value as { id?: unknown; value?: unknown };
		return flatEntries(id ?? inner);
	}
	return [String(value)];
}

/** Splits at commas and line ends; a JSON array in text form, as AI agents write it, is understood. */
function splitText(text: string): string[] {
	const trimmed = text.trim();
	if (trimmed.startsWith('[') && trimmed.endsWith(']')) {
		try {
			return flatEntries(JSON.parse(trimmed));
		} catch {
			// Not JSON after all: an id in brackets.
		}
	}
	return trimmed.split(/[,\n]/);
}
