/** Reads lists of ids and names from parameters, however they were given. */

/**
 * Accepts an array (from a multi-select or an expression), one value, or text separated by commas or lines. An entry may be
 * a resource locator or an object with an `id`.
 *
 * @returns trimmed texts without empty and repeated ones
 */
export function idList(value: unknown): string[] {
	const found = new Set<string>();
	for (const entry of Array.isArray(value) ? value : [value]) {
		if (entry === null || entry === undefined) continue;
		if (typeof entry === 'object') {
			const { id, value: inner } = entry as { id?: unknown; value?: unknown };
			for (const nested of idList(id ?? inner)) found.add(nested);
			continue;
		}
		for (const part of splitText(String(entry))) {
			if (part !== '') found.add(part);
		}
	}
	return [...found];
}

/** Splits at commas and line ends; a JSON array in text form, as AI agents write it, is understood. */
function splitText(text: string): string[] {
	const trimmed = text.trim();
	if (trimmed.startsWith('[') && trimmed.endsWith(']')) {
		try {
			return idList(JSON.parse(trimmed));
		} catch {
			// Not JSON after all: an id in brackets.
		}
	}
	return trimmed.split(/[,\n]/).map((part) => part.trim());
}
