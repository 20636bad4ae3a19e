/** Looks a field's values up in the index that pass a test, and the events that have them. */
import type { Passing, ValueHint } from '../../../../logs/query';
import {
	ALTERED,
	decimalOf,
	fieldPrefix,
	isTermUnique,
	MAX_TERM_TEXT,
	SPACE_IN_TERM,
} from '../../../../logs/terms';
import { ascending } from '../event-set';
import type { IdRange } from '../tallies/periods';
import type { TermVisitor } from './leaf';
import type { TermWalk } from './term-walk';

/** Values from so many bytes on may be cut. */
const SHORTEST_CUT = MAX_TERM_TEXT - 1;
/** Events that are gathered for one condition: 8 MB. */
const MOST_EVENTS = 1_000_000;
const FIRST_ROOM = 1_024;

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

/** What passes; undefined when there is too much of it, or the budget is used up. @throws Error see {@link TermWalk.visit} */
export function passingIn(walk: TermWalk, wanted: Wanted, budget: TermBudget): Passing | undefined {
	const gathering = new Gathering(wanted, budget);
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

	row(id: number): void {
		const { low, high } = this.wanted.range;
		if (id < low || id > high || this.count > MOST_EVENTS) return;
		if (this.count === this.ids.length) {
			const larger = new Float64Array(4 * this.count);
			larger.set(this.ids);
			this.ids = larger;
		}
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

/** The number that some bytes are, undefined when they are none. */
function numberIn(bytes: Buffer, start: number, end: number): number | undefined {
	let value = 0;
	for (let at = start; at < end; at++) {
		const digit = (bytes[at] as number) - 48;
		if (digit < 0 || digit > 9)
			return Number(decimalOf(bytes.toString('latin1', start, end)) ?? NaN);
		value = value * 10 + digit;
	}
	return value;
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
