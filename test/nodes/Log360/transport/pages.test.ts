/** Following cursors and windows: every page once, in order, and an end in all cases. */
import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import type { Page } from '../../../../nodes/Log360/dialects/dialect';
import { readPage } from '../../../../nodes/Log360/dialects/read';
import type { Call } from '../../../../nodes/Log360/transport/call';
import {
	collect,
	collectWithRestart,
	followCursor,
	samePage,
	type CursorSource,
	type EarlyEnd,
} from '../../../../nodes/Log360/transport/pages';
import { all, failedBy, fakeClient, page, type FakeClient } from './fakeClient';
import { runs } from '../../../support/runs';

const call = (body: IDataObject): Call => ({
	purpose: 'search logs',
	generation: 'v2',
	method: 'POST',
	path: '/api/v2/search',
	repeatable: 'always',
	body,
});

function source(ends: EarlyEnd[] = []): CursorSource {
	return {
		first: call({ query: '*' }),
		next: (cursor) => call({ cursor }),
		read(body) {
			const read = readPage(body);
			if (read === undefined) throw new Error('not understood');
			return read;
		},
		onEarlyEnd: (reason) => ends.push(reason),
	};
}

const numbers = (pages: Page[]) => pages.flatMap(({ hits }) => hits.map(({ n }) => n));

async function follow(client: FakeClient) {
	const ends: EarlyEnd[] = [];
	const pages = await all(followCursor(client, source(ends)));
	return { numbers: numbers(pages), ends, pages };
}

describe('followCursor', () => {
	it('asks for the first page with the query, and for each next one with nothing but the cursor', async () => {
		const client = fakeClient([page([1, 2], 'a'), page([3], 'b'), page([4])]);
		expect((await follow(client)).numbers).toEqual([1, 2, 3, 4]);
		expect(client.sent()).toEqual([{ query: '*' }, { cursor: 'a' }, { cursor: 'b' }]);
	});

	it('ends at a page without cursor', async () => {
		const client = fakeClient([page([1])]);
		expect((await follow(client)).numbers).toEqual([1]);
		expect(client.calls).toHaveLength(1);
	});

	it.each([
		['at once', [page([])], []],
		['at once, with a cursor', [page([], 'a')], []],
		['after a page', [page([1], 'a'), page([], 'a')], [1]],
	])('ends at an empty page: %s', async (_name, replies, expected) => {
		const client = fakeClient(replies);
		expect(await follow(client)).toMatchObject({ numbers: expected, ends: [] });
	});

	it('yields no empty page', async () => {
		const client = fakeClient([page([1], 'a'), page([])]);
		expect((await follow(client)).pages).toHaveLength(1);
	});

	it('goes on where the cursor stays the same from page to page, as a scroll id does', async () => {
		const client = fakeClient([page([1], 's'), page([2], 's'), page([3], 's'), page([], 's')]);
		expect(await follow(client)).toMatchObject({ numbers: [1, 2, 3], ends: [] });
	});

	it('stops where cursor and page both stand still', async () => {
		const client = fakeClient([page([1, 2], 's'), page([1, 2], 's')]);
		expect(await follow(client)).toMatchObject({ numbers: [1, 2], ends: ['repeatedPage'] });
	});

	it('stops where the cursors run in a circle', async () => {
		const client = fakeClient([page([1], 'a'), page([2], 'b'), page([1], 'a')]);
		expect(await follow(client)).toMatchObject({ numbers: [1, 2], ends: ['repeatedPage'] });
	});

	it('does not take equal hits of two pages with new cursors for a circle', async () => {
		const client = fakeClient([page([1, 1], 'a'), page([1, 1], 'b'), page([1, 1])]);
		expect(await follow(client)).toMatchObject({ numbers: [1, 1, 1, 1, 1, 1], ends: [] });
	});

	it('is not confused by a total that changes while it reads', async () => {
		const client = fakeClient([page([1], 'a', 2), page([2], 'b', 900), page([3], undefined, 0)]);
		const { pages } = await follow(client);
		expect(numbers(pages)).toEqual([1, 2, 3]);
		expect(pages.map(({ total }) => total)).toEqual([2, 900, 0]);
	});

	it('fails where a page behind a cursor is not understood, and keeps what came before', async () => {
		const client = fakeClient([page([1], 'a'), { data: { records: [] } }]);
		const chain = followCursor(client, source());
		expect((await chain.next()).value).toMatchObject({ hits: [{ n: 1 }] });
		await expect(chain.next()).rejects.toThrow('not understood');
	});

	it('asks for a page only when the one before was taken', async () => {
		const client = fakeClient([page([1], 'a'), page([2])]);
		const chain = followCursor(client, source());
		expect(client.calls).toHaveLength(0);
		await chain.next();
		expect(client.calls).toHaveLength(1);
		await chain.return(undefined);
		expect(client.calls).toHaveLength(1);
	});

	it('stops after 100,000 pages, whatever the server says', async () => {
		const client = fakeClient((_call, count) => page([count], String(count)));
		let seen = 0;
		const ends: EarlyEnd[] = [];
		for await (const one of followCursor(client, source(ends))) seen += one.hits.length;
		expect(seen).toBe(100_000);
		expect(ends).toEqual(['tooManyPages']);
	});

	it('loses no hit and repeats none, however the server cuts its pages', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 20 }),
				fc.boolean(),
				async (sizes, sameCursor) => {
					let next = 0;
					const chunks = sizes.map((size) => Array.from({ length: size }, () => (next += 1)));
					const replies = chunks.map((chunk, index) =>
						page(chunk, index === chunks.length - 1 ? undefined : sameCursor ? 's' : `c${index}`),
					);
					const client = fakeClient(replies.length === 0 ? [page([])] : replies);
					const { numbers: found, ends } = await follow(client);
					expect(found).toEqual(chunks.flat());
					expect(ends).toEqual([]);
				},
			),
			{ numRuns: runs(200) },
		);
	});
});

