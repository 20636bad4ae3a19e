import { EVERY_EVENT } from '../../../../../server/logs/terms';
import { DatabaseSync } from 'node:sqlite';
import { FTS_OPTIONS } from '../../../../../server/storage/sqlite/events/tokenizer';

describe('FTS_OPTIONS', () => {
	it('make SQLite divide terms at spaces only', () => {
		const database = new DatabaseSync(':memory:');
		database.exec(`CREATE VIRTUAL TABLE t USING fts5(body, ${FTS_OPTIONS})`);
		database.exec("CREATE VIRTUAL TABLE v USING fts5vocab('t', 'row')");
		const ascii = Array.from({ length: 94 }, (_, index) => String.fromCharCode(33 + index)).join(
			'',
		);
		const terms = [EVERY_EVENT, ascii.toLowerCase(), 'a=b\u00a0c\ufffd', '~ärger', '~日本'];
		database.prepare('INSERT INTO t(rowid, body) VALUES (1, ?)').run(terms.join(' '));
		const stored = database
			.prepare('SELECT term FROM v')
			.all()
			.map((row) => row['term']);
		expect(new Set(stored)).toEqual(new Set(terms));
		database.close();
	});
});
