/** Turns a search request into the candidate rows SQLite finds and the check they still need. */
import { parseQuery, planQuery, type Query } from '../../../logs/query';
import { firstIdAt, lastIdAt } from '../../../logs/events';
import {
	type BytesTest,
	bytesTest,
	type DocumentTest,
	documentTest,
	restrict,
	type SearchRequest,
} from '../../../logs/store';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import {
	type DocumentRow,
	PackedDocuments,
	type ReadyDictionaries,
} from './documents/packed-documents';
import { DocumentBatches, type StoredBytes } from './documents/document-batches';
import { NEWEST_ID } from './documents/schema';
import { candidatesOf, certainMatchOf, EVERYTHING } from './candidates';
import { idsWithin } from './event-set';
import { IndexLists, type ListStatements, newestOf } from './index-lists';
import { isOfFewTerms } from './index-sets';
import { KnownCounts } from './known-counts';
import { HitMemory, KnownHits } from './known-hits';
import type { IdRange } from './tallies/periods';
import type { DictionaryOfRange } from './term-list';
import { WITHIN } from './within';

/** Entries of the index that the candidates of a search that needs a check are put together of: beyond, FTS5 finds them. */
const MOST_POSTINGS = 300_000;

/** A search made ready to run: newest first, by id. */
export interface Selection {
	/** What is searched, filters included. */
	readonly query: Query;
	/** Largest and smallest id to look at. */
	readonly low: number;
	readonly high: number;
	/** FTS5 MATCH string of the candidates. */
	readonly match: string;
	/** Ids of the candidates, ascending, where the plan knows them: they are fewer than what `match` finds. */
	readonly events?: Float64Array | undefined;
	/** FTS5 MATCH string of candidates that are hits without a check; undefined when there are none, or all are. */
	readonly certain?: string | undefined;
	/** Check that the candidates must still pass; undefined when the index already selects exactly the hits. */
	readonly residual: DocumentTest | undefined;
	/** The same of their bytes. */
	readonly residualOfBytes: BytesTest | undefined;
	/** Works out the candidates as a set, or those that need no check; undefined where that takes too much. */
	readonly sets?: SelectionSets | undefined;
}

/** See {@link Selection.sets}; ids ascending, of the whole range of the selection. */
export interface SelectionSets {
	candidates(): Float64Array | undefined;
	certain(): Float64Array | undefined;
}

/**
 * Plans a request.
 *
 * @param dictionary what is known of values and words
 * @throws QuerySyntaxError when the query cannot be parsed
 */
export function selectionOf(
	request: Pick<SearchRequest, 'query' | 'from' | 'to' | 'hosts' | 'logTypes' | 'before' | 'upTo'>,
	dictionary: DictionaryOfRange,
): Selection {
	return planned(restrict(parseQuery(request.query), request), request, dictionary);
}

/** Plans a query whose filters are already part of it. */
export function planned(
	ast: Query,
	request: Pick<SearchRequest, 'from' | 'to' | 'before' | 'upTo'>,
	dictionary: DictionaryOfRange,
): Selection {
	const low = firstIdAt(request.from);
	const high = Math.min(
		lastIdAt(request.to),
		request.upTo ?? Number.MAX_SAFE_INTEGER,
		(request.before ?? Number.MAX_SAFE_INTEGER) - 1,
	);
	const known = dictionary({ low, high });
	const plan = planQuery(ast, { dictionary: known });
	const { match, events, exact } = candidatesOf(plan, known);
	return {
		query: ast,
		...{ low, high, match, events },
		...(exact
			? {
					...{ residual: undefined, residualOfBytes: undefined },
					sets: {
						candidates: () =>
							events ??
							(isOfFewTerms(plan.candidates) ? known.select?.(plan.candidates) : undefined),
						certain: () => undefined,
					},
				}
			: {
					residual: documentTest(ast),
					residualOfBytes: bytesTest(ast),
					certain: events === undefined ? certainMatchOf(plan.certain) : undefined,
					sets: {
						candidates: () => events ?? known.select?.(plan.candidates, MOST_POSTINGS),
						certain: () => known.select?.(plan.certain, MOST_POSTINGS),
					},
				}),
	};
}

/** Candidates of a range: a part of a selection, or all of it. */
export type CandidateRange = Pick<Selection, 'match' | 'events' | 'low' | 'high'>;

/** Whether that means every event of the range, for which the index is a detour. */
export function isEverything({ match, events }: CandidateRange): boolean {
	return match === EVERYTHING && events === undefined;
}

/** The number of candidates. @param most where counting ends */
export function countCandidates(
	statements: Pick<SelectStatements, 'count'>,
	range: CandidateRange,
	most: number,
): number {
	const { match, events } = range;
	if (events !== undefined) return Math.min(most, idsWithin(events, range).length);
	return statements.count(match, range, most);
}

/** The same for totals, of which parts may be known. Call inside a read transaction. */
export function countAllCandidates(
	statements: Pick<SelectStatements, 'count' | 'known'>,
	range: CandidateRange,
	most: number,
): number {
	if (range.events !== undefined || statements.known === undefined)
		return countCandidates(statements, range, most);
	return statements.known.of(range, most);
}

