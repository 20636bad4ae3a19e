/** Values of fields that a thread keeps have a bound, whatever is asked for, and what has no room is read all the same. */
import { DatabaseSync } from 'node:sqlite';
import {
	FieldTerms,
	keptTerms,
} from '../../../../../../server/storage/sqlite/events/segments/field-terms';
import { SPARSE_ROWS } from '../../../../../../server/storage/sqlite/events/index-rows';
import { TermWalk } from '../../../../../../server/storage/sqlite/events/segments/term-walk';
import { FTS_OPTIONS } from '../../../../../../server/storage/sqlite/events/tokenizer';

let database: DatabaseSync;
beforeEach(() => {
	database = new DatabaseSync(':memory:');
	database.exec(`
		CREATE VIRTUAL TABLE i USING fts5(tokens, ${FTS_OPTIONS});
		WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 4999)
		INSERT INTO i (rowid, tokens) SELECT i, 'a=' || i || ' b=x' || i || ' c=' || (i + 100000) FROM n;
	`);
});
afterEach(() => database.close());

const countOf = (terms: FieldTerms, prefix: string, isWanted?: () => boolean) =>
	[...terms.of(prefix, isWanted)].reduce((sum, { count }) => sum + count, 0);

it('keeps values within a bound, whatever fields are asked for', () => {
	const kept = keptTerms(60_000);
	const terms = new FieldTerms(database, new TermWalk(database, 'i', SPARSE_ROWS), 'i', kept);
	for (const prefix of ['a=', 'b=', 'c=', 'a=', 'b=']) expect(countOf(terms, prefix)).toBe(5_000);
	for (let n = 0; n < 1_000; n++) expect(countOf(terms, `nosuch${n}=`)).toBe(0);
	expect(kept.pieces.size).toBeGreaterThan(0);
	expect(kept.pieces.size).toBeLessThanOrEqual(60_000);
	expect(kept.bounds.size).toBeLessThanOrEqual(2 ** 20);
	for (const prefix of ['a=', 'b=', 'c=']) expect(countOf(terms, prefix)).toBe(5_000);
});

it('reads no page for values whose bounds are not asked for, though they have no room', () => {
	const kept = keptTerms(0);
	const terms = new FieldTerms(database, new TermWalk(database, 'i', SPARSE_ROWS), 'i', kept);
	expect(countOf(terms, 'c=')).toBe(5_000);
	expect(kept.pieces.size).toBe(0);
	const seen: unknown[] = [];
	const pieces = terms.of('c=', (bounds) => {
		seen.push(bounds.numbers);
		return false;
	});
	expect([...pieces]).toEqual([]);
	expect(seen).toEqual([{ least: 100_000, most: 104_999 }]);
});
