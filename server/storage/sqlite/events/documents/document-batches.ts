/** Reads many documents at once: a row of SQLite's for each costs more than what is in it. */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { free } from '../buffers';
import { joined } from '../event-set';
import { IndexLists, type ListStatements } from '../index-lists';
import { WITHIN } from '../within';
import type { IdRange } from '../tallies/periods';
import { MARK_LENGTH } from './kept-zstd';
import type { PackedDocuments } from './packed-documents';

/** Documents of the first batch; each is so many times larger than the one before, as long as it is not too large. */
const FIRST = 64;
const GROWTH = 4;
const MOST = 2_048;
/** Documents that take more bytes are read by themselves, so that no batch is larger than 2,048 of these. */
const LONG = 8_192;
/** Bytes of a batch as it is stored, about. */
const BATCH_BYTES = 1 << 20;

/** A stored document. One object stands for all of a walk, one after another. */
export interface StoredBytes {
	readonly id: number;
	/** JSON text in UTF-8; holds until the next one, of this walk or of any other of the thread. */
	readonly bytes: Buffer;
}

/** Documents with room before each, and their lengths; negative for a plain one, 0 for one that is long, or gone. */
type BatchRow = readonly [frames: Uint8Array | null, lengths: string | null, ids: string | null];

/** What stands between frames, and before the first one: room for what is left out of each. */
const ROOM = ' '.repeat(MARK_LENGTH);
const BATCH = `
	CAST('${ROOM}' || group_concat(coalesce(doc, plain), '${ROOM}') AS BLOB),
	group_concat(coalesce(length(doc), -octet_length(plain), 0))`;
/** Compressed documents are looked up first, plain ones only where there is none. */
const OF_EVENT = (id: string) => `
	CASE WHEN length(p.doc) <= ${LONG} THEN p.doc END AS doc,
	CASE WHEN p.id IS NULL THEN (SELECT e.doc FROM event_plain e WHERE e.id = ${id} AND octet_length(e.doc) <= ${LONG}) END AS plain`;

/** The documents of one connection, newest first. */
export class DocumentBatches {
	private readonly known: StatementSync;
	private readonly lists: IndexLists;
	private readonly matching: ListStatements;
	private readonly newest: StatementSync;
	private readonly all: StatementSync;
	private readonly single: StatementSync;

	constructor(
		database: DatabaseSync,
		private readonly packed: PackedDocuments,
	) {
		this.known = database.prepare(`
			SELECT ${BATCH}, NULL FROM (
				SELECT ${OF_EVENT('j.value')} FROM json_each(?) j LEFT JOIN event_packed p ON p.id = j.value)`);
		this.lists = IndexLists.of(database);
		const matching = `f.event_fts MATCH ? AND f.rowid ${WITHIN} ORDER BY f.rowid DESC LIMIT ? + 0`;
		this.matching = this.lists.statements((idOf) => {
			const id = idOf('f.rowid');
			return `
				SELECT ${BATCH}, group_concat(id) FROM (
					SELECT ${id} AS id, ${OF_EVENT(id)} FROM event_fts f LEFT JOIN event_packed p ON p.id = ${id}
					WHERE ${matching})`;
		});
		this.newest = database.prepare(
			`SELECT group_concat(row) FROM (SELECT f.rowid AS row FROM event_fts f WHERE ${matching})`,
		);
		this.all = database.prepare(`
			SELECT ${BATCH}, group_concat(id) FROM (
				SELECT id, CASE WHEN length(doc) <= ${LONG} THEN doc END AS doc, NULL AS plain FROM event_packed
				WHERE id BETWEEN ? AND ? ORDER BY id DESC LIMIT ? + 0)`);
		this.single = database.prepare(`
			SELECT p.doc, e.doc FROM (SELECT 1) LEFT JOIN event_packed p ON p.id = ?1 LEFT JOIN event_plain e ON e.id = ?1`);
		for (const statement of [this.known, this.newest, this.all, this.single])
			statement.setReturnArrays(true);
	}

	/**
	 * Those of some ids; what is gone is left out.
	 *
	 * @param ids ascending
	 * @param most how many are wanted; they come with few statements then
	 */
	*of(ids: Float64Array, most?: number): Generator<StoredBytes, void, undefined> {
		const size = new BatchSize(most);
		for (let end = ids.length; end > 0; ) {
			const start = Math.max(0, end - size.next);
			const newestFirst = ids.slice(start, end).reverse();
			yield* this.documents(newestFirst, this.rowOf(newestFirst.join()), size);
			end = start;
		}
	}

	/** Those that a MATCH expression finds. @param most see {@link of} */
	matchingOf(
		match: string,
		range: IdRange,
		most?: number,
	): Generator<StoredBytes, void, undefined> {
		const read = (low: number, high: number, wanted: number) =>
			this.newestOf(match, { low, high }, wanted);
		return this.until(range, new BatchSize(most), read);
	}

