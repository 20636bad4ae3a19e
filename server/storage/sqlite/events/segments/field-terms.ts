/** The values of a field as the index has them, some pages at a time, as texts in which a value is found without going through all. */
import { createHash } from 'node:crypto';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { ALTERED, MAX_TERM_TEXT } from '../../../../logs/terms';
import { free } from '../buffers';
import { type Digest, KeptByContent } from '../kept-by-content';
import { LeafWalk, type TermVisitor } from './leaf';
import type { TermWalk } from './term-walk';
import { numberIn } from './value-bytes';
import type { Segment } from './structure';

/** Pages of a piece, half a MiB: the first term of a page stands there whole. */
const PAGES = 128;
/** Bytes of values that a thread keeps: fields of a million events have 1 to 4 MB of them. */
const MOST_KEPT = 10 * 2 ** 20;
/** Values from so many bytes on may be cut. */
export const SHORTEST_CUT = MAX_TERM_TEXT - 1;
/** The same of bounds, each of some 200. */
const MOST_BOUNDS = 2 ** 20;
const BOUNDS_BYTES = 200;
/** Pieces whose digests a connection remembers: names of fields come from queries, so there is an end to it. */
const MOST_DIGESTS = 20_000;
export const LINE_FEED = 10;
const ALTERED_BYTES = Buffer.from(ALTERED);

/** What is known of the values of some pages without looking at them. */
export interface TermBounds {
	/** Bounds of the numbers among them; the first above the second where there are none. */
	readonly numbers: { readonly least: number; readonly most: number };
	/** Whether any of them may be cut or altered. */
	readonly isAltered: boolean;
	/** Their number. */
	readonly count: number;
}

/** The values of some pages. */
export interface TermPiece extends TermBounds {
	/** Each with a line feed behind it, which no term has. */
	readonly text: Buffer;
}

/** What is kept: values while there is room, else at least their bounds. */
export interface KeptTerms {
	readonly pieces: KeptByContent<TermPiece>;
	readonly bounds: KeptByContent<TermBounds>;
}

/** Makes room for so many bytes of values. */
export function keptTerms(most = MOST_KEPT): KeptTerms {
	return { pieces: new KeptByContent(most), bounds: new KeptByContent(MOST_BOUNDS) };
}

/** One for all connections of a thread. */
const ofThread = keptTerms();

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
	 * @param isWanted whether those of some bounds are asked for
	 * @throws Error when the index is written in a way that is not known
	 */
	*of(
		prefix: string,
		isWanted: (bounds: TermBounds) => boolean = () => true,
	): Generator<TermPiece, void, undefined> {
		const version = this.version.get()?.['data_version'];
		if (version !== this.seen) this.digests.clear();
		this.seen = version;
		this.kept.pieces.begin();
		this.kept.bounds.begin();
		for (const segment of this.walk.segments()) {
			const { first, last } = this.walk.pagesOf(segment, prefix);
			for (let page = first; page <= last; page += PAGES) {
				const end = Math.min(last, page + PAGES - 1);
				const piece = this.piece(segment, prefix, [page, end], isWanted);
				if (piece !== undefined) yield piece;
			}
		}
	}

	/** The values of some pages; undefined when they are not asked for. */
	private piece(
		{ id }: Segment,
		prefix: string,
		[first, last]: readonly [number, number],
		isWanted: (bounds: TermBounds) => boolean,
	): TermPiece | undefined {
		const place = `${id} ${first} ${last} ${prefix}`;
		const known = this.digests.get(place);
		const seen = known === undefined ? undefined : this.seenAs(known);
		if (seen !== undefined && !isWanted(seen)) return undefined;
		if (isPiece(seen)) return seen;
		const [from, to] = [this.walk.rowOf(id, first), this.walk.rowOf(id, last)];
		const row = this.pages.get(from, to) as unknown as [Uint8Array | null, string | null];
		const [blocks, list] = row;
		if (blocks === null || list === null) throw new Error('pages are missing');
		const digest = createHash('sha1')
			.update(`${prefix}\n${list}\n`)
			.update(blocks)
			.digest('base64');
		if (this.digests.size >= MOST_DIGESTS) this.digests.clear();
		this.digests.set(place, digest);
		const same = this.seenAs(digest);
		if (same !== undefined && !isWanted(same)) return undefined;
		if (isPiece(same)) return same;
		const piece = pieceOf(blocks, list.split(',').map(Number), this.walk.bytesOf(prefix));
		free(blocks);
		this.keep(digest, piece);
		return isWanted(piece) ? piece : undefined;
	}

	private seenAs(digest: Digest): TermPiece | TermBounds | undefined {
		return this.kept.pieces.get(digest) ?? this.kept.bounds.get(digest);
	}

	private keep(digest: Digest, piece: TermPiece): void {
		const { pieces, bounds } = this.kept;
		const bytes = piece.text.length + BOUNDS_BYTES;
		if (pieces.hasRoom(bytes)) pieces.keep(digest, piece, bytes);
		const { numbers, isAltered, count } = piece;
		if (bounds.get(digest) === undefined && bounds.hasRoom(BOUNDS_BYTES))
			bounds.keep(digest, { numbers, isAltered, count }, BOUNDS_BYTES);
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
	private count = 0;
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
		this.count++;
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
			count: this.count,
			numbers: { least: this.least, most: this.most },
			isAltered: this.isAltered || text.includes(ALTERED_BYTES),
		};
	}
}

function isPiece(known: TermPiece | TermBounds | undefined): known is TermPiece {
	return known !== undefined && 'text' in known;
}
