/** The schema in PostgreSQL: how it is made, by several servers at once too, and what goes wrong. */
import { PostgresDatabase } from '../../../server/storage/postgres';
import {
	administer,
	cutConnections,
	describePostgres,
	newSchema,
	openPostgres,
	postgresUrl,
} from './fixture';

const LAYOUT = {
	part: 'things',
	steps: [
		'CREATE TABLE thing (id bigint PRIMARY KEY, name text NOT NULL); CREATE TABLE log (at integer)',
		'INSERT INTO log VALUES (2)',
		'ALTER TABLE thing ADD COLUMN weight integer; INSERT INTO log VALUES (3)',
	],
};

describePostgres('A schema in PostgreSQL', () => {
	it('is made once, however many servers start at the same time', async () => {
		const schema = newSchema();
		const databases = await Promise.all(
			Array.from({ length: 8 }, () => openPostgres([LAYOUT], schema)),
		);
		for (const database of databases)
			expect(await database.read((sql) => sql.all('SELECT at FROM log ORDER BY at'))).toEqual([
				{ at: 2 },
				{ at: 3 },
			]);
	});

	it('is brought up to date from an older version, and keeps what is in it', async () => {
		const schema = newSchema();
		const old = await openPostgres([{ ...LAYOUT, steps: LAYOUT.steps.slice(0, 1) }], schema);
		await old.transaction((sql) => sql.run(`INSERT INTO thing VALUES (1, 'kept')`));
		const now = await openPostgres([LAYOUT], schema);
		expect(await now.read((sql) => sql.all('SELECT * FROM thing'))).toEqual([
			{ id: 1, name: 'kept', weight: null },
		]);
	});

	it('stays as it was when a step fails', async () => {
		const schema = newSchema();
		const wrong = { ...LAYOUT, steps: [...LAYOUT.steps, 'CREATE TABLE thing (id bigint)'] };
		await expect(openPostgres([wrong], schema)).rejects.toThrow('already exists');
		const database = await openPostgres([LAYOUT], schema);
		expect(await database.read((sql) => sql.all('SELECT at FROM log'))).toHaveLength(2);
	});

	it('is refused when a newer version wrote it', async () => {
		const schema = newSchema();
		await openPostgres([LAYOUT], schema);
		await expect(openPostgres([{ ...LAYOUT, steps: [] }], schema)).rejects.toThrow(
			`"${schema}" in PostgreSQL was written by a newer version of log360-server (things: layout 3, this one knows 0)`,
		);
	});

	it('is told apart from an unreachable server, without the password', async () => {
		const url = new URL(postgresUrl());
		const { password } = url;
		url.port = '1';
		const failed = PostgresDatabase.open({ url: url.href }, [LAYOUT]);
		await expect(failed).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
		const wrong = new URL(postgresUrl());
		wrong.password = 'wrong-password';
		for (const address of [url.href, wrong.href]) {
			const error = await PostgresDatabase.open({ url: address }, []).catch((it: Error) => it);
			const text = `${String(error)} ${JSON.stringify(error)} ${(error as Error).stack}`;
			expect(text).not.toContain(password);
			expect(text).not.toContain('wrong-password');
		}
	});

	it('writes one at a time, and whole', async () => {
		const schema = newSchema();
		const servers = await Promise.all([
			openPostgres([LAYOUT], schema),
			openPostgres([LAYOUT], schema),
		]);
		const add = (n: number) =>
			servers[n % 2]?.write('things', async (sql) => {
				const last = await sql.one<{ id: number }>('SELECT coalesce(max(id), 0) AS id FROM thing');
				await sql.run(`INSERT INTO thing VALUES ($1, 'x')`, [(last?.id ?? 0) + 1]);
				if (n % 5 === 0) throw new Error('taken back');
			});
		const ended = await Promise.allSettled(Array.from({ length: 50 }, (_, n) => add(n)));
		expect(ended.filter(({ status }) => status === 'fulfilled')).toHaveLength(40);
		const ids = await servers[0].read((sql) => sql.all('SELECT id FROM thing ORDER BY id'));
		expect(ids).toEqual(Array.from({ length: 40 }, (_, n) => ({ id: n + 1 })));
	});

	it('makes again what the engine took back because two waited for each other', async () => {
		const database = await openPostgres([LAYOUT]);
		await database.transaction((sql) => sql.run(`INSERT INTO thing VALUES (1, ''), (2, '')`));
		let met: () => void = () => undefined;
		const both = new Promise<void>((resolve) => (met = resolve));
		let arrived = 0;
		const cross = (first: number, second: number) =>
			database.transaction(async (sql) => {
				await sql.run('UPDATE thing SET name = name || $2 WHERE id = $1', [first, 'a']);
				if (++arrived === 2) met();
				await both;
				await sql.run('UPDATE thing SET name = name || $2 WHERE id = $1', [second, 'a']);
			});
		await Promise.all([cross(1, 2), cross(2, 1)]);
		const names = await database.read((sql) => sql.all('SELECT name FROM thing'));
		expect(names).toEqual([{ name: 'aa' }, { name: 'aa' }]);
		expect(arrived).toBeGreaterThan(2);
	});

	it('answers a ping, and no more once it is closed', async () => {
		const database = await openPostgres([LAYOUT]);
		await database.ping();
		await database.close();
		await expect(database.ping()).rejects.toThrow();
	});

	it('tells who was cut off, and goes on with new connections', async () => {
		const database = await openPostgres([LAYOUT]);
		const cut = database.transaction(async (sql) => {
			await sql.run(`INSERT INTO thing VALUES (7, 'x')`);
			await cutConnections();
			await sql.run(`INSERT INTO thing VALUES (8, 'x')`);
		});
		await expect(cut).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
		expect(await database.read((sql) => sql.all('SELECT * FROM thing'))).toEqual([]);
	});

	it('refuses numbers that would become others, and keeps text without U+0000', async () => {
		const database = await openPostgres([LAYOUT]);
		await database.transaction((sql) => sql.run('INSERT INTO thing VALUES (1, $1)', ['a\0b']));
		expect(await database.read((sql) => sql.one('SELECT name FROM thing'))).toEqual({
			name: 'a\uFFFDb',
		});
		const huge = database.read((sql) => sql.one('SELECT 9007199254740993::bigint AS id'));
		await expect(huge).rejects.toThrow('9007199254740993 is too large');
		await administer((client) => client.query('SELECT 1'));
	});
});