describe('samePage', () => {
	const hits = (...ns: number[]): Page => ({ hits: ns.map((n) => ({ n })) });
	it.each([
		['equal', hits(1, 2, 3), hits(1, 2, 3), true],
		['both empty', hits(), hits(), true],
		['another length', hits(1, 2), hits(1), false],
		['another first', hits(9, 2, 3), hits(1, 2, 3), false],
		['another last', hits(1, 2, 9), hits(1, 2, 3), false],
		['another in the middle', hits(1, 9, 3), hits(1, 2, 3), false],
	])('%s', (_name, one, other, expected) => {
		expect(samePage(one, other)).toBe(expected);
	});
});

describe('collect', () => {
	async function* pagesOf(...sizes: number[]): AsyncGenerator<Page> {
		let n = 0;
		for (const size of sizes) {
			await Promise.resolve();
			yield { hits: Array.from({ length: size }, () => ({ n: (n += 1) })) };
		}
	}

	it.each([
		[0, []],
		[1, [1]],
		[3, [1, 2, 3]],
		[4, [1, 2, 3, 4]],
		[99, [1, 2, 3, 4, 5]],
		[Infinity, [1, 2, 3, 4, 5]],
	])('at most %d', async (limit, expected) => {
		expect((await collect(pagesOf(3, 2), limit)).map(({ n }) => n)).toEqual(expected);
	});

	it('asks for no page beyond the limit', async () => {
		const client = fakeClient([page([1, 2], 'a')]);
		expect(await collect(followCursor(client, source()), 2)).toHaveLength(2);
		expect(client.calls).toHaveLength(1);
	});

	it('takes a page of 200,000 hits', async () => {
		expect(await collect(pagesOf(200_000), Infinity)).toHaveLength(200_000);
	});
});

describe('collectWithRestart', () => {
	const start = (client: FakeClient) => () => followCursor(client, source());
	const lost = failedBy('cursorExpired', '410');

	it.each([
		['the cursor expired', lost],
		['the server failed', failedBy('serverError', '503')],
		['the connection broke off', failedBy('interrupted')],
		['the answer did not come in time', failedBy('timeout')],
	])('starts over once where %s', async (_name, error) => {
		const client = fakeClient([page([1], 'a'), error, page([1], 'b'), page([2])]);
		expect(await collectWithRestart(start(client), Infinity)).toEqual([{ n: 1 }, { n: 2 }]);
		expect(client.sent()).toEqual([
			{ query: '*' },
			{ cursor: 'a' },
			{ query: '*' },
			{ cursor: 'b' },
		]);
	});

	it('explains a cursor that expires twice', async () => {
		const client = fakeClient([page([1], 'a'), lost, page([1], 'b'), lost]);
		await expect(collectWithRestart(start(client), Infinity)).rejects.toBe(lost);
		expect(client.calls).toHaveLength(4);
	});

	it.each([
		['the token', failedBy('badToken', '401')],
		['the scope', failedBy('missingScope', '403')],
		['a refusal', failedBy('badRequest', '400')],
		['cancelling', failedBy('canceled')],
		['something else than a call', new Error('bug')],
	])('does not start over because of %s', async (_name, error) => {
		const client = fakeClient([page([1], 'a'), error]);
		await expect(collectWithRestart(start(client), Infinity)).rejects.toBe(error);
		expect(client.calls).toHaveLength(2);
	});

	it('does not start over where the first page failed, which has its own retries', async () => {
		const client = fakeClient([failedBy('serverError', '503')]);
		await expect(collectWithRestart(start(client), Infinity)).rejects.toThrow('serverError');
		expect(client.calls).toHaveLength(1);
	});

	it('keeps the limit in the second run', async () => {
		const client = fakeClient([page([1], 'a'), lost, page([1, 2, 3], 'b')]);
		expect(await collectWithRestart(start(client), 2)).toEqual([{ n: 1 }, { n: 2 }]);
	});
});
