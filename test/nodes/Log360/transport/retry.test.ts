/** When a call is sent again, and after which pause. */
import type { Call } from '../../../../nodes/Log360/transport/call';
import type { Explanation } from '../../../../nodes/Log360/transport/explanation';
import { DEFAULT_RETRY, retryAfterMs, retryDelay } from '../../../../nodes/Log360/transport/retry';

const read: Call = {
	purpose: 'read',
	generation: 'v2',
	method: 'GET',
	path: '/x',
	repeatable: 'always',
};
const write: Call = { ...read, method: 'POST', repeatable: 'once' };
const keyed: Call = { ...write, repeatable: 'keyed' };
const failure = (httpCode?: string, retryAfter?: number): Explanation => ({
	cause: httpCode === '429' ? 'rateLimited' : 'serverError',
	message: 'm',
	description: 'd',
	httpCode,
	retryAfterMs: retryAfter,
});
const delay = (call: Call, one: Explanation, attempt = 1, random = 1) =>
	retryDelay(call, one, attempt, DEFAULT_RETRY, random);

it('doubles the pause up to half a minute', () => {
	const pauses = [1, 2, 3, 4, 5, 6].map((attempt) => delay(read, failure('503'), attempt));
	expect(pauses).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000]);
	expect(delay(read, failure('503'), 7)).toBeUndefined();
});

it('waits through the minute that the rate limit counts in', () => {
	const shortest = [1, 2, 3, 4, 5, 6].map(
		(attempt) => delay(read, failure('429'), attempt, 0) ?? 0,
	);
	expect(shortest.reduce((sum, one) => sum + one)).toBeGreaterThan(45_000);
});

it('spreads the pauses, so that several nodes do not come back at once', () => {
	expect(delay(read, failure('503'), 3, 0)).toBe(3000);
	expect(delay(read, failure('503'), 3, 1)).toBe(4000);
});

it('follows Retry-After, with a little more', () => {
	expect(delay(read, failure('429', 7000), 1, 0)).toBe(7000);
	expect(delay(read, failure('429', 7000), 1, 1)).toBe(7250);
	expect(delay(read, failure('429', 120_001))).toBeUndefined();
});

it('sends what changes something again only after 429', () => {
	expect(delay(write, failure('429'))).toBe(1000);
	for (const code of ['502', '503', '504']) expect(delay(write, failure(code))).toBeUndefined();
});

it('does not send anything again without a status, or with another one', () => {
	for (const code of [undefined, '200', '400', '401', '500']) {
		expect(delay(read, failure(code))).toBeUndefined();
	}
});

it('sends what carries a key again after a lost connection, for a quarter of a minute', () => {
	const lost: Explanation = { ...failure(), cause: 'interrupted' };
	const pauses = [1, 2, 3, 4, 5].map((attempt) => delay(keyed, lost, attempt));
	expect(pauses).toEqual([1000, 2000, 4000, 8000, undefined]);
	for (const call of [read, write]) expect(delay(call, lost)).toBeUndefined();
	for (const code of ['429', '502', '503', '504']) expect(delay(keyed, failure(code))).toBe(1000);
	for (const code of ['400', '401', '422', '500'])
		expect(delay(keyed, failure(code))).toBeUndefined();
});

it('takes a server that is gone for one that is started anew only where it was there before', () => {
	const gone: Explanation = { ...failure(), cause: 'unreachable' };
	expect([1, 2, 3].map((attempt) => delay(keyed, gone, attempt))).toEqual([undefined, 2000, 4000]);
	expect(delay(write, gone, 2)).toBeUndefined();
	expect(delay(keyed, { ...failure(), cause: 'timeout' }, 2)).toBeUndefined();
});

it.each([
	['7', 7000],
	['0', 0],
	['1.5', 1500],
	['Sun, 01 Nov 2026 00:00:10 GMT', 10_000],
	['Sat, 31 Oct 2026 00:00:00 GMT', 0],
	['soon', undefined],
	['', undefined],
	[undefined, undefined],
	[['3', '4'], 3000],
])('reads the Retry-After header %p', (header, expected) => {
	expect(retryAfterMs(header, Date.UTC(2026, 10, 1))).toBe(expected);
});
