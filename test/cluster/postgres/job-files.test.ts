/** Files of jobs in PostgreSQL: whole or not at all, and the same at every server. */
import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { JOB_FILE_LAYOUT, PostgresJobFiles } from '../../../server/storage/postgres';
import { describePostgres, newSchema, openPostgres } from './fixture';

const LIVE = new AbortController().signal;

async function* chunks(...parts: (string | Uint8Array)[]): AsyncGenerator<string | Uint8Array> {
	yield* parts;
}

describePostgres('files of jobs', () => {
	const schema = newSchema();
	const open = async () => {
		const database = await openPostgres([JOB_FILE_LAYOUT], schema);
		const pieces = async () =>
			(
				await database.read((sql) =>
					sql.one<{ n: number }>('SELECT count(*) AS n FROM job_file_piece'),
				)
			)?.n;
		return { database, files: new PostgresJobFiles(database), pieces };
	};

	test('come back at another server as they were written, in many pieces', async () => {
		const [one, other] = [await open(), await open()];
		const large = Buffer.alloc(700_000, 'äöü€');
		const whole = Buffer.concat([Buffer.from('ä first '), large, Buffer.from(' last')]);
		const stored = await one.files.write('a', chunks('ä first ', large, ' last'), LIVE);
		expect(stored).toEqual({
			size: whole.length,
			sha256: createHash('sha256').update(whole).digest('hex'),
		});
		expect(await one.pieces()).toBe(3);
		expect((await buffer(await other.files.read('a', stored))).equals(whole)).toBe(true);
		await expect(other.files.read('a', { size: 5 })).rejects.toThrow(`${whole.length} bytes`);
		await expect(other.files.read('b', stored)).rejects.toThrow('no file of job b');
	});

	test('are replaced by a second run, and gone with all their pieces when they are removed', async () => {
		const { files, pieces } = await open();
		const stored = await files.write('a', chunks('second'), LIVE);
		expect(String(await buffer(await files.read('a', stored)))).toBe('second');
		expect(await pieces()).toBe(1);
		const empty = await files.write('empty', chunks(), LIVE);
		expect(await buffer(await files.read('empty', empty))).toHaveLength(0);
		for (const id of ['a', 'empty', 'never there']) await files.remove(id);
		expect(await pieces()).toBe(0);
		await expect(files.read('a', stored)).rejects.toThrow('no file');
	});

	test('leave nothing behind when they are stopped or fail, and the one before stays', async () => {
		const { files, pieces } = await open();
		const before = await files.write('a', chunks('before'), LIVE);
		const stop = new AbortController();
		async function* endless() {
			for (;;) {
				yield Buffer.alloc(300_000);
				stop.abort();
			}
		}
		await expect(files.write('a', endless(), stop.signal)).rejects.toThrow(/abort/i);
		async function* failing() {
			yield Buffer.alloc(300_000);
			throw new Error('the producer failed');
		}
		await expect(files.write('a', failing(), LIVE)).rejects.toThrow('the producer failed');
		expect(await pieces()).toBe(1);
		expect(String(await buffer(await files.read('a', before)))).toBe('before');
	});

	test('of jobs that are gone, and pieces that nobody goes on with, are removed at a start', async () => {
		const { database, files, pieces } = await open();
		await files.write('live', chunks('x'), LIVE);
		await files.write('dead', chunks('y'), LIVE);
		const piece = (content: number, days: number) =>
			database.transaction((sql) =>
				sql.run(
					`INSERT INTO job_file_piece VALUES ($1, 0, 'z', now() - make_interval(days => $2))`,
					[content, days],
				),
			);
		// Of a server that died two days ago, and of one that may be writing now.
		await piece(1_001, 2);
		await piece(1_002, 0);
		expect(await files.removeOrphans(async (id) => id !== 'dead')).toBe(1);
		expect(await pieces()).toBe(3);
		await expect(files.read('dead', { size: 1 })).rejects.toThrow('no file');
		expect(String(await buffer(await files.read('live', { size: 1 })))).toBe('x');
	});
});
