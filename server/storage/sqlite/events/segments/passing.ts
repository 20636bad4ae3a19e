/** Looks a field's values up in the index that pass a test, and the events that have them. */
import type { Passing, ValueHint } from '../../../../logs/query';
import { ALTERED, fieldPrefix, isTermUnique, SPACE_IN_TERM } from '../../../../logs/terms';
import { grown } from '../buffers';
import { ascending } from '../event-set';
import { RowsWithin } from '../index-rows';
import type { IdRange } from '../tallies/periods';
import {
	type FieldTerms,
	LINE_FEED,
	SHORTEST_CUT,
	type TermBounds,
	type TermPiece,
} from './field-terms';
import type { TermVisitor } from './leaf';
import type { TermWalk } from './term-walk';
import { numberIn } from './value-bytes';

/** Events that are gathered for one condition: 8 MB. */
const MOST_EVENTS = 1_000_000;
const FIRST_ROOM = 1_024;
/** Values that are looked through as one text count as so many times fewer. */
const LESS_WORK = 8;

const ALTERED_BYTES = Buffer.from(ALTERED);

/** What is looked for. */
export interface Wanted {
	readonly field: string;
	readonly test: (canonical: string) => boolean;
	readonly hint: ValueHint;
	/** Values to be told. */
	readonly most: number;
	/** The events that are searched. */
	readonly range: IdRange;
}

/** How many terms may still be looked at for a query. */
export interface TermBudget {
	left: number;
}

/** What values are read from. */
export interface TermSource {
	readonly walk: TermWalk;
	readonly terms: FieldTerms;
}

/** What passes; undefined when there is too much of it, or the budget is used up. @throws Error see {@link TermWalk.visit} */
export function passingIn(
	{ walk, terms }: TermSource,
	wanted: Wanted,
	budget: TermBudget,
): Passing | undefined {
	const gathering = new Gathering(wanted, budget, new RowsWithin(walk.rows, wanted.range));
	// The values first, most of which are kept: only where too many pass, their events are asked for.
	const pieces = terms.of(fieldPrefix(wanted.field), (bounds) => gathering.mayHave(bounds));
	if (gathering.takeAll(pieces)) return gathering.result();
	walk.visit(fieldPrefix(wanted.field), gathering);
	return gathering.result();
}

class Gathering implements TermVisitor {
	private readonly values = new Set<string>();
	private readonly part: Buffer | undefined;
	private ids = new Float64Array(FIRST_ROOM);
	private count = 0;
	private isExact = true;

	constructor(
		private readonly wanted: Wanted,
		private readonly budget: TermBudget,
		private readonly rows: RowsWithin,
	) {
		const { part } = wanted.hint;
		this.part = part === undefined ? undefined : Buffer.from(part.replaceAll(' ', SPACE_IN_TERM));
	}

	term(bytes: Buffer, start: number, end: number): boolean {
		if (this.budget.left-- <= 0 || !this.mayPass(bytes, start, end)) return false;
		const text = bytes.toString('utf8', start, end);
		const value = text.includes(SPACE_IN_TERM) ? text.replaceAll(SPACE_IN_TERM, ' ') : text;
		const isUnique = isTermUnique(value);
		if (isUnique && !this.wanted.test(value)) return false;
		this.isExact &&= isUnique;
		if (this.values.size <= this.wanted.most) this.values.add(value);
		return true;
	}

	/** Goes through values; returns whether these were all, and not too many of them pass. */
	takeAll(pieces: Iterable<TermPiece>): boolean {
		for (const piece of pieces) {
			this.take(piece);
			if (this.isFull || this.budget.left < 0) break;
		}
		return !this.isFull;
	}

	/** Whether more values pass than are told: then their events are asked for, and no further values. */
	private get isFull(): boolean {
		return this.values.size > this.wanted.most;
	}

	/** Whether values of such bounds may pass. */
	mayHave({ numbers, isAltered, count }: TermBounds): boolean {
		const { hint } = this.wanted;
		if (isAltered || hint.numbers === undefined) return true;
		const isOutside = numbers.least > hint.numbers.most || numbers.most < hint.numbers.least;
		if (isOutside) this.budget.left -= count / LESS_WORK;
		return !isOutside;
	}

	private take({ text, isAltered, count }: TermPiece): void {
		if (!isAltered && this.part !== undefined) {
			this.budget.left -= count / LESS_WORK;
			this.takeWith(this.part, text);
			return;
		}
		for (let start = 0; start < text.length && !this.isFull; ) {
			let end = start;
			while (text[end] !== LINE_FEED) end++;
			this.term(text, start, end);
			start = end + 1;
		}
	}

	/** Looks for the part in the text of all values. */
	private takeWith(part: Buffer, text: Buffer): void {
		for (let found = text.indexOf(part); found >= 0 && !this.isFull; ) {
			const end = text.indexOf(LINE_FEED, found);
			this.term(text, text.lastIndexOf(LINE_FEED, found) + 1, end);
			found = text.indexOf(part, end);
		}
	}

	row(row: number): void {
		const id = this.rows.idOf(row);
		if (id < 0 || this.count > MOST_EVENTS) return;
		if (this.count === this.ids.length) this.ids = grown(this.ids, 4 * this.count);
		this.ids[this.count++] = id;
	}

	removed(): void {
		this.isExact = false;
	}

	result(): Passing | undefined {
		if (this.budget.left < 0) return undefined;
		if (this.values.size <= this.wanted.most) return { values: [...this.values] };
		if (this.count > MOST_EVENTS) return undefined;
		return { events: ascending(this.ids.subarray(0, this.count)), isExact: this.isExact };
	}

	/** Whether the hint leaves a value in, told from its bytes: most values never become a string. */
	private mayPass(bytes: Buffer, start: number, end: number): boolean {
		const { numbers } = this.wanted.hint;
		if (end - start >= SHORTEST_CUT) return true;
		if (numbers !== undefined) {
			const number = numberIn(bytes, start, end);
			// A number is never altered.
			return number !== undefined && number >= numbers.least && number <= numbers.most;
		}
		if (this.part === undefined) return true;
		return isIn(this.part, bytes, start, end) || isIn(ALTERED_BYTES, bytes, start, end);
	}
}

function isIn(part: Buffer, bytes: Buffer, start: number, end: number): boolean {
	const first = part[0] as number;
	const last = end - part.length;
	for (let at = start; at <= last; at++) {
		if (bytes[at] !== first) continue;
		let same = 1;
		while (same < part.length && bytes[at + same] === part[same]) same++;
		if (same === part.length) return true;
	}
	return false;
}
