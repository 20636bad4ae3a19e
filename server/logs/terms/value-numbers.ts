/** Numbers the distinct field values of a batch, so that whoever stores it counts them without looking at texts again. */
import type { FieldValue } from '../events';
import { canonicalValue } from './canonical';

/** A distinct value of a field: its canonical text, and how the first event of the batch spelled it. */
export type NumberedValue = readonly [field: string, canonical: string, spelled: FieldValue];

/** The values of a batch's events in fields with few values. */
export interface BatchValues {
	/** The distinct values. */
	readonly distinct: readonly NumberedValue[];
	/** Places in `distinct`, those of each event after those of the one before. */
	readonly places: Uint32Array<ArrayBuffer>;
	/** Where each event's places end. */
	readonly ends: Uint32Array<ArrayBuffer>;
}

/** A field with more distinct values than this is not counted by value, since counts would grow like the events. */
export const MAX_COUNTED_VALUES = 2_048;
/** Neither is one with a longer value than this, in UTF-16 code units. */
export const MAX_COUNTED_LENGTH = 512;
/** Spellings of one field that are remembered; other ones are made canonical each time. */
const MAX_SPELLINGS = 4 * MAX_COUNTED_VALUES;

/** Fields that are remembered; beyond it all are forgotten and learnt again. */
const MAX_FIELDS = 50_000;

/** A value that has been numbered before. */
export interface CountedValue {
	/** The batch in which it has a place. */
	batch: number;
	place: number;
	readonly canonical: string;
	readonly of: KnownField;
}

/** Where callers who know a value again keep what it was numbered as, which spares looking it up. */
export interface CountedMemo {
	counted?: CountedValue | undefined;
}

/** Where callers who know a field keep that it has too many values. */
export interface WideMemo {
	readonly name: string;
	/** Until when that holds. */
	wideIn: number;
}

interface KnownField {
	readonly values: Map<string, CountedValue>;
	readonly spellings: Map<FieldValue, CountedValue>;
	/** It turned out to have too many values, or was forgotten: what is remembered of it elsewhere is void. */
	isVoid: boolean;
}

/** Numbers values; remembers over its life which fields have too many. */
export class ValueNumbers {
	private readonly fields = new Map<string, KnownField | 'wide'>();
	/** Changes when what fields are known to have too many values is forgotten. */
	private learnt = 1;
	private batch = 1;
	private distinct: NumberedValue[] = [];
	private places: number[] = [];
	private ends: number[] = [];
	private wide: string[] = [];

	/**
	 * Adds a value of the current event.
	 *
	 * @param memo always the same one for the same value of the same field
	 */
	add(field: string, value: FieldValue, memo?: CountedMemo): void {
		let entry = memo?.counted;
		if (entry === undefined || entry.of.isVoid) {
			entry = this.find(field, value);
			if (entry === undefined) return;
			if (memo !== undefined) memo.counted = entry;
		}
		if (entry.batch !== this.batch) {
			entry.batch = this.batch;
			entry.place = this.distinct.length;
			this.distinct.push([field, entry.canonical, value]);
		}
		this.places.push(entry.place);
	}

	/**
	 * Whether a field is not counted any more.
	 *
	 * @param memo always the same one for the same field
	 */
	isWide(memo: WideMemo): boolean {
		if (memo.wideIn === this.learnt) return true;
		if (this.fields.get(memo.name) !== 'wide') return false;
		memo.wideIn = this.learnt;
		return true;
	}

	/** Ends the current event. */
	end(): void {
		this.ends.push(this.places.length);
	}

	/** The values of all events since the last call, and the fields that turned out to have too many. */
	take(): { readonly values: BatchValues; readonly wideFields: readonly string[] } {
		const { distinct, wide } = this;
		const values = {
			distinct,
			places: new Uint32Array(this.places),
			ends: new Uint32Array(this.ends),
		};
		this.clear();
		return { values, wideFields: wide };
	}

	/** Drops the values since the last {@link take}. */
	clear(): void {
		this.batch++;
		this.distinct = [];
		this.places = [];
		this.ends = [];
		this.wide = [];
	}

	/** Forgets which fields have too many values, so that they are named again. */
	reset(): void {
		for (const known of this.fields.values()) if (known !== 'wide') known.isVoid = true;
		this.fields.clear();
		this.learnt++;
	}

	private find(field: string, value: FieldValue): CountedValue | undefined {
		let known = this.fields.get(field);
		if (known === 'wide') return undefined;
		if (known === undefined) {
			if (this.fields.size >= MAX_FIELDS) this.reset();
			known = { values: new Map(), spellings: new Map(), isVoid: false };
			this.fields.set(field, known);
		}
		// Looking for a long text means to add up its hash first.
		if (typeof value === 'string' && value.length > MAX_COUNTED_LENGTH)
			return this.look(field, known, value);
		return known.spellings.get(value) ?? this.look(field, known, value);
	}

	private look(field: string, known: KnownField, value: FieldValue): CountedValue | undefined {
		const canonical = canonicalValue(value);
		let entry = known.values.get(canonical);
		if (entry === undefined) {
			if (known.values.size >= MAX_COUNTED_VALUES || canonical.length > MAX_COUNTED_LENGTH) {
				known.isVoid = true;
				this.fields.set(field, 'wide');
				this.wide.push(field);
				return undefined;
			}
			known.values.set(canonical, (entry = { batch: 0, place: 0, canonical, of: known }));
		}
		if (known.spellings.size < MAX_SPELLINGS) known.spellings.set(value, entry);
		return entry;
	}
}
