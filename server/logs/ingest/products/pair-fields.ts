/** Turns the `key=value` pairs of a device into fields: some keys have a standard field, the others keep their name. */
import type { Fields } from '../formats/format';
import { addRaw, isNothing, setAddress, setNumber, setPort, setText, setUser } from './values';

/** What kind of value a standard field takes. */
export type PairKind = 'text' | 'number' | 'ip' | 'port' | 'user';

/** Standard fields by the device's key. */
export type PairTable = ReadonlyMap<string, readonly [field: string, kind: PairKind]>;

/** Makes a table of rows `key: ['FIELD', kind]`; the kind is text by default. */
export function pairTable(
	rows: Readonly<Record<string, string | readonly [string, PairKind]>>,
): PairTable {
	return new Map(
		Object.entries(rows).map(([key, row]) => [key, typeof row === 'string' ? [row, 'text'] : row]),
	);
}

/** Sets the standard field of `key`, else a field of the key's own name; the first of two keys for one field wins. */
export function setPair(fields: Fields, table: PairTable, key: string, value: string): void {
	const row = table.get(key);
	if (row === undefined || fields[row[0]] !== undefined) {
		if (!isNothing(value)) addRaw(fields, key, value);
		return;
	}
	setKind(fields, row[0], row[1], value);
}

/** Sets a field to a value of the given kind, unless the value says nothing or is not of the kind. */
export function setKind(fields: Fields, field: string, kind: PairKind, value: string): void {
	if (kind === 'text') setText(fields, field, value);
	else if (kind === 'number') setNumber(fields, field, value);
	else if (kind === 'port') setPort(fields, field, value);
	else if (kind === 'user') setUser(fields, value);
	else setAddress(fields, field, value, field.replace(/IP$/, 'HOST'));
}

/** The standard fields that a table sets. */
export function fieldsOf(table: PairTable): string[] {
	return [...new Set([...table.values()].map(([field]) => field))];
}
