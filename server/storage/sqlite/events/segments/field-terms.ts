/** The values of a field as the index has them, some pages at a time, as texts in which a value is found without going through all. */
import { createHash } from 'node:crypto';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { ALTERED, MAX_TERM_TEXT } from '../../../../logs/terms';
import { type Digest, KeptByContent } from '../kept-by-content';
import { LeafWalk, type TermVisitor } from './leaf';
import type { TermWalk } from './term-walk';
import { numberIn } from './value-bytes';
import type { Segment } from './structure';

/** Pages of a piece, half a MiB: the first term of a page stands there whole. */
const PAGES = 128;
/** Bytes of values that a thread keeps: fields of a million events have 1 to 4 MB of them. */
const MOST_KEPT = 16 * 2 ** 20;
/** Values from so many bytes on may be cut. */
export const SHORTEST_CUT = MAX_TERM_TEXT - 1;
const LINE_FEED = 10;
const ALTERED_BYTES = Buffer.from(ALTERED);

/** The values of some pages. */
export interface TermPiece {
	/** Each with a line feed behind it, which no term has. */
	readonly text: Buffer;
	/** Where each begins, and the end of all. */
	readonly starts: Uint32Array;
	/** Bounds of the numbers among them; the first above the second where there are none. */
	readonly numbers: { readonly least: number; readonly most: number };
	/** Whether any of them may be cut or altered. */
	readonly isAltered: boolean;
}

/** One for all connections of a thread. */
const ofThread = new KeptByContent<TermPiece>(MOST_KEPT);

/** Reads them on one connection. What was read stays, by the content of the pages; while nothing was written, these are not read again. */
export class FieldTerms {
	private readonly pages: StatementSync;
	private readonly version: StatementSync;
	private seen: unknown;
	private readonly digests = new Map<string, Digest>();

	constructor(
		database: DatabaseSync,
		private readonly walk: TermWalk,
		index = 'event_fts',
		private readonly kept = ofThread,
	) {
		this.pages = database.prepare(`
			SELECT CAST(group_concat(block, '') AS BLOB), group_concat(length(block))
			FROM (SELECT block FROM ${index}_data WHERE id BETWEEN ? AND ? ORDER BY id)`);
		this.pages.setReturnArrays(true);
		this.version = database.prepare('PRAGMA data_version');
	}

	/**
	 * All values that terms with a prefix have, some more than once. Call inside a read transaction.
	 *
	 * @throws Error when the index is written in a way that is not known
	 */
	*of(prefix: string): Generator<TermPiece, void, undefined> {
		const version = this.version.get()?.['data_version'];
		if (version !== this.seen) this.digests.clear();
		this.seen = version;
		this.kept.begin();
		for (const segment of this.walk.segments()) {
			const { first, last } = this.walk.pagesOf(segment, prefix);
			for (let page = first; page <= last; page += PAGES)
				yield this.piece(segment, prefix, page, Math.min(last, page + PAGES - 1));
		}
	}

	private piece({ id }: Segment, prefix: string, first: number, last: number): TermPiece {
		const place = `${id} ${first} ${last} ${prefix}`;
		const known = this.digests.get(place);
		const kept = known === undefined ? undefined : this.kept.get(known);
		if (kept !== undefined) return kept;
		const [from, to] = [this.walk.rowOf(id, first), this.walk.rowOf(id, last)];
		const [blocks, list] = this.pages.get(from, to) as unknown as [
			Uint8Array | null,
			string | null,
		];
		if (blocks === null || list === null) throw new Error('pages are missing');
		const digest = createHash('sha1')
			.update(`${prefix}\n${list}\n`)
			.update(blocks)
			.digest('base64');
		this.digests.set(place, digest);
		const same = this.kept.get(digest);
		if (same !== undefined) return same;
		const piece = pieceOf(blocks, list.split(',').map(Number), this.walk.bytesOf(prefix));
		const bytes = piece.text.length + piece.starts.byteLength;
		if (this.kept.hasRoom(bytes)) this.kept.keep(digest, piece, bytes);
		return piece;
	}
}

function pieceOf(blocks: Uint8Array, lengths: readonly number[], prefix: Buffer): TermPiece {
	const collected = new Collected();
	const walk = new LeafWalk(prefix, collected);
	let start = 0;
	for (const length of lengths) {
		if (!walk.page(blocks.subarray(start, start + length))) break;
		start += length;
	}
	return collected.piece();
}

class Collected implements TermVisitor {
	private text = Buffer.allocUnsafe(1 << 14);
	private readonly starts = [0];
	private end = 0;
	private least = Infinity;
	private most = -Infinity;
	private isAltered = false;

	term(bytes: Buffer, start: number, end: number): boolean {
		const length = end - start;
		if (this.end + length >= this.text.length)
			this.text = Buffer.concat([this.text], 2 * this.text.length + length);
		for (let at = start; at < end; at++) this.text[this.end++] = bytes[at] as number;
		this.text[this.end++] = LINE_FEED;
		this.starts.push(this.end);
		this.isAltered ||= length >= SHORTEST_CUT;
		const number = numberIn(bytes, start, end);
		if (number !== undefined && number < this.least) this.least = number;
		if (number !== undefined && number > this.most) this.most = number;
		return false;
	}

	row(): void {}

	removed(): void {}

	piece(): TermPiece {
		const text = Buffer.allocUnsafeSlow(this.end);
		this.text.copy(text, 0, 0, this.end);
		return {
			text,
			starts: Uint32Array.from(this.starts),
			numbers: { least: this.least, most: this.most },
			isAltered: this.isAltered || text.includes(ALTERED_BYTES),
		};
	}
}
