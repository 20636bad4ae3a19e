/** The tables of compressed documents: the dictionaries, and what of an older layout is still to be compressed. */

/** Plain documents: those of older layouts, and the few that compressing would not make smaller. */
export const PLAIN_DDL =
	'CREATE TABLE event_plain (id INTEGER PRIMARY KEY, doc TEXT NOT NULL) STRICT;';

/**
 * A document is in one of two tables, whose rows `event` shows as one. A column more in one table would not do: a row that
 * becomes smaller leaves its page as large as it was, and adding a column makes SQLite read all of a strict table.
 *
 * `document_dictionary` holds what documents are compressed with, and how many events need it; `best` is the best ratio of
 * compressed to plain text that it had so far, per mille.
 *
 * `document_backlog` has one row: documents with ids from `next` to `last` may be plain, as they are of an older layout or
 * came before there was a dictionary; `total` of them were to be looked at, `looked` have been.
 */
export const DOCUMENT_DDL = `
CREATE TABLE event_packed (id INTEGER PRIMARY KEY, doc BLOB NOT NULL) STRICT;
CREATE VIEW event AS
	SELECT id, doc, NULL AS packed FROM event_plain UNION ALL SELECT id, '', doc FROM event_packed;
CREATE TABLE document_dictionary (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	content BLOB NOT NULL,
	events INTEGER NOT NULL DEFAULT 0,
	best INTEGER
) STRICT;
CREATE TABLE document_backlog (
	id INTEGER PRIMARY KEY CHECK (id = 1),
	next INTEGER,
	last INTEGER,
	total INTEGER NOT NULL DEFAULT 0,
	looked INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO document_backlog (id) VALUES (1);
`;

/**
 * `document_dictionary.of_all` tells a dictionary that was made of documents from all over the store, to compress them anew;
 * events that arrive are not compressed with it. `document_repack` has one row: while `next` is set, documents from `next` to
 * `last` are still to be tried with `dictionary`; `surveyed` is the number of events that had ever been stored when the store
 * was looked at last. `giving_back` is 1 while pages that became free are given back to the file system.
 */
export const REPACK_DDL = `
ALTER TABLE document_dictionary ADD COLUMN of_all INTEGER NOT NULL DEFAULT 0;
CREATE TABLE document_repack (
	id INTEGER PRIMARY KEY CHECK (id = 1),
	next INTEGER,
	last INTEGER,
	dictionary INTEGER,
	total INTEGER NOT NULL DEFAULT 0,
	looked INTEGER NOT NULL DEFAULT 0,
	surveyed INTEGER NOT NULL DEFAULT 0,
	giving_back INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO document_repack (id) VALUES (1);
`;

/** Makes of the table of documents of an older layout the one of the plain ones, all of which are to be compressed. */
export const COMPRESS_ALL = `
ALTER TABLE event RENAME TO event_plain;
${DOCUMENT_DDL}
UPDATE document_backlog SET
	next = (SELECT min(id) FROM event_plain),
	last = (SELECT max(id) FROM event_plain),
	total = coalesce((SELECT sum(events) FROM source), 0);
`;

/**
 * SQL that lists documents in the order of their ids as {@link DocumentRow}s: written out, as SQLite would sort what it reads
 * through the view. Its last parameter, `?3`, is the most rows, -1 for all. By itself in `LIMIT` it would have SQLite plan the
 * statement anew whenever values are bound; so elsewhere.
 *
 * @param where condition on `id`, with parameters `?1` and `?2`
 */
export function documentsWhere(where: string, order: 'ASC' | 'DESC'): string {
	return `
		SELECT id, doc, NULL AS packed FROM event_plain WHERE ${where}
		UNION ALL SELECT id, '' AS doc, doc AS packed FROM event_packed WHERE ${where}
		ORDER BY id ${order} LIMIT ?3 + 0`;
}

/** The smallest and the largest id, which SQLite would not find by the index through the view. */
export const OLDEST_ID = `
SELECT min(id) AS id FROM (SELECT min(id) AS id FROM event_plain UNION ALL SELECT min(id) FROM event_packed)`;
export const NEWEST_ID = `
SELECT max(id) AS id FROM (SELECT max(id) AS id FROM event_plain UNION ALL SELECT max(id) FROM event_packed)`;
