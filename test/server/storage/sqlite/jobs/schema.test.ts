/** The job database is durable, gives space back, and no hot statement walks a whole table. */
import type { DatabaseSync } from 'node:sqlite';

import { openJobDatabase, openJobReader } from '../../../../../server/storage/sqlite/jobs/schema';
import { tempFile } from './temp-file';

let db: DatabaseSync;
let file: string;

beforeEach(() => {
	file = tempFile();
	db = openJobDatabase(file);
});
afterEach(() => db.close());

const pragma = (name: string): unknown =>
	Object.values(db.prepare(`PRAGMA ${name}`).get() ?? {})[0];

test('a commit is flushed to the disk before it is answered', () => {
	expect(pragma('journal_mode')).toBe('wal');
	expect(pragma('synchronous')).toBe(2);
});

test('freed pages can be given back', () => {
	expect(pragma('auto_vacuum')).toBe(2);
});

test('opening again changes nothing', () => {
	db.exec(`INSERT INTO page(key, count, ids) VALUES (1, 0, x'')`);
	db.close();
	db = openJobDatabase(file);
	expect(db.prepare('SELECT count(*) AS pages FROM page').get()).toEqual({ pages: 1 });
});

test('the reader cannot write', () => {
	const reader = openJobReader(file);
	expect(() => reader.exec('DELETE FROM job')).toThrow(/readonly/);
	reader.close();
});

test.each([
	['read a page', 'SELECT ids FROM page WHERE key = 1'],
	['read a job', `SELECT * FROM job WHERE id = 'x'`],
	[
		'find the next job of an owner',
		`SELECT seq, owner, priority FROM job WHERE state = 'QUEUED' AND ready = 1 AND kind = ? AND owner = ?
		ORDER BY priority DESC, seq LIMIT 1`,
	],
	[
		'find the owners with jobs',
		`SELECT min(owner) FROM job WHERE state = 'QUEUED' AND ready = 1 AND kind = ? AND owner > ?`,
	],
	[
		'find what is due',
		`UPDATE job SET ready = 1 WHERE state = 'QUEUED' AND ready = 0 AND due <= ?`,
	],
	[
		'count what runs',
		`SELECT owner, count(*) FROM job WHERE state = 'RUNNING' AND kind = ? GROUP BY owner`,
	],
	[
		'find what expires',
		`SELECT * FROM job WHERE state <> 'EXPIRED' AND expires <= ? ORDER BY expires`,
	],
	[
		'list an owner’s jobs',
		`SELECT * FROM job WHERE state <> 'EXPIRED' AND owner = ? ORDER BY seq DESC`,
	],
])('an index serves to %s', (_what, sql) => {
	const plan = db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all() as { detail: string }[];
	expect(plan.map(({ detail }) => detail)).toEqual([expect.stringMatching(/^SEARCH /)]);
});
