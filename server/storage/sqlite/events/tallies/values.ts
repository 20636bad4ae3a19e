/** The fields with few values and their values, by number: what tallies count and plans expand to. */
import type { FieldValue } from '../../../../logs/events';
import {
	canonicalValue,
	isTextField,
	MAX_COUNTED_VALUES,
	type NumberedValue,
} from '../../../../logs/terms';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { fieldsAreFull } from '../quotas';

/** A value of a field. */
export interface ListedValue {
	readonly id: number;
	/** Canonical text. */
	readonly value: string;
	/** JSON of the value as the first event spelled it. */
	readonly spelled: string;
}

/** Where a value is counted; undefined when its field has too many. */
export type ValuePlace = { readonly field: number; readonly value: number } | undefined;

interface Field {
	readonly id: number;
	readonly values: Map<string, number>;
}

/** Values in the writer's memory beyond which they are read anew. */
const MAX_CACHED = 200_000;

/** Writes values; every call belongs into the writer's transaction. */
export class ValueTable {
	private readonly cache = new Map<string, Field | 'wide'>();
	private cached = 0;
	private readonly insertValue: StatementSync;

	constructor(private readonly database: DatabaseSync) {
		this.insertValue = database.prepare(
			'INSERT INTO tally_value (field, value, spelled) VALUES (?, ?, ?)',
		);
	}

	/** The places of values, which are made where they are missing. */
	places(values: readonly NumberedValue[]): ValuePlace[] {
		const places = values.map((value) => this.place(value));
		// A value further on may have been the one too many of its field.
		return places.map((place, at) =>
			this.cache.get((values[at] as NumberedValue)[0]) === 'wide' ? undefined : place,
		);
	}

	/** Stops listing a field's values: the list is no longer complete, and neither plans nor counts may rely on it. */
	widen(field: string): void {
		// A field that is not listed, as there are too many, counts as wide without a row.
		this.database.prepare('UPDATE field SET wide = 1 WHERE name = ?').run(field);
		this.database
			.prepare('DELETE FROM tally_value WHERE field = (SELECT id FROM tally_field WHERE name = ?)')
			.run(field);
		this.cache.set(field, 'wide');
	}

	/** Call after a rollback. */
	reset(): void {
		this.cache.clear();
		this.cached = 0;
	}

	private place([name, canonical, spelled]: NumberedValue): ValuePlace {
		const field = this.field(name);
		if (field === 'wide') return undefined;
		// The database holds UTF-8, in which half a surrogate pair is no character.
		const text = canonical.toWellFormed();
		let value = field.values.get(text);
		if (value === undefined) {
			if (field.values.size >= MAX_COUNTED_VALUES) {
				this.widen(name);
				return undefined;
			}
			const { lastInsertRowid } = this.insertValue.run(field.id, text, JSON.stringify(spelled));
			value = Number(lastInsertRowid);
			field.values.set(text, value);
			this.cached++;
		}
		return { field: field.id, value };
	}

	private field(name: string): Field | 'wide' {
		const known = this.cache.get(name);
		if (known !== undefined) return known;
		if (this.cached > MAX_CACHED) this.reset();
		const field = isWide(this.database, name) ? 'wide' : this.read(name);
		this.cache.set(name, field);
		this.cached++;
		return field;
	}

	private read(name: string): Field {
		const listed = listValues(this.database, name);
		const id = listed?.field ?? this.create(name);
		const values = new Map(listed?.values.map(({ value, id: number }) => [value, number]));
		this.cached += values.size;
		return { id, values };
	}

	private create(name: string): number {
		return Number(
			this.database.prepare('INSERT INTO tally_field (name) VALUES (?)').run(name).lastInsertRowid,
		);
	}
}

/**
 * Whether a field has too many values to be listed; false for one that no event had. Once the list of fields is full,
 * nobody knows that of a field that is not on it.
 */
export function isWide(database: DatabaseSync, field: string): boolean {
	const row = database.prepare('SELECT wide FROM field WHERE name = ?').get(field);
	return row === undefined ? fieldsAreFull(database) : row['wide'] === 1;
}

/** Values that are looked up one by one; of more the list is read. */
const MOST_NAMED = 32;

/** A listed field and values of it. */
export interface ListedValues {
	/** The field's number. */
	readonly field: number;
	readonly values: readonly ListedValue[];
}

/**
 * Number and values of a field that is not wide, by value; undefined when no value of it was counted.
 *
 * @param named the only values that are wanted, if they are known
 */
export function listValues(
	database: DatabaseSync,
	name: string,
	named?: readonly string[],
): ListedValues | undefined {
	const field = database.prepare('SELECT id FROM tally_field WHERE name = ?').get(name)?.['id'];
	if (field === undefined) return undefined;
	const isOneByOne = named !== undefined && named.length <= MOST_NAMED;
	const statement = database.prepare(
		`SELECT id, value, spelled FROM tally_value WHERE field = ? ${isOneByOne ? 'AND value = ?' : 'ORDER BY value'}`,
	);
	// Two thirds of the time that objects take.
	statement.setReturnArrays(true);
	const rows = isOneByOne
		? named.flatMap((value) => statement.all(field, value))
		: statement.all(field);
	const values = (rows as unknown as ListedRow[]).map(
		([id, value, spelled]): ListedValue => ({ id, value, spelled }),
	);
	return { field: field as number, values };
}

type ListedRow = readonly [id: number, value: string, spelled: string];

/** What of a stored document is counted by value. @param doc its JSON text */
export function countedValuesOf(doc: string): NumberedValue[] {
	const fields = JSON.parse(doc) as Record<string, FieldValue>;
	const values: NumberedValue[] = [];
	for (const field in fields) {
		const value = fields[field] as FieldValue;
		if (field !== 'TIME' && !isTextField(field)) values.push([field, canonicalValue(value), value]);
	}
	return values;
}

/** Distinct canonical values of a field; undefined when it has more than are kept. */
export function dictionaryOf(database: DatabaseSync, field: string): readonly string[] | undefined {
	if (isWide(database, field)) return undefined;
	return listValues(database, field)?.values.map(({ value }) => value) ?? [];
}

/** Listed values that are looked at for one condition. */
const MOST_WITH = 2_000;

/** Listed values of any field that contain a text. @param part folded, not empty */
export function listedWith(
	database: DatabaseSync,
	part: string,
): readonly { readonly field: string; readonly value: string }[] {
	const rows = database
		.prepare(
			`SELECT f.name AS field, v.value AS value FROM tally_value v JOIN tally_field f ON f.id = v.field
			WHERE instr(v.value, ?) > 0 LIMIT ?`,
		)
		.all(part, MOST_WITH);
	return rows as unknown as { field: string; value: string }[];
}
