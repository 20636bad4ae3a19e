import { DatabaseSync } from 'node:sqlite';
import { transaction } from '../../../../../server/storage/sqlite/data/transaction';

const database = new DatabaseSync(':memory:');
database.exec('CREATE TABLE t (n INTEGER)');
const count = () => database.prepare('SELECT count(*) AS n FROM t').get()?.['n'];

it('keeps what its work did, and hands its result on', () => {
	expect(transaction(database, () => database.exec('INSERT INTO t VALUES (1)') ?? 'done')).toBe(
		'done',
	);
	expect(count()).toBe(1);
});

it('keeps nothing when the work throws', () => {
	expect(() =>
		transaction(database, () => {
			database.exec('INSERT INTO t VALUES (2)');
			throw new Error('no');
		}),
	).toThrow('no');
	expect(count()).toBe(1);
	expect(database.isTransaction).toBe(false);
});
