/** Goes through the terms of FTS5's leaf pages, and through the row ids of those that are wanted. */
import { Varints } from './varints';

/** What is told of the terms that begin with a prefix, in their order within each segment. */
export interface TermVisitor {
	/**
	 * A term.
	 *
	 * @param bytes holds until the next call
	 * @param start where it goes on after the prefix
	 * @returns whether its row ids are wanted
	 */
	term(bytes: Buffer, start: number, end: number): boolean;
	/** A row that has a wanted term; a row is not the id of its event, see `index-rows.ts`. Rows of a term ascend in each segment. */
	row(row: number): void;
	/** Of a row an older segment may say that it has a wanted term, which it has no more. */
	removed(row: number): void;
}

/** Bytes before the content of a page: where its first row id stands, and where the content ends. */
const HEADER = 4;

/**
 * The pages of one segment, one after another. On a page, a term is told from the one before it, and its row ids follow, the
 * first as it is and the others by the difference, each with a zero behind it when it was removed and a second one when it
 * came back; they may go on over the next pages. Behind the content stands where each term begins. See the head of SQLite's
 * `fts5_index.c`; our indexes hold no positions.
 */
export class LeafWalk {
	private readonly numbers = new Varints();
	private readonly places = new Varints();
	private term = Buffer.alloc(256);
	private isInside = false;
	private isWanted = false;

	/**
	 * @param prefix what terms begin with
	 * @param isWhole whether only the term that is nothing more is asked for
	 */
	constructor(
		private readonly prefix: Buffer,
		private readonly visitor: TermVisitor,
		private readonly isWhole = false,
	) {}

	/** Begins with a segment. */
	open(): void {
		this.isInside = this.isWanted = false;
	}

	/**
	 * Reads a page.
	 *
	 * @returns whether terms with the prefix may follow
	 * @throws Error when it is no page of a kind that is known
	 */
	page(block: Uint8Array): boolean {
		const { places, numbers } = this;
		const firstRow = ((block[0] as number) << 8) | (block[1] as number);
		const end = ((block[2] as number) << 8) | (block[3] as number);
		if (end < HEADER || end > block.length || firstRow > end)
			throw new Error('leaf page of another layout');
		places.open(block, end);
		let start = end < block.length ? places.next() : end;
		if (this.isWanted && firstRow > 0 && firstRow < start) this.rows(block, firstRow, start);
		for (let kept = 0, isFirst = true; start < end; isFirst = false) {
			const next = places.at < block.length ? start + places.next() : end;
			numbers.open(block, start);
			kept = isFirst ? 0 : numbers.next();
			const length = kept + numbers.next();
			this.take(block, kept, length);
			if (!this.look(kept, length)) return false;
			if (this.isWanted) this.rows(block, numbers.at, next);
			start = next;
		}
		return true;
	}

	/** Takes the bytes of the term that are not those of the one before. */
	private take(block: Uint8Array, kept: number, length: number): void {
		if (length > this.term.length) this.term = Buffer.concat([this.term], 2 * length);
		const { term, numbers } = this;
		let from = numbers.at;
		for (let at = kept; at < length; at++) term[at] = block[from++] as number;
		numbers.at = from;
	}

	/** Tells of the term if it has the prefix; returns false when it stands behind all that have. */
	private look(kept: number, length: number): boolean {
		const { prefix, term } = this;
		if (!this.isInside || kept < prefix.length) {
			const order = term.compare(prefix, 0, prefix.length, 0, Math.min(length, prefix.length));
			if (order > 0) return false;
			this.isInside = order === 0;
		}
		// The term itself stands before all that go on.
		if (this.isWhole && this.isInside && length > prefix.length) return false;
		this.isWanted = this.isInside && this.visitor.term(term, prefix.length, length);
		return true;
	}

	private rows(block: Uint8Array, start: number, end: number): void {
		const { numbers, visitor } = this;
		numbers.open(block, start);
		for (let row = 0; numbers.at < end; ) {
			row += numbers.next();
			let isThere = true;
			if (numbers.at < end && block[numbers.at] === 0) {
				numbers.at++;
				isThere = numbers.at < end && block[numbers.at] === 0;
				if (isThere) numbers.at++;
			}
			if (isThere) visitor.row(row);
			else visitor.removed(row);
		}
	}
}