/**
 * Documents are compressed but for a few: the plain ones are looked up only where there is no compressed one. Compressed ones
 * are read in hexadecimal, as Node makes a string in a fraction of the time that it needs for a buffer.
 */
const EVENTS = {
	found: (id: string) => `
		SELECT ${id}, hex(p.doc),
			CASE WHEN p.id IS NULL THEN (SELECT e.doc FROM event_plain e WHERE e.id = ${id}) END
		FROM event_fts f LEFT JOIN event_packed p ON p.id = ${id}`,
	all: 'SELECT id, hex(doc), NULL FROM event_packed WHERE id BETWEEN ? AND ? ORDER BY id DESC',
	plain: "SELECT id, '', doc FROM event_plain WHERE id BETWEEN ? AND ? ORDER BY id DESC LIMIT 1",
	newest: NEWEST_ID,
	one: 'SELECT doc, packed FROM event WHERE id = ?',
	known: `
		SELECT ?1, hex(p.doc), e.doc FROM (SELECT 1)
		LEFT JOIN event_packed p ON p.id = ?1 LEFT JOIN event_plain e ON e.id = ?1`,
};

/** Alerts are few: their documents are plain. */
const ALERTS = {
	found: (id: string) =>
		`SELECT a.id, '', a.doc FROM alert_fts f CROSS JOIN alert a ON a.id = ${id}`,
	all: "SELECT id, '', doc FROM alert WHERE id BETWEEN ? AND ? ORDER BY id DESC",
	plain: "SELECT id, '', doc FROM alert WHERE false AND id BETWEEN ? AND ?",
	newest: 'SELECT max(id) AS id FROM alert',
	one: 'SELECT doc, NULL AS packed FROM alert WHERE id = ?',
	known: "SELECT id, '', doc FROM alert WHERE id = ?",
};

/** A document that was found: compressed, in hexadecimal, or else its text. */
export type FoundRow = readonly [id: number, packed: string, plain: string | null];

/** Statements over the table of events, or of alerts, prepared once a connection. */
export class SelectStatements {
	private readonly lists: IndexLists;
	private readonly documents: ListStatements;
	private readonly allDocuments: StatementSync;
	private readonly newestPlain: StatementSync;
	private readonly one: StatementSync;
	private readonly ids: ListStatements;
	/** Opens what reads many documents at once; undefined for alerts. */
	private readonly openBatches: (() => DocumentBatches) | undefined;
	private openedBatches: DocumentBatches | undefined;
	private readonly countWhole: StatementSync;
	private readonly countSome: StatementSync;
	readonly countAll: StatementSync;
	readonly document: StatementSync;
	readonly maxId: StatementSync;
	/** Counts of events that were made before; undefined for alerts. */
	readonly known: KnownCounts | undefined;
	/** Hits that were checked before; undefined for alerts. */
	readonly hits: KnownHits | undefined;
	/** The JSON text of a row that {@link document} found. @throws Error when it was damaged */
	readonly text: (row: DocumentRow) => string;
	/** The same of what {@link found} lists. */
	readonly foundText: (row: FoundRow) => string;
	/** Its bytes, as a view that holds until the next call; undefined for a plain one. */
	readonly foundBytes: (row: FoundRow) => Buffer | undefined;

	/**
	 * @param dictionaries those of the same database that are ready already
	 * @param memory of hits, that of all connections of the thread to this database
	 */
	constructor(
		database: DatabaseSync,
		table: 'event' | 'alert' = 'event',
		dictionaries?: ReadyDictionaries,
		memory = new HitMemory(),
	) {
		const index = `${table}_fts`;
		const sql = table === 'event' ? EVENTS : ALERTS;
		this.lists = IndexLists.of(database, table);
		this.documents = this.lists.statements(
			(idOf) =>
				`${sql.found(idOf('f.rowid'))} WHERE f.${index} MATCH ? AND f.rowid ${WITHIN} ORDER BY f.rowid DESC LIMIT ? + 0`,
		);
		this.allDocuments = database.prepare(sql.all);
		this.newestPlain = database.prepare(sql.plain);
		this.one = database.prepare(sql.known);
		for (const statement of [this.allDocuments, this.newestPlain, this.one])
			statement.setReturnArrays(true);
		const matching = `FROM ${index} WHERE ${index} MATCH ? AND rowid ${WITHIN}`;
		this.ids = this.lists.statements(
			(idOf) => `SELECT ${idOf('rowid')} ${matching} ORDER BY rowid DESC`,
		);
		this.countWhole = database.prepare(`SELECT count(*) AS n ${matching}`);
		this.countSome = database.prepare(
			`SELECT count(*) AS n FROM (SELECT 1 ${matching} LIMIT ? + 0)`,
		);
		this.countAll = database.prepare(`SELECT count(*) AS n FROM ${table} WHERE id BETWEEN ? AND ?`);
		this.maxId = database.prepare(sql.newest);
		this.document = database.prepare(sql.one);
		if (table === 'event') {
			const documents = new PackedDocuments(database, dictionaries);
			this.known = new KnownCounts(database, (part, most) => countCandidates(this, part, most));
			this.hits = new KnownHits(database, memory);
			this.openBatches = () => new DocumentBatches(database, documents);
			this.text = (row) => documents.text(row);
			this.foundText = ([, packed, plain]) => plain ?? documents.textOfHex(packed);
			this.foundBytes = ([, packed, plain]) =>
				plain === null ? documents.bytesOfHex(packed) : undefined;
		} else {
			this.known = undefined;
			this.hits = undefined;
			this.openBatches = undefined;
			this.text = ({ doc }) => doc;
			this.foundText = ([, , plain]) => plain ?? '';
			this.foundBytes = () => undefined;
		}
	}

