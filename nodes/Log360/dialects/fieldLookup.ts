/** Finds fields of a hit in any spelling, quickly: `Event ID`, `EVENTID` and `event_id` are one. */
import type { IDataObject } from 'n8n-workflow';

/** Spellings that have been seen, without what does not matter in them; hits repeat their names. */
const BARE = new Map<string, string>();
const MOST_KEPT = 10_000;

/** A name without case, spaces, underscores and hyphens. */
export function bareName(name: string): string {
	const known = BARE.get(name);
	if (known !== undefined) return known;
	const bare = name.toLowerCase().replace(/[\s_-]/g, '');
	if (BARE.size >= MOST_KEPT) BARE.clear();
	BARE.set(name, bare);
	return bare;
}

/** The first of several fields that holds text or a number, as text. */
export type Lookup = (names: readonly string[]) => string | undefined;

/** Reads one hit. */
export function lookupIn(hit: IDataObject): Lookup {
	const fields = new Map<string, unknown>();
	for (const [name, value] of Object.entries(hit)) {
		if (!fields.has(bareName(name)) || hit[name] !== '') fields.set(bareName(name), value);
	}
	return (names) => {
		for (const name of names) {
			const value = fields.get(bareName(name));
			if (typeof value === 'number' || (typeof value === 'string' && value !== '')) {
				return String(value);
			}
		}
		return undefined;
	};
}
