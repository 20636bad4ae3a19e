/** Tries whether this SQLite keeps its full-text indexes as they are read here, which no interface promises. */
import { DatabaseSync } from 'node:sqlite';
import { SPARSE_ROWS } from '../index-rows';
import { FTS_OPTIONS } from '../tokenizer';
import { TermWalk } from './term-walk';

/** Enough rows for a term to go on over several pages. */
const ROWS = 400;
const FIRST_ID = 1_767_225_600_000_000;
/** Rows of early events are negative. */
const BELOW_0 = -(2 ** 45);

let probed: boolean | undefined;

/** Whether a small index reads as it was written: several segments, a long list of rows, a removed row; tried once a thread. */
export function readsSegments(): boolean {
	return (probed ??= probe());
}

const inOrder = (rows: number[]) => rows.sort((one, other) => one - other).join();

function probe(): boolean {
	const database = new DatabaseSync(':memory:');
	try {
		database.exec(`
			CREATE VIRTUAL TABLE probe USING fts5(tokens, ${FTS_OPTIONS});
			INSERT INTO probe (probe, rank) VALUES ('pgsz', 512);
			WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ${ROWS} - 1)
			INSERT INTO probe (rowid, tokens)
				SELECT ${FIRST_ID} + i * 1000003, 'a=x b=' || i || ' b=y' || (i % 7) || ' c=z' FROM n;
			INSERT INTO probe (rowid, tokens) VALUES (${BELOW_0}, 'b=low c=z'), (7, 'b=low'), (${FIRST_ID} + 1, 'b=late c=z');
			INSERT INTO probe (probe, rowid, tokens) VALUES ('delete', ${FIRST_ID}, 'a=x b=0 b=y0 c=z');
		`);
		const found = new Map<string, number[]>();
		let rows: number[] = [];
		let removed = 0;
		new TermWalk(database, 'probe', SPARSE_ROWS).visit('b=', {
			term: (bytes, start, end) => {
				const text = bytes.toString('utf8', start, end);
				rows = found.get(text) ?? [];
				found.set(text, rows);
				return true;
			},
			row: (id) => rows.push(id),
			removed: () => removed++,
		});
		const wanted = database.prepare('SELECT rowid AS id FROM probe WHERE probe MATCH ?');
		const terms = [
			...Array(ROWS).keys(),
			...[0, 1, 2, 3, 4, 5, 6].map((n) => `y${n}`),
			'late',
			'low',
		];
		return (
			removed === 2 &&
			found.size === terms.length &&
			terms.every((term) => {
				// What was removed later is still told of the older segment.
				const ids = (found.get(String(term)) ?? []).filter((id) => id !== FIRST_ID);
				const other = wanted.all(`"b=${term}"`).map(({ id }) => id as number);
				return inOrder(ids) === inOrder(other);
			})
		);
	} catch {
		return false;
	} finally {
		database.close();
	}
}
