/** Lists that come in windows: which windows are asked for, and that none is skipped or repeated while the list changes. */
import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import type { Window } from '../../../../nodes/Log360/dialects/dialect';
import { readList } from '../../../../nodes/Log360/dialects/read';
import { readWindows } from '../../../../nodes/Log360/transport/windows';
import type { Call } from '../../../../nodes/Log360/transport/call';
import { failedBy, fakeClient } from './fakeClient';
import { runs } from '../../../support/runs';

const list = {
	call: ({ from, size }: Window): Call => ({
		purpose: 'list',
		generation: 'v2',
		method: 'GET',
		path: '/list',
		query: { from, size },
		repeatable: 'always',
	}),
	read: (body: unknown) => readList(body, ['list']) ?? [],
	identity: ({ n }: IDataObject) => String(n),
};
const rows = (from: number, count: number) => ({
	data: { list: Array.from({ length: count }, (_, index) => ({ n: from + index })) },
});
const numbers = (found: readonly IDataObject[]) => found.map(({ n }) => n);

it('reads windows that begin with the last record of the one before, until one is not full', async () => {
	const client = fakeClient([rows(1, 3), rows(3, 3), rows(5, 2)]);
	expect(numbers(await readWindows(client, list, Infinity, 3))).toEqual([1, 2, 3, 4, 5, 6]);
	expect(client.sent()).toEqual([
		{ from: 1, size: 3 },
		{ from: 3, size: 3 },
		{ from: 5, size: 3 },
	]);
});

it('reads one window too many where the last one was full', async () => {
	const client = fakeClient([rows(1, 3), rows(3, 1)]);
	expect(await readWindows(client, list, Infinity, 3)).toHaveLength(3);
	expect(client.calls).toHaveLength(2);
});

it('takes the whole list of a server that ignores the window, once', async () => {
	const client = fakeClient([rows(1, 250)]);
	expect(await readWindows(client, list, Infinity)).toHaveLength(250);
	expect(client.calls).toHaveLength(1);
});

it('stops where the same full window comes again and again', async () => {
	const client = fakeClient(() => rows(1, 3));
	expect(await readWindows(client, list, Infinity, 3)).toHaveLength(3);
	expect(client.calls).toHaveLength(3);
});

it.each([
	[0, 0, 0],
	[2, 2, 1],
	[3, 3, 1],
	[4, 4, 2],
])('a limit of %i gives %i records in %i calls', async (limit, count, calls) => {
	const client = fakeClient((_call, number) => rows(1 + (number - 1) * 2, 3));
	expect(await readWindows(client, list, limit, 3)).toHaveLength(count);
	expect(client.calls).toHaveLength(calls);
});

it('asks for windows of 100 unless told otherwise', async () => {
	const client = fakeClient([rows(1, 0)]);
	await readWindows(client, list, Infinity);
	expect(client.sent()).toEqual([{ from: 1, size: 100 }]);
});

/** A list as sibling products send it: its position as a text, and at most `most` records, counted from `first`. */
function sibling(length: number, most: number, first = 1) {
	const records = Array.from({ length }, (_, index) => ({ n: index + 1 }));
	return fakeClient(({ query }) => {
		const { from, size } = query as unknown as Window;
		const limit = Math.min(size, most);
		return {
			data: records.slice(from - first, from - first + limit),
			meta: { start_index: String(from), limit, total_no_of_objects: length },
		};
	});
}

