/** The stream of text pieces: order, encoding, errors, and that it never runs ahead of its reader. */
import { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { streamOf } from '../../../../nodes/Log360/transport/stream';

async function* pieces(...texts: string[]) {
	for (const text of texts) {
		await Promise.resolve();
		yield text;
	}
}

async function read(stream: unknown): Promise<string> {
	const chunks: Buffer[] = [];
	for await (const chunk of stream as Readable) chunks.push(Buffer.from(chunk as Buffer));
	return Buffer.concat(chunks).toString('utf8');
}

it('is a stream of Node.js, though the module is never imported', () => {
	expect(streamOf(pieces())).toBeInstanceOf(Readable);
});

it('gives the pieces in their order', async () => {
	expect(await read(streamOf(pieces('a', 'b\n', 'c')))).toBe('ab\nc');
});

it('is empty without pieces', async () => {
	expect(await read(streamOf(pieces()))).toBe('');
});

it('leaves out empty pieces without ending', async () => {
	expect(await read(streamOf(pieces('a', '', 'b')))).toBe('ab');
});

it('writes UTF-8', async () => {
	const text = 'Müller 日本 🙂 \u0000';
	expect(await read(streamOf(pieces(text)))).toBe(text);
});

it('hands on an error of its source', async () => {
	async function* failing() {
		yield 'a';
		await Promise.resolve();
		throw new Error('the page failed');
	}
	await expect(read(streamOf(failing()))).rejects.toThrow('the page failed');
});

it('closes its source when the reader goes away', async () => {
	let closed = false;
	async function* endless() {
		try {
			for (;;) {
				await Promise.resolve();
				yield 'x'.repeat(1000);
			}
		} finally {
			closed = true;
		}
	}
	const stream = streamOf(endless()) as Readable;
	for await (const _chunk of stream) break;
	expect(closed).toBe(true);
});

it('asks for little more than a slow reader has taken', async () => {
	const size = 64 * 1024;
	let made = 0;
	let taken = 0;
	let ahead = 0;
	async function* many() {
		for (made = 1; made <= 100; made += 1) {
			await Promise.resolve();
			ahead = Math.max(ahead, made - taken);
			yield 'x'.repeat(size);
		}
	}
	const slow = new Writable({
		highWaterMark: 1,
		write(_chunk, _encoding, done) {
			taken += 1;
			setImmediate(done);
		},
	});
	await pipeline(streamOf(many()) as Readable, slow);
	expect(taken).toBe(100);
	expect(ahead).toBeLessThan(6);
});
