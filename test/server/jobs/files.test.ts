/** Job files: whole or not there, with size and checksum. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';

import { JobFiles } from '../../../server/jobs/files';
import { tempFile } from '../storage/sqlite/jobs/temp-file';

const live = new AbortController().signal;
const directory = (): string => join(dirname(tempFile()), 'exports');

async function* chunks(...parts: (string | Uint8Array | Error)[]) {
	for (const part of parts) {
		if (part instanceof Error) throw part;
		yield part;
	}
}

test('what was streamed is in the file, with its size and checksum', async () => {
	const files = new JobFiles(directory());
	const stored = await files.write('job1', chunks('Grüße ', Buffer.from('42')), live);
	const content = Buffer.from('Grüße 42');
	expect(stored).toEqual({
		size: content.length,
		sha256: createHash('sha256').update(content).digest('hex'),
	});
	expect(await text(await files.read('job1', stored))).toBe('Grüße 42');
});

test('a second run replaces the file', async () => {
	const files = new JobFiles(directory());
	await files.write('job1', chunks('first, and longer'), live);
	const stored = await files.write('job1', chunks('second'), live);
	expect(await text(await files.read('job1', stored))).toBe('second');
});

test('a producer that fails leaves nothing behind', async () => {
	const path = directory();
	const files = new JobFiles(path);
	await expect(files.write('job1', chunks('half', new Error('no evidence')), live)).rejects.toThrow(
		'no evidence',
	);
	expect(readdirSync(path)).toEqual([]);
});

test('an abort leaves nothing behind', async () => {
	const path = directory();
	const stop = new AbortController();
	async function* body() {
		yield 'half';
		stop.abort();
		yield 'rest';
	}
	await expect(new JobFiles(path).write('job1', body(), stop.signal)).rejects.toThrow(/abort/i);
	expect(readdirSync(path)).toEqual([]);
});

test('a file that was cut is not handed out', async () => {
	const path = directory();
	const files = new JobFiles(path);
	const stored = await files.write('job1', chunks('whole'), live);
	truncateSync(join(path, 'job1'), 3);
	await expect(files.read('job1', stored)).rejects.toThrow('has 3 bytes instead of 5');
});

test('removing is repeatable', async () => {
	const path = directory();
	const files = new JobFiles(path);
	await files.write('job1', chunks('x'), live);
	await files.remove('job1');
	await files.remove('job1');
	expect(readdirSync(path)).toEqual([]);
});

test('after a crash, unfinished and ownerless files are removed', async () => {
	const path = directory();
	const files = new JobFiles(path);
	await files.write('kept', chunks('x'), live);
	await files.write('gone', chunks('x'), live);
	writeFileSync(join(path, 'kept.part'), 'half');
	expect(await files.removeOrphans(async (id) => id === 'kept')).toBe(2);
	expect(readdirSync(path)).toEqual(['kept']);
	expect(readFileSync(join(path, 'kept'), 'utf8')).toBe('x');
});

test('without a directory there are no orphans', async () => {
	expect(await new JobFiles(directory()).removeOrphans(async () => true)).toBe(0);
});

test.each(['../etc', 'a/b', '', 'a.part'])('%p cannot name a file', async (id) => {
	await expect(new JobFiles(directory()).write(id, chunks('x'), live)).rejects.toThrow(
		'cannot name a file',
	);
});
