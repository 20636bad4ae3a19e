/** Field names: any source key becomes an upper-case server field name. */

import type { FieldValue } from '../../events';
import type { Fields } from './format';

const MAX_LENGTH = 64;
const known = new Map<string, string>();
/** The memo is bounded: keys come from outside. */
const MAX_KNOWN = 4096;

/**
 * The server field name of a source key: `TargetUserName` → `TARGETUSERNAME`, `event.code` → `EVENT_CODE`.
 * Leading symbols go (`@version` → `VERSION`), a leading digit is prefixed with `F_`, 64 characters stay.
 */
export function fieldName(key: string): string {
	let name = known.get(key);
	if (name === undefined) {
		name = makeName(key);
		if (known.size < MAX_KNOWN && key.length <= MAX_LENGTH) known.set(key, name);
	}
	return name;
}

function makeName(key: string): string {
	const name = key
		.toUpperCase()
		.replace(/[^A-Z0-9]/g, '_')
		.replace(/^_+/, '');
	if (name === '') return 'FIELD';
	return (/^[0-9]/.test(name) ? `F_${name}` : name).slice(0, MAX_LENGTH);
}

/**
 * Sets a field without losing one of the same name: the second `USER` becomes `USER_2`. `TIME` counts as
 * taken, because the event's own time takes that name in the stored document.
 */
export function addField(fields: Fields, name: string, value: FieldValue): void {
	let free = name;
	for (let n = 2; free === 'TIME' || fields[free] !== undefined; n++) {
		free = `${name.slice(0, MAX_LENGTH - 1 - String(n).length)}_${n}`;
	}
	fields[free] = value;
}