	/**
	 * The number of events that a MATCH expression finds in a range. Oldest first, which takes FTS5 two thirds of the time that it
	 * takes it to go back, or half where a range begins amid the rows of a term.
	 *
	 * @param most where counting ends
	 */
	count(match: string, range: IdRange, most: number): number {
		const { dense, sparse } = this.lists.within(range);
		const found = this.countRows(match, dense, most);
		const left = most === Number.MAX_SAFE_INTEGER ? most : most - found;
		return left > 0 ? found + this.countRows(match, sparse, left) : found;
	}

	private countRows(match: string, rows: IdRange | undefined, most: number): number {
		if (rows === undefined) return 0;
		const { low, high } = rows;
		const row =
			most === Number.MAX_SAFE_INTEGER
				? this.countWhole.get(match, low, high)
				: this.countSome.get(match, low, high, most);
		return Number(row?.['n']);
	}

	/** The candidates of a range, newest first. @param limit most of them, -1 for all */
	found(range: CandidateRange, limit: number): Iterable<FoundRow> {
		const { match, events, low, high } = range;
		if (events !== undefined) return this.documentsOf(idsWithin(events, range), limit);
		if (isEverything(range)) return this.everything(range, limit);
		return newestOf(
			this.lists.within({ low, high }),
			this.documents,
			(statement, rows) =>
				statement.iterate(match, rows.low, rows.high, limit) as unknown as Iterable<FoundRow>,
			limit,
		);
	}

	/**
	 * All of them as bytes, many at a time, newest first; one object stands for all of them, one after another.
	 *
	 * @param most how many are wanted, where that is known
	 */
	candidates(range: CandidateRange, most?: number): Iterable<StoredBytes> {
		const { match, events } = range;
		if (this.openBatches === undefined) return this.oneByOne(range);
		// Not when the connection opens: a start waits for the first search.
		const batches = (this.openedBatches ??= this.openBatches());
		if (events !== undefined) return batches.of(idsWithin(events, range), most);
		if (!isEverything(range)) return batches.matchingOf(match, range, most);
		// Plain documents stand in another table, and have to be put between.
		const plain = this.newestPlain.get(range.low, range.high);
		return plain === undefined ? batches.packedOf(range, most) : this.oneByOne(range);
	}

	private *oneByOne(range: CandidateRange): Generator<StoredBytes, void, undefined> {
		for (const row of this.found(range, -1)) {
			const bytes = this.foundBytes(row) ?? Buffer.from(this.foundText(row));
			yield { id: row[0], bytes };
		}
	}

	/** Their ids alone. */
	foundIds(range: CandidateRange): Iterable<readonly [id: number]> {
		const { match, events, low, high } = range;
		if (events !== undefined) return descending(idsWithin(events, range));
		return newestOf(
			this.lists.within({ low, high }),
			this.ids,
			(statement, rows) =>
				statement.iterate(match, rows.low, rows.high) as unknown as Iterable<readonly [number]>,
		);
	}

	private *documentsOf(ids: Float64Array, limit: number): Generator<FoundRow> {
		let left = limit;
		for (const [id] of descending(ids)) {
			if (left-- === 0) return;
			const row = this.one.get(id) as unknown as FoundRow | undefined;
			// The index may have events that are gone; such sets are never exact, and one more of them does no harm.
			if (row !== undefined && (row[1] !== '' || row[2] !== null)) yield row;
		}
	}

	/** Both kinds of documents, one by one: SQLite would need twice the time to put them in order. */
	private *everything({ low, high }: IdRange, limit: number): Generator<FoundRow> {
		let left = limit;
		const plainBelow = (id: number) =>
			this.newestPlain.get(low, id) as unknown as FoundRow | undefined;
		let plain = plainBelow(high);
		for (const row of this.allDocuments.iterate(low, high) as unknown as Iterable<FoundRow>) {
			for (; plain !== undefined && plain[0] > row[0]; plain = plainBelow(plain[0] - 1)) {
				if (left-- === 0) return;
				yield plain;
			}
			if (left-- === 0) return;
			yield row;
		}
		for (; plain !== undefined; plain = plainBelow(plain[0] - 1)) {
			if (left-- === 0) return;
			yield plain;
		}
	}
}

function* descending(ids: Float64Array): Generator<readonly [id: number]> {
	for (let at = ids.length - 1; at >= 0; at--) yield [ids[at] as number];
}
