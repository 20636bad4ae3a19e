/** Long answers: judged as any other, and their entries read one by one. */
import type { IDataObject } from 'n8n-workflow';

import { judge } from '../../../../nodes/Log360/transport/answer';
import {
	entriesOf,
	fingerprintOf,
	judgeLong,
	type LongAnswer,
} from '../../../../nodes/Log360/transport/longAnswer';

type Body = { data: { hits: IDataObject[] } };

const FILLING = 'x'.repeat(70_000);
const textOf = (...hits: unknown[]) => JSON.stringify({ data: { hits } });
const response = (text: string, statusCode = 200) => ({
	statusCode,
	headers: { 'content-type': 'application/json' },
	body: Buffer.from(text),
});

function read(text: string): LongAnswer & { found: IDataObject[] } {
	const answer = judgeLong(response(text)) as LongAnswer;
	return { ...answer, found: (answer.body as Body).data.hits };
}
const entries = (text: string) => {
	const answer = read(text);
	return entriesOf(answer, answer.found);
};
const fingerprint = (text: string) => {
	const answer = read(text);
	return fingerprintOf(answer, answer.found);
};

describe('judgeLong', () => {
	it.each([
		['a short page', 200, textOf({ n: 1 })],
		['nothing', 200, ''],
		['a short error in a success', 200, '{"error":{"detail":"no"}}'],
		['a long error in a success', 200, JSON.stringify({ error: { detail: [{ a: FILLING }] } })],
		['a status', 500, textOf({ n: FILLING })],
		['a redirect', 302, FILLING],
		['a long page of HTML', 200, `<html>${FILLING}</html>`],
		['a page that was cut off', 200, textOf({ n: FILLING }).slice(0, -3)],
		['a short page that was cut off', 200, '{"data":{"hits":[{"n"'],
	])('judges %s as if it had been parsed at once', (_name, status, text) => {
		const given = response(text, status);
		let body: unknown = text;
		try {
			body = JSON.parse(text);
		} catch {
			// As the HTTP client, which hands on what it cannot parse.
		}
		expect(judgeLong(given)).toEqual(judge({ ...given, body }, false));
	});

	it('takes a body that n8n has parsed as it is', () => {
		const body = { data: { hits: [{ n: FILLING }] } };
		expect(judgeLong({ statusCode: 200, headers: {}, body })).toEqual({ body, headers: {} });
	});

	it('keeps a long page as text', () => {
		const text = textOf({ n: FILLING });
		expect(judgeLong(response(text))).toEqual({
			body: { data: { hits: [{ from: 17, to: text.length - 3 }] } },
			bytes: Buffer.from(text),
			headers: { 'content-type': 'application/json' },
		});
	});
});

describe('entriesOf', () => {
	it.each([
		['short', 'x'],
		['long', FILLING],
	])('walks through a %s list, more than once', (_name, filling) => {
		const list = entries(textOf({ n: 1, filling }, { from: 1, to: 2 }, { n: 3 }));
		expect(list).toHaveLength(3);
		for (let time = 0; time < 2; time += 1) {
			expect([...list]).toEqual([{ n: 1, filling }, { from: 1, to: 2 }, { n: 3 }]);
		}
	});

	it('throws the error of its answer at an entry that is no JSON, and not before', () => {
		const text = textOf({ n: 1 }, { n: FILLING }, { n: 3 }).replace('3}', 'NaN}');
		const broken = (entry: string) => new Error(`broken: ${entry}`);
		const answer = read(text);
		const walk = entriesOf({ ...answer, broken }, answer.found)[Symbol.iterator]();
		expect(walk.next().value).toEqual({ n: 1 });
		expect(walk.next().value).toEqual({ n: FILLING });
		expect(() => walk.next()).toThrow('broken: {"n":NaN}');
	});
});

describe('fingerprintOf', () => {
	it.each([
		['short', 'x'],
		['long', FILLING],
	])('is the same for the same %s list only', (_name, filling) => {
		const all = [
			textOf({ filling }, { n: 1 }),
			textOf({ filling }, { n: 2 }),
			textOf({ filling }),
			textOf({ n: 1 }, { filling }),
			textOf({ filling }, 7, { n: 1 }),
			textOf({ filling }, 8, { n: 1 }),
		];
		// Numbers become objects where hits are read.
		const asHits = (text: string) => {
			const answer = read(text);
			const found = answer.found.map((hit) => (typeof hit === 'object' ? hit : { value: hit }));
			return fingerprintOf(answer, found as IDataObject[]);
		};
		expect(new Set(all.map(asHits)).size).toBe(all.length);
		expect(all.map(asHits)).toEqual(all.map(asHits));
	});

	it('does not depend on what else the answer says', () => {
		const hits = [{ n: FILLING }];
		const one = JSON.stringify({ took: 5, data: { hits } });
		const other = JSON.stringify({ data: { hits }, took: 12_345 });
		expect(fingerprint(one)).toBe(fingerprint(other));
	});
});
