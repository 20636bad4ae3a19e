/** Goes through the terms of a full-text index that begin with a prefix, by FTS5's own records: many times faster than its list. */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { IndexLists } from '../index-lists';
import type { IndexRows } from '../index-rows';
import { LeafWalk, type TermVisitor } from './leaf';
import { type Segment, segmentsOf, STRUCTURE_ID } from './structure';

/** What FTS5 puts before each term, as it may have indexes of prefixes besides. */
const MAIN_INDEX = '0';
/** The number of a leaf page is the lower part of its row id. */
const SEGMENT_IDS = 2 ** 37;
/** Pages of a step, a millisecond or two. */
const PAGES = 32;

/** The terms of an index. Not all of its segments have a term, and several may. */
export class TermWalk {
	private readonly structure: StatementSync;
	private readonly seek: StatementSync;
	private readonly pages: StatementSync;

	/**
	 * @param index name of the full-text table: contentless, and without positions
	 * @param rows how it files events
	 */
	constructor(
		database: DatabaseSync,
		index = 'event_fts',
		readonly rows: IndexRows = IndexLists.of(database).rows,
	) {
		this.structure = database.prepare(`SELECT block FROM ${index}_data WHERE id = ${STRUCTURE_ID}`);
		this.seek = database.prepare(
			`SELECT pgno FROM ${index}_idx WHERE segid = ? AND term <= ? ORDER BY term DESC LIMIT 1`,
		);
		this.pages = database.prepare(
			`SELECT block FROM ${index}_data WHERE id BETWEEN ? AND ? ORDER BY id`,
		);
		this.pages.setReturnArrays(true);
	}

	/**
	 * Tells of all terms with a prefix. Call inside a read transaction.
	 *
	 * @throws Error when the index is written in a way that is not known
	 */
	visit(prefix: string, visitor: TermVisitor): void {
		for (const _ of this.steps(prefix, visitor));
	}

	/**
	 * The segments, the oldest first: what a newer one says of a row counts.
	 *
	 * @throws Error when the index is written in a way that is not known
	 */
	segments(): readonly Segment[] {
		const record = this.structure.get()?.['block'] as Uint8Array | undefined;
		if (record === undefined) throw new Error('no structure');
		return segmentsOf(record);
	}

	/** Goes through the terms of one segment. @param isWhole whether only the term that is nothing more than the prefix is asked for */
	visitSegment(segment: Segment, prefix: string, visitor: TermVisitor, isWhole: boolean): void {
		const wanted = this.bytesOf(prefix);
		const walk = new LeafWalk(wanted, visitor, isWhole);
		for (const [block] of this.blocks(segment, wanted)) if (!walk.page(block)) break;
	}

	/** The same, with a break after every few pages. One at a time. */
	*steps(prefix: string, visitor: TermVisitor): Generator<void, void, undefined> {
		const wanted = this.bytesOf(prefix);
		const walk = new LeafWalk(wanted, visitor);
		for (const segment of this.segments()) {
			walk.open();
			let pages = 0;
			for (const [block] of this.blocks(segment, wanted)) {
				if (!walk.page(block)) break;
				if (++pages % PAGES === 0) yield;
			}
		}
	}

	/** The bytes that terms with a prefix begin with in the index. */
	bytesOf(prefix: string): Buffer {
		return Buffer.from(MAIN_INDEX + prefix);
	}

	/** The pages of a segment on which terms with a prefix may begin: none before and behind. */
	pagesOf(segment: Segment, prefix: string): { readonly first: number; readonly last: number } {
		const wanted = this.bytesOf(prefix);
		const behind = Buffer.from(wanted);
		behind[behind.length - 1] = (behind.at(-1) as number) + 1;
		return { first: this.pageOf(segment, wanted), last: this.pageOf(segment, behind) };
	}

	/** Row id of a page in the table of the index's data. */
	rowOf(segment: number, page: number): number {
		return segment * SEGMENT_IDS + page;
	}

	private blocks(segment: Segment, wanted: Uint8Array) {
		const { id, last } = segment;
		const rows = this.pages.iterate(
			this.rowOf(id, this.pageOf(segment, wanted)),
			this.rowOf(id, last),
		);
		return rows as unknown as Iterable<readonly [block: Uint8Array]>;
	}

	/** The page on which a term stands if there is one. */
	private pageOf({ id, first }: Segment, term: Uint8Array): number {
		const found = this.seek.get(id, term)?.['pgno'] as number | undefined;
		// The lowest bit tells whether the page has a list of pages beside it.
		return Math.max(first, Math.floor((found ?? 0) / 2));
	}
}
