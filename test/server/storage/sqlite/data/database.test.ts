import { statSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase } from '../../../../../server/storage/sqlite/data/database';
import { tempFolder } from '../../../../support/temp';

it('cuts the log down again that a large transaction made long', () => {
	const file = join(tempFolder(), 'some.db');
	const database = openDatabase(file, { version: 1, ddl: 'CREATE TABLE t (x BLOB) STRICT;' });
	database.exec(`
		WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000)
		INSERT INTO t SELECT zeroblob(10000) FROM n;
	`);
	expect(statSync(`${file}-wal`).size).toBeGreaterThan(10_000_000);
	database.exec("INSERT INTO t VALUES (x'00')");
	expect(statSync(`${file}-wal`).size).toBeLessThanOrEqual(4 * 2 ** 20);
	database.close();
});
