/** Rows that move from one engine to another: in a form that both have, with a checksum that does not depend on their order. */
import { createHash } from 'node:crypto';

/** What a column may hold. */
export type MovedValue = string | number | boolean | Uint8Array | null;

/** A row by names of columns that both engines agree on. */
export type MovedRow = Readonly<Record<string, MovedValue>>;

/** Tables of an installation that rows are taken from, and put into. */
export interface MovedTables {
	/** Their names, those first that others refer to. */
	readonly names: readonly string[];
	/** The columns of one. */
	columns(name: string): readonly string[];
	/** Hands over all rows, some at a time. */
	read(name: string, take: (rows: readonly MovedRow[]) => Promise<void> | void): Promise<void>;
	/** Replaces what a table has by what `fill` puts in, all of it or nothing. `last` is the largest number given away so far. */
	replace(
		name: string,
		last: number | undefined,
		fill: (put: (rows: readonly MovedRow[]) => Promise<void>) => Promise<void>,
	): Promise<void>;
	/** The largest number that was given to a row so far, where numbers are not given again; rows may be gone. */
	last(name: string): Promise<number | undefined>;
}

/** How far a step has come. */
export interface MoveMark {
	/** Where it goes on; its meaning is the step's. */
	readonly place: number;
	readonly rows: number;
	/** Of these rows, see {@link MovedSum}. */
	readonly checksum: string;
}

/** What is remembered of a move where things move to, so that it can go on after it was interrupted. */
export interface MoveMarks {
	get(step: string): Promise<MoveMark | undefined>;
	set(step: string, mark: MoveMark): Promise<void>;
}

const SUM_BYTES = 16;
const MODULUS = 2n ** BigInt(8 * SUM_BYTES);

/** The sum of the hashes of rows: equal for equal rows, in whatever order they come. */
export class MovedSum {
	private sum: bigint;

	/** @param rows how many it has already @param checksum of them */
	constructor(
		private count = 0,
		checksum = '0',
	) {
		this.sum = BigInt(`0x${checksum}`);
	}

	get rows(): number {
		return this.count;
	}

	/** Hexadecimal. */
	get checksum(): string {
		return this.sum.toString(16);
	}

	/** Adds a row of a table. */
	addRow(row: MovedRow, columns: readonly string[]): void {
		this.add(JSON.stringify(columns.map((column) => shown(row[column] ?? null))));
	}

	/** Adds one text. */
	add(text: string): void {
		const digest = createHash('sha256').update(text).digest('hex');
		this.sum = (this.sum + BigInt(`0x${digest.slice(0, 2 * SUM_BYTES)}`)) % MODULUS;
		this.count++;
	}
}

function shown(value: MovedValue): unknown {
	return value instanceof Uint8Array ? { bytes: Buffer.from(value).toString('base64') } : value;
}
