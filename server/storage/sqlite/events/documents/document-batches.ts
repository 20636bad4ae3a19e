/** Reads many documents at once: a row of SQLite's for each costs more than what is in it. */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { WITHIN } from '../within';
import type { IdRange } from '../tallies/periods';
import { MARK_LENGTH } from './kept-zstd';
import type { PackedDocuments } from './packed-documents';

/** Documents of the first batch; each is so many times larger than the one before, as long as it is not too large. */
const FIRST = 64;
const GROWTH = 4;
const MOST = 2_048;
/** Bytes of a batch as it is stored, about. */
const BATCH_BYTES = 1 << 20;

/** A stored document. One object stands for all of a walk, one after another. */
export interface StoredBytes {
	readonly id: number;
	/** JSON text in UTF-8; holds until the next one. */
	readonly bytes: Buffer;
}

/** Frames with room before each, and their lengths; 0 for a document that is plain, or gone. */
type BatchRow = readonly [frames: Uint8Array | null, lengths: string | null, ids: string | null];

/** What stands between frames, and before the first one: room for what is left out of each. */
const ROOM = ' '.repeat(MARK_LENGTH);
const BATCH = `CAST('${ROOM}' || group_concat(doc, '${ROOM}') AS BLOB), group_concat(coalesce(length(doc), 0))`;

/** The documents of one connection, newest first. */
export class DocumentBatches {
	private readonly known: StatementSync;
	private readonly matching: StatementSync;
	private readonly single: StatementSync;

	constructor(
		database: DatabaseSync,
		private readonly packed: PackedDocuments,
	) {
		this.known = database.prepare(`
			SELECT ${BATCH}, NULL FROM json_each(?) j LEFT JOIN event_packed p ON p.id = j.value`);
		this.matching = database.prepare(`
			SELECT ${BATCH}, group_concat(id) FROM (
				SELECT f.rowid AS id, p.doc FROM event_fts f LEFT JOIN event_packed p ON p.id = f.rowid
				WHERE f.event_fts MATCH ? AND f.rowid ${WITHIN} ORDER BY f.rowid DESC LIMIT ?)`);
		for (const statement of [this.known, this.matching]) statement.setReturnArrays(true);
		this.single = database.prepare('SELECT doc FROM event_plain WHERE id = ?');
	}

	/** Those of some ids; what is gone is left out. @param ids ascending */
	*of(ids: Float64Array): Generator<StoredBytes, void, undefined> {
		const size = new BatchSize();
		for (let end = ids.length; end > 0; ) {
			const start = Math.max(0, end - size.next);
			const newestFirst = ids.slice(start, end).reverse();
			const row = this.known.get(`[${newestFirst.join()}]`) as unknown as BatchRow;
			yield* this.documents(newestFirst, row, size);
			end = start;
		}
	}

	/** Those that a MATCH expression finds. */
	*matchingOf(match: string, { low, high }: IdRange): Generator<StoredBytes, void, undefined> {
		const size = new BatchSize();
		for (let last = high; last >= low; ) {
			const wanted = size.next;
			const row = this.matching.get(match, low, last, wanted) as unknown as BatchRow;
			const ids = row[2] === null ? [] : row[2].split(',').map(Number);
			yield* this.documents(ids, row, size);
			if (ids.length < wanted) return;
			last = (ids.at(-1) as number) - 1;
		}
	}

	private *documents(
		ids: ArrayLike<number>,
		[frames, lengths]: BatchRow,
		size: BatchSize,
	): Generator<StoredBytes, void, undefined> {
		size.had(ids.length, frames?.length ?? 0);
		if (ids.length === 0) return;
		const packed =
			frames === null ? NOTHING : Buffer.from(frames.buffer, frames.byteOffset, frames.length);
		const lengthOf = numbersIn(lengths as string);
		const stored: { id: number; bytes: Buffer } = { id: 0, bytes: NOTHING };
		for (let at = 0, end = 0; at < ids.length; at++) {
			const length = lengthOf();
			const start = end + MARK_LENGTH;
			if (length > 0) end = start + length;
			const id = ids[at] as number;
			const bytes = length > 0 ? this.packed.unpackIn(packed, start, end) : this.plain(id);
			if (bytes === undefined) continue;
			stored.id = id;
			stored.bytes = bytes;
			yield stored;
		}
	}

	/** A plain document; undefined when it is gone. */
	private plain(id: number): Buffer | undefined {
		const doc = this.single.get(id)?.['doc'];
		return typeof doc === 'string' ? Buffer.from(doc) : undefined;
	}
}

const NOTHING = Buffer.alloc(0);

/** Reads whole numbers with a comma between each two, one a call. */
function numbersIn(text: string): () => number {
	let at = 0;
	return () => {
		let number = 0;
		for (; at < text.length; at++) {
			const digit = text.charCodeAt(at) - 48;
			if (digit < 0) break;
			number = number * 10 + digit;
		}
		at++;
		return number;
	};
}

/** Small batches first, as a page may be full soon, and no larger ones than the documents allow. */
class BatchSize {
	private wanted = FIRST;
	private longest = 1;

	get next(): number {
		return Math.max(1, Math.min(this.wanted, MOST, Math.floor(BATCH_BYTES / this.longest)));
	}

	had(documents: number, bytes: number): void {
		this.wanted = Math.min(MOST, this.wanted * GROWTH);
		if (documents > 0) this.longest = Math.max(1, bytes / documents);
	}
}