	/** All that are compressed. @param most see {@link of} */
	packedOf(range: IdRange, most?: number): Generator<StoredBytes, void, undefined> {
		const read = (low: number, high: number, wanted: number) =>
			this.all.get(low, high, wanted) as unknown as BatchRow;
		return this.until(range, new BatchSize(most), read);
	}

	/** The last ones that a MATCH expression finds in a range. */
	private newestOf(match: string, range: IdRange, most: number): BatchRow {
		const { dense, sparse } = this.lists.within(range);
		if (dense !== undefined && sparse !== undefined) {
			const ids = joined(this.idsIn(match, dense, most), this.idsIn(match, sparse, most));
			const newest = ids.subarray(-most).reverse().join();
			const [frames, lengths] = this.rowOf(newest);
			return [frames, lengths, newest === '' ? null : newest];
		}
		const rows = dense ?? sparse;
		if (rows === undefined) return NO_ROW;
		const statement = dense === undefined ? this.matching.sparse : this.matching.dense;
		return statement.get(match, rows.low, rows.high, most) as unknown as BatchRow;
	}

	/** The largest ids of one list, ascending. */
	private idsIn(match: string, { low, high }: IdRange, most: number): Float64Array {
		const [list] = this.newest.get(match, low, high, most) as unknown as [string | null];
		if (list === null) return NO_IDS;
		const { rows } = this.lists;
		return Float64Array.from(list.split(','), (row) => rows.idOf(Number(row))).reverse();
	}

	/** The documents of ids with commas between them. */
	private rowOf(ids: string): BatchRow {
		return this.known.get(`[${ids}]`) as unknown as BatchRow;
	}

	private *until(
		{ low, high }: IdRange,
		size: BatchSize,
		read: (low: number, high: number, wanted: number) => BatchRow,
	): Generator<StoredBytes, void, undefined> {
		for (let last = high; last >= low; ) {
			const wanted = size.next;
			const row = read(low, last, wanted);
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
		const bytes =
			frames === null ? NOTHING : Buffer.from(frames.buffer, frames.byteOffset, frames.length);
		try {
			yield* this.eachOf(ids, bytes, numbersIn(lengths as string));
		} finally {
			if (frames !== null) free(frames);
		}
	}

	private *eachOf(
		ids: ArrayLike<number>,
		bytes: Buffer,
		lengthOf: () => number,
	): Generator<StoredBytes, void, undefined> {
		const stored: { id: number; bytes: Buffer } = { id: 0, bytes: NOTHING };
		for (let at = 0, end = 0; at < ids.length; at++) {
			const length = lengthOf();
			const start = end + MARK_LENGTH;
			if (length !== 0) end = start + Math.abs(length);
			const id = ids[at] as number;
			let found: Buffer | undefined;
			if (length === 0) found = this.alone(id);
			else if (length < 0) found = bytes.subarray(start, end);
			else found = this.packed.unpackIn(bytes, start, end);
			if (found === undefined) continue;
			stored.id = id;
			stored.bytes = found;
			yield stored;
		}
	}

	/** A document by itself; undefined when it is gone. */
	private alone(id: number): Buffer | undefined {
		const [packed, plain] = this.single.get(id) as unknown as [Uint8Array | null, string | null];
		if (packed !== null) return this.packed.unpack(packed);
		return plain === null ? undefined : Buffer.from(plain);
	}
}

const NOTHING = Buffer.alloc(0);
const NO_IDS = new Float64Array(0);
const NO_ROW: BatchRow = [null, null, null];
const MINUS = 45;

/** Reads whole numbers with a comma between each two, one a call. */
function numbersIn(text: string): () => number {
	let at = 0;
	return () => {
		let number = 0;
		const isNegative = text.charCodeAt(at) === MINUS;
		for (at += Number(isNegative); at < text.length; at++) {
			const digit = text.charCodeAt(at) - 48;
			if (digit < 0) break;
			number = number * 10 + digit;
		}
		at++;
		return isNegative ? -number : number;
	};
}

/** Small batches first, as a page may be full soon, and no larger ones than the documents allow. */
class BatchSize {
	private wanted = FIRST;
	private longest = 1;

	/** @param most documents that are wanted, where that is known: they come at once, as many terms cost a search anew for each batch */
	constructor(most?: number) {
		if (most !== undefined) this.wanted = Math.min(MOST, most);
	}

	get next(): number {
		return Math.max(1, Math.min(this.wanted, MOST, Math.floor(BATCH_BYTES / this.longest)));
	}

	had(documents: number, bytes: number): void {
		this.wanted = Math.min(MOST, this.wanted * GROWTH);
		if (documents > 0) this.longest = Math.max(1, bytes / documents);
	}
}
