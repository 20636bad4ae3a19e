/** Which answers are packed: large ones, by their bytes, for callers that take it. */
import type { Middleware } from 'koa';
import { Readable } from 'node:stream';
import { packed } from '../../../../server/http/middleware/packed';
import { serve, stopAll } from './serve';

afterEach(stopAll);

const answers =
	(body: () => unknown): Middleware =>
	(ctx) => {
		ctx.type = 'application/json';
		ctx.body = body();
	};

it.each<[string, () => unknown, string | null]>([
	['a short text', () => 'x', null],
	['a text of one byte less than is packed', () => 'x'.repeat(2_047), null],
	['a text that is just long enough', () => 'x'.repeat(2_048), 'gzip'],
	['a text that is long enough in bytes alone', () => 'ż'.repeat(1_024), 'gzip'],
	['few bytes', () => Buffer.alloc(2_047, 'x'), null],
	['many bytes', () => Buffer.alloc(2_048, 'x'), 'gzip'],
	['an object that is written later', () => ({ rows: Array(2_000).fill(1) }), 'gzip'],
	['a stream', () => Readable.from(['x'.repeat(5_000)]), 'gzip'],
])('%s', async (_, body, encoding) => {
	const url = await serve([packed(), answers(body)]);
	const answer = await fetch(url, { headers: { 'Accept-Encoding': 'gzip' } });
	expect(answer.headers.get('Content-Encoding')).toBe(encoding);
	expect(answer.headers.get('Vary')).toBe('Accept-Encoding');
	const text = await answer.text();
	const plain = await fetch(url, { headers: { 'Accept-Encoding': 'identity' } });
	expect(plain.headers.get('Content-Encoding')).toBeNull();
	expect(await plain.text()).toBe(text);
});
