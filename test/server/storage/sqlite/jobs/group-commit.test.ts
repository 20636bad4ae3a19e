/** One commit for all that arrives together; one failure for the one that failed. */
import { DatabaseSync } from 'node:sqlite';

import { GroupCommit } from '../../../../../server/storage/sqlite/jobs/group-commit';
import { tempFile } from './temp-file';

let db: DatabaseSync;
let other: DatabaseSync;
let commit: GroupCommit;

beforeEach(() => {
	const file = tempFile();
	db = new DatabaseSync(file);
	db.exec('PRAGMA journal_mode = WAL; CREATE TABLE t(n INTEGER PRIMARY KEY CHECK (n < 100))');
	other = new DatabaseSync(file, { readOnly: true });
	commit = new GroupCommit(db);
});
afterEach(() => {
	other.close();
	db.close();
});

const insert = (n: number) => () => db.prepare('INSERT INTO t VALUES (?)').run(n).changes;
const committed = (): unknown[] =>
	(other.prepare('SELECT n FROM t ORDER BY n').all() as { n: number }[]).map(({ n }) => n);

test('operations of one moment share a commit and are answered after it', async () => {
	const exec = jest.spyOn(db, 'exec');
	const seen: unknown[] = [];
	const both = [1, 2].map((n) => commit.run(insert(n)).then(() => seen.push(committed())));
	expect(committed()).toEqual([]);
	await Promise.all(both);
	expect(seen).toEqual([
		[1, 2],
		[1, 2],
	]);
	expect(exec.mock.calls.flat()).toEqual(['BEGIN IMMEDIATE', 'COMMIT']);
});

test('an operation that throws takes back its own writes only', async () => {
	const outcomes = await Promise.allSettled([
		commit.run(insert(1)),
		commit.run(() => {
			insert(2)();
			throw new Error('no');
		}),
		commit.run(insert(3)),
	]);
	expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
	expect(committed()).toEqual([1, 3]);
});

test('a failed commit fails everybody, and the next one works', async () => {
	const exec = db.exec.bind(db);
	jest.spyOn(db, 'exec').mockImplementation((sql) => {
		if (sql === 'COMMIT') throw new Error('disk full');
		exec(sql);
	});
	const outcomes = await Promise.allSettled([commit.run(insert(1)), commit.run(insert(2))]);
	expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
	jest.restoreAllMocks();
	await commit.run(insert(3));
	expect(committed()).toEqual([3]);
});

test('a failure that ended the whole transaction fails all that were in it', async () => {
	const outcomes = await Promise.allSettled([
		commit.run(insert(1)),
		commit.run(() => {
			db.exec('ROLLBACK'); // what SQLite does by itself on an I/O error
			throw new Error('disk I/O error');
		}),
	]);
	expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
	await commit.run(insert(3));
	expect(committed()).toEqual([3]);
});

test('flush commits at once', async () => {
	const done = commit.run(insert(1));
	commit.flush();
	expect(committed()).toEqual([1]);
	expect(await done).toBe(1);
	commit.flush();
});

test('a database that cannot begin fails the operation', async () => {
	db.exec('BEGIN');
	await expect(commit.run(insert(1))).rejects.toThrow(/transaction/);
	db.exec('ROLLBACK');
});
