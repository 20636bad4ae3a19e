/** Hits streamed into one binary file: what stands in it, what is counted, and what happens when a page fails. */
import type { IExecuteFunctions } from 'n8n-workflow';
import type { Readable } from 'node:stream';

import type { Page } from '../../../../nodes/Log360/dialects/dialect';
import { hitsFile, type FileSettings } from '../../../../nodes/Log360/files/hitsFile';

interface Written {
	text: string;
	name: string;
	type: string;
	/** Length of the longest piece that was written at once. */
	longest: number;
}

/** A context that keeps the file in memory, as n8n reads it: to the end, or not at all. */
function context(): { context: IExecuteFunctions; file: Written } {
	const file: Written = { text: '', name: '', type: '', longest: 0 };
	const prepareBinaryData = async (stream: Readable, name: string, type: string) => {
		for await (const chunk of stream) {
			file.text += String(chunk);
			file.longest = Math.max(file.longest, (chunk as Buffer).length);
		}
		Object.assign(file, { name, type });
		return { data: '', mimeType: type, fileName: name };
	};
	return { context: { helpers: { prepareBinaryData } } as unknown as IExecuteFunctions, file };
}

const settings = (more: Partial<FileSettings> = {}): FileSettings => ({
	format: 'ndjson',
	fileName: 'hits',
	field: 'data',
	columns: [],
	escapeFormulas: true,
	...more,
});

async function* pages(...sizes: number[]): AsyncGenerator<Page> {
	let n = 0;
	for (const size of sizes) {
		await Promise.resolve();
		yield { hits: Array.from({ length: size }, () => ({ n: (n += 1) })) };
	}
}

async function written(source: AsyncIterable<Page>, limit = Infinity, more = {}) {
	const { context: run, file } = context();
	const item = await hitsFile(run, source, limit, settings(more));
	return { item, file };
}

it('writes one line a hit, and counts hits and pages', async () => {
	const { item, file } = await written(pages(2, 1));
	expect(file).toMatchObject({
		text: '{"n":1}\n{"n":2}\n{"n":3}\n',
		name: 'hits.ndjson',
		type: 'application/x-ndjson',
	});
	expect(item.json).toEqual({ fileName: 'hits.ndjson', hits: 3, pages: 2 });
	expect(item.binary).toEqual({
		data: { data: '', mimeType: 'application/x-ndjson', fileName: 'hits.ndjson' },
	});
});

it('writes CSV with one header over all pages', async () => {
	const { item, file } = await written(pages(2, 1), Infinity, { format: 'csv', columns: ['n'] });
	expect(file).toMatchObject({ text: 'n\r\n1\r\n2\r\n3\r\n', name: 'hits.csv', type: 'text/csv' });
	expect(item.json).toMatchObject({ hits: 3 });
});

it.each(['ndjson', 'csv'] as const)('writes a long page of %s in small pieces', async (format) => {
	const { file } = await written(pages(20_000), Infinity, { format, columns: ['n'] });
	const lines = file.text.trimEnd().split(/\r?\n/);
	const text = (n: number) => (format === 'csv' ? String(n) : `{"n":${n}}`);
	expect(lines.slice(format === 'csv' ? 1 : 0)).toEqual(
		Array.from({ length: 20_000 }, (_, n) => text(n + 1)),
	);
	expect(file.longest).toBeLessThan(64 * 1024);
});

it('makes a hit when it is written, and not the whole page before', async () => {
	let ahead = 0;
	let made = 0;
	let taken = 0;
	async function* source() {
		await Promise.resolve();
		yield {
			hits: {
				length: 1_000,
				*[Symbol.iterator]() {
					for (made = 1; made <= 1_000; made += 1) {
						ahead = Math.max(ahead, made - taken);
						yield { n: made, text: 'x'.repeat(1_000) };
					}
				},
			},
		};
	}
	const prepareBinaryData = async (stream: Readable) => {
		for await (const chunk of stream) taken += String(chunk).split('\n').length - 1;
		return { data: '', mimeType: '' };
	};
	const run = { helpers: { prepareBinaryData } } as unknown as IExecuteFunctions;
	const { json } = await hitsFile(run, source(), Infinity, settings());
	expect(json).toMatchObject({ hits: 1_000 });
	expect(taken).toBe(1_000);
	expect(ahead).toBeLessThan(200);
});

it('puts the file into the field that was named', async () => {
	const { item } = await written(pages(1), Infinity, { field: 'export', fileName: 'mine' });
	expect(Object.keys(item.binary ?? {})).toEqual(['export']);
	expect(item.json.fileName).toBe('mine.ndjson');
});

describe('without hits', () => {
	it('NDJSON is empty', async () => {
		const { item, file } = await written(pages());
		expect(file.text).toBe('');
		expect(item.json).toEqual({ fileName: 'hits.ndjson', hits: 0, pages: 0 });
	});

	it('CSV still has its header', async () => {
		const csv = { format: 'csv' as const };
		expect((await written(pages(), Infinity, { ...csv, columns: ['A', 'B'] })).file.text).toBe(
			'A,B\r\n',
		);
		expect((await written(pages(), Infinity, csv)).file.text).toBe('OTHER_FIELDS\r\n');
	});
});

describe('the limit', () => {
	it.each([
		[1, 1, 1],
		[2, 2, 1],
		[3, 3, 2],
		[4, 4, 2],
		[5, 4, 2],
	])('of %i gives %i hits of %i pages', async (limit, hits, count) => {
		const { item, file } = await written(pages(2, 2), limit);
		expect(item.json).toMatchObject({ hits, pages: count });
		expect(file.text.split('\n').length - 1).toBe(hits);
	});

	it('asks for no page that it does not need', async () => {
		let asked = 0;
		async function* endless(): AsyncGenerator<Page> {
			for (;;) {
				await Promise.resolve();
				asked += 1;
				yield { hits: [{ n: asked }, { n: asked }] };
			}
		}
		await written(endless(), 4);
		expect(asked).toBe(2);
	});
});

it('fails with a page that fails, so that no half file passes for a whole one', async () => {
	async function* failing(): AsyncGenerator<Page> {
		yield* pages(1);
		throw new Error('the cursor expired');
	}
	await expect(written(failing())).rejects.toThrow('the cursor expired');
});

it('writes a workbook, with its name and type, in pieces', async () => {
	const { item, file } = await written(pages(2, 1), Infinity, { format: 'xlsx' });
	expect(file).toMatchObject({
		name: 'hits.xlsx',
		type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
	});
	expect(file.text.startsWith('PK')).toBe(true);
	expect(file.text.match(/<row>/g)).toHaveLength(4);
	expect(item.json).toEqual({ fileName: 'hits.xlsx', hits: 3, pages: 2 });
});

it('says how many cells of a workbook had to be cut', async () => {
	const long = async function* () {
		await Promise.resolve();
		yield { hits: [{ a: 'x'.repeat(40_000), b: 'y' }] };
	};
	const { item } = await written(long(), Infinity, { format: 'xlsx' });
	expect(item.json).toMatchObject({ hits: 1, cutCells: 1 });
});
