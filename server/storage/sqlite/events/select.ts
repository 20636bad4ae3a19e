/** Turns a search request into the candidate rows SQLite finds and the check they still need. */
import { type IndexExpression, parseQuery, planQuery, type Query } from '../../../logs/query';
import { firstIdAt, lastIdAt } from '../../../logs/events';
import { type DocumentTest, documentTest, restrict, type SearchRequest } from '../../../logs/store';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import {
	type DocumentRow,
	PackedDocuments,
	type ReadyDictionaries,
} from './documents/packed-documents';
import { documentsWhere, NEWEST_ID } from './documents/schema';
import { matchExpressionOf } from './match-expression';
import type { DictionaryOfRange } from './term-list';

/** A search made ready to run: newest first, by id. */
export interface Selection {
	/** What is searched, filters included. */
	readonly query: Query;
	/** Largest and smallest id to look at. */
	readonly low: number;
	readonly high: number;
	/** FTS5 MATCH string of the candidates. */
	readonly match: string;
	/** FTS5 MATCH string of candidates that are hits without a check; undefined when there are none, or all are. */
	readonly certain?: string | undefined;
	/** Check that the candidates must still pass; undefined when the index already selects exactly the hits. */
	readonly residual: DocumentTest | undefined;
}

/** Every event carries this term: with it "everything" and negations use the index as well. */
const EVERYTHING = '"@"';

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
	const plan = planQuery(ast, { dictionary: dictionary({ low, high }) });
	return {
		query: ast,
		...{ low, high },
		match: matchExpressionOf(plan.candidates) ?? EVERYTHING,
		...(plan.exact
			? { residual: undefined }
			: { residual: documentTest(ast), certain: certainOf(plan.certain) }),
	};
}

function certainOf(certain: IndexExpression): string | undefined {
	return certain.kind === 'none' ? undefined : (matchExpressionOf(certain) ?? EVERYTHING);
}

/** Whether a selection means every event of the range, for which the index is a detour. */
export function isEverything(selection: Selection): boolean {
	return selection.match === EVERYTHING;
}

/**
 * Numbers are bound as floating-point ones, which FTS5 does not take for bounds: it would go through all rows of a term, and
 * leave those outside to SQLite.
 */
const WITHIN = 'BETWEEN CAST(? AS INTEGER) AND CAST(? AS INTEGER)';

/**
 * Documents are compressed but for a few: the plain ones are looked up only where there is no compressed one. Compressed ones
 * are read in hexadecimal, as Node makes a string in a fraction of the time that it needs for a buffer.
 */
const EVENTS = {
	found: `
		SELECT f.rowid AS id, hex(p.doc),
			CASE WHEN p.id IS NULL THEN (SELECT e.doc FROM event_plain e WHERE e.id = f.rowid) END
		FROM event_fts f LEFT JOIN event_packed p ON p.id = f.rowid`,
	all: `
		SELECT id, hex(packed), CASE WHEN packed IS NULL THEN doc END
		FROM (${documentsWhere('id BETWEEN ?1 AND ?2', 'DESC')})`,
	newest: NEWEST_ID,
	one: 'SELECT doc, packed FROM event WHERE id = ?',
};

/** Alerts are few: their documents are plain. */
const ALERTS = {
	found: "SELECT a.id, '', a.doc FROM alert_fts f CROSS JOIN alert a ON a.id = f.rowid",
	all: "SELECT id, '', doc FROM alert WHERE id BETWEEN ? AND ? ORDER BY id DESC LIMIT ?",
	newest: 'SELECT max(id) AS id FROM alert',
	one: 'SELECT doc, NULL AS packed FROM alert WHERE id = ?',
};

/** A document that was found: compressed, in hexadecimal, or else its text. */
export type FoundRow = readonly [id: number, packed: string, plain: string | null];

/** Statements over the table of events, or of alerts, prepared once a connection. */
export class SelectStatements {
	private readonly documents: StatementSync;
	private readonly allDocuments: StatementSync;
	readonly ids: StatementSync;
	readonly count: StatementSync;
	readonly countAll: StatementSync;
	readonly document: StatementSync;
	readonly maxId: StatementSync;
	/** The JSON text of a row that {@link document} found. @throws Error when it was damaged */
	readonly text: (row: DocumentRow) => string;
	/** The same of what {@link found} lists. */
	readonly foundText: (row: FoundRow) => string;

	/** @param dictionaries those of the same database that are ready already */
	constructor(
		database: DatabaseSync,
		table: 'event' | 'alert' = 'event',
		dictionaries?: ReadyDictionaries,
	) {
		const index = `${table}_fts`;
		const matching = `FROM ${index} WHERE ${index} MATCH ? AND rowid ${WITHIN} ORDER BY rowid DESC`;
		const sql = table === 'event' ? EVENTS : ALERTS;
		this.documents = database.prepare(
			`${sql.found} WHERE f.${index} MATCH ? AND f.rowid ${WITHIN} ORDER BY f.rowid DESC LIMIT ?`,
		);
		this.allDocuments = database.prepare(sql.all);
		this.documents.setReturnArrays(true);
		this.allDocuments.setReturnArrays(true);
		this.ids = database.prepare(`SELECT rowid ${matching}`);
		this.ids.setReturnArrays(true);
		this.count = database.prepare(`SELECT count(*) AS n FROM (SELECT 1 ${matching} LIMIT ?)`);
		this.countAll = database.prepare(`SELECT count(*) AS n FROM ${table} WHERE id BETWEEN ? AND ?`);
		this.maxId = database.prepare(sql.newest);
		this.document = database.prepare(sql.one);
		if (table === 'event') {
			const documents = new PackedDocuments(database, dictionaries);
			this.text = (row) => documents.text(row);
			this.foundText = ([, packed, plain]) => plain ?? documents.textOfHex(packed);
		} else {
			this.text = ({ doc }) => doc;
			this.foundText = ([, , plain]) => plain ?? '';
		}
	}

	/** The candidates of a selection, newest first. @param limit most of them, -1 for all */
	found(selection: Pick<Selection, 'match' | 'low' | 'high'>, limit: number): Iterable<FoundRow> {
		const { match, low, high } = selection;
		const rows =
			match === EVERYTHING
				? this.allDocuments.iterate(low, high, limit)
				: this.documents.iterate(match, low, high, limit);
		return rows as unknown as Iterable<FoundRow>;
	}
}
