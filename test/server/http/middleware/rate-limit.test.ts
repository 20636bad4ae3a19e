/** The rate limit, by a clock that is moved by hand. */
import { ManualClock } from '../../../../server/platform';
import type { Middleware } from 'koa';
import { rateLimit } from '../../../../server/http/middleware/rate-limit';
import { ok, serve, stopAll } from './serve';

const clock = new ManualClock(1_000_000);

afterEach(stopAll);

/** Takes the token's id from a header, in place of authentication. */
const token: Middleware = (ctx, next) => {
	const id = ctx.get('X-Token');
	if (id !== '') ctx.state['token'] = { id };
	return next();
};

const as = (id: string) => ({ headers: { 'X-Token': id } });

it('lets 60 requests a minute through, refuses the 61st and says when to come back', async () => {
	const url = await serve([token, rateLimit({ limit: 60, clock }), ok]);
	for (let request = 1; request <= 60; request++) {
		const response = await fetch(url, as('a'));
		expect(response.status).toBe(200);
		expect(response.headers.get('RateLimit-Policy')).toBe('"default";q=60;w=60');
		expect(response.headers.get('RateLimit')).toBe(`"default";r=${60 - request};t=60`);
	}
	clock.advance(20_500);
	const refused = await fetch(url, as('a'));
	expect(refused.status).toBe(429);
	expect(refused.headers.get('Retry-After')).toBe('40');
	expect(refused.headers.get('RateLimit')).toBe('"default";r=0;t=40');
	expect(await refused.json()).toEqual({
		error: {
			code: '10004001',
			title: 'Too Many Requests',
			detail: 'The limit of 60 requests per minute is exhausted.',
		},
	});
	clock.advance(39_499);
	expect((await fetch(url, as('a'))).status).toBe(429);
	clock.advance(1);
	expect((await fetch(url, as('a'))).status).toBe(200);
});

it('counts tokens apart, and callers without a token by address', async () => {
	const url = await serve([token, rateLimit({ limit: 1, clock }), ok]);
	const statuses = async (init: RequestInit) => [
		(await fetch(url, init)).status,
		(await fetch(url, init)).status,
	];
	expect(await statuses(as('a'))).toEqual([200, 429]);
	expect(await statuses(as('b'))).toEqual([200, 429]);
	expect(await statuses({})).toEqual([200, 429]);
});

it('counts together what it is mounted on together', async () => {
	const limit = rateLimit({ limit: 1, clock });
	const [one, other] = [await serve([token, limit, ok]), await serve([token, limit, ok])];
	expect((await fetch(one, as('a'))).status).toBe(200);
	expect((await fetch(other, as('a'))).status).toBe(429);
});

it('can be off, and then says nothing', async () => {
	const url = await serve([token, rateLimit({ limit: null, clock }), ok]);
	const response = await fetch(url, as('a'));
	expect(response.headers.has('RateLimit')).toBe(false);
	expect(response.headers.has('RateLimit-Policy')).toBe(false);
});