describe('lists of sibling products', () => {
	it.each([0, 1, 99, 100, 101, 250])(
		'are read whole, counted from 1: %i records',
		async (length) => {
			const found = numbers(await readWindows(sibling(length, 100), list, Infinity));
			expect(found).toEqual(Array.from({ length }, (_, index) => index + 1));
		},
	);

	it.each([0, 1, 2, 99, 100, 101, 250])(
		'are read whole, counted from 0: %i records',
		async (length) => {
			const found = numbers(await readWindows(sibling(length, 100, 0), list, Infinity));
			expect(found).toEqual(Array.from({ length }, (_, index) => index + 1));
		},
	);

	it.each([1, 2, 7, 50])(
		'are read whole where the server sends at most %i at once',
		async (most) => {
			const found = numbers(await readWindows(sibling(60, most), list, Infinity));
			expect(found).toEqual(Array.from({ length: 60 }, (_, index) => index + 1));
		},
	);

	it('are read whole where they tell their limit and no total', async () => {
		const pages = [rows(1, 50), rows(50, 50), rows(99, 2)];
		const client = fakeClient(pages.map((page) => ({ ...page, meta: { limit: 50 } })));
		expect(await readWindows(client, list, Infinity)).toHaveLength(100);
	});

	it('end where position 0 is refused, because positions count from 1', async () => {
		const client = fakeClient(({ query }) =>
			(query as unknown as Window).from === 0
				? failedBy('badRequest')
				: { data: [], meta: { total_no_of_objects: 1 } },
		);
		expect(await readWindows(client, list, Infinity)).toEqual([]);
		expect(client.sent()?.map((query) => query?.from)).toEqual([1, 0]);
	});

	it('end where a total promises records that never come', async () => {
		const client = fakeClient(() => ({ data: [{ n: 1 }], meta: { total_no_of_objects: 9 } }));
		expect(await readWindows(client, list, Infinity)).toHaveLength(1);
		expect(client.calls).toHaveLength(2);
	});
});

/** A list, newest first, that changes between two windows as a test says. */
function changing(length: number, changes: ReadonlyArray<(records: number[]) => void>) {
	const records = Array.from({ length }, (_, index) => length - index);
	const client = fakeClient(({ query }, number) => {
		if (number > 1) changes[number - 2]?.(records);
		const { from, size } = query as unknown as Window;
		return { data: { list: records.slice(from - 1, from - 1 + size).map((n) => ({ n })) } };
	});
	return { records, client };
}

it('gives a record once that slides into the next window because another one was created', async () => {
	const { client } = changing(150, [(records) => records.unshift(1000)]);
	const found = numbers(await readWindows(client, list, Infinity));
	expect(found).toEqual(Array.from({ length: 150 }, (_, index) => 150 - index));
});

it('steps back and misses none where records were deleted', async () => {
	const { client } = changing(250, [(records) => records.splice(0, 60)]);
	const found = numbers(await readWindows(client, list, Infinity));
	expect(found).toEqual(Array.from({ length: 250 }, (_, index) => 250 - index));
});

it('reads on behind a window that records created meanwhile filled with known ones', async () => {
	const { client } = changing(250, [
		(records) => records.unshift(...Array.from({ length: 99 }, (_, index) => 1000 + index)),
	]);
	const found = numbers(await readWindows(client, list, Infinity));
	expect(found).toEqual(Array.from({ length: 250 }, (_, index) => 250 - index));
});

it('holds for any creations and deletions between windows: none twice, none of those that stay missed', async () => {
	const change = fc.record({
		created: fc.nat(8),
		deleted: fc.array(fc.nat(60), { maxLength: 6 }),
	});
	await fc.assert(
		fc.asyncProperty(
			fc.integer({ min: 0, max: 60 }),
			fc.array(change, { maxLength: 12 }),
			async (length, changes) => {
				let created = 1000;
				const gone = new Set<number>();
				const { client } = changing(
					length,
					changes.map(({ created: count, deleted }) => (records) => {
						for (const place of deleted) for (const n of records.splice(place, 1)) gone.add(n);
						for (let index = 0; index < count; index += 1) records.unshift((created += 1));
					}),
				);
				const found = numbers(await readWindows(client, list, Infinity, 10)) as number[];
				expect(new Set(found).size).toBe(found.length);
				const stayed = Array.from({ length }, (_, index) => index + 1).filter((n) => !gone.has(n));
				expect(stayed.filter((n) => !found.includes(n))).toEqual([]);
			},
		),
		{ numRuns: runs(2_000) },
	);
});
