/** What packers of terms know of fields by their names: how they are indexed, and the terms of values that come again. */
import type { PlainKey } from '../events';
import { isTextField } from './canonical';
import { fieldPrefix, isIndexed } from './terms';
import { FieldValueTerms } from './value-terms';
import type { WordTable } from './word-table';

/** What is known of a field. */
export interface PackedField {
	readonly name: string;
	/** Whether it is searched by word. */
	readonly isText: boolean;
	/** A space and what the terms of the field start with. */
	readonly prefix: Uint8Array;
	/** The terms of its values; undefined when the index has no values of it. */
	readonly values: FieldValueTerms | undefined;
	readonly isIndexed: boolean;
	/** For the caller, who may keep here for what the field was last looked at. */
	mark: unknown;
	/** The same for `ValueNumbers`. */
	wideIn: number;
}

/** Fields that are remembered: their names come from logs, so their number is not under our control. */
const MAX_FIELDS = 1_000;
/** Values of all fields that are remembered, some 300 bytes each; long ones count several times. */
const MAX_VALUES = 30_000;

const encoder = new TextEncoder();

/** Keys are shared by packers: none has a generation that another one had. */
let generations = 0;

/** The fields of one packer. */
export class PackedFields {
	private readonly fields = new Map<string, PackedField>();
	/** Until when what keys keep of fields holds, for this packer. */
	private generation = ++generations;
	private readonly room = { left: MAX_VALUES };

	/** @param words of all values */
	constructor(private readonly words: WordTable) {}

	/** Whether more values are remembered than should be: {@link forget} is due. */
	get isFull(): boolean {
		return this.room.left <= 0;
	}

	/** What is known of a field. */
	of(name: string): PackedField {
		return this.fields.get(name) ?? this.know(name);
	}

	/** The same by a key that keeps it. */
	ofKey(key: PlainKey): PackedField {
		if (key.packedIn === this.generation && key.packed !== undefined)
			return key.packed as PackedField;
		const field = this.of(key.name);
		key.packed = field;
		key.packedIn = this.generation;
		return field;
	}

	/** Forgets all fields and their values. */
	forget(): void {
		this.fields.clear();
		this.generation = ++generations;
		this.room.left = MAX_VALUES;
	}

	/** The words of all values that are remembered, by their numbers. */
	*usedWords(): Iterable<readonly number[]> {
		for (const { values } of this.fields.values())
			if (values !== undefined) yield* values.usedWords();
	}

	private know(name: string): PackedField {
		if (this.fields.size >= MAX_FIELDS) this.forget();
		const indexed = isIndexed(name);
		const isText = isTextField(name);
		const field: PackedField = {
			name,
			isText,
			isIndexed: indexed,
			mark: undefined,
			wideIn: 0,
			prefix: encoder.encode(` ${fieldPrefix(name)}`),
			values: indexed && !isText ? new FieldValueTerms(name, this.words, this.room) : undefined,
		};
		this.fields.set(name, field);
		return field;
	}
}
