/** The limit of concurrent searches. */
import type { Middleware } from 'koa';
import { concurrencyLimit } from '../../../../server/http/middleware/concurrency';
import { serve, stopAll } from './serve';

afterEach(stopAll);

const token: Middleware = (ctx, next) => {
	ctx.state['token'] = { id: ctx.get('X-Token') };
	return next();
};

const as = (id: string) => ({ headers: { 'X-Token': id } });

/** A search that ends when it is told to. */
function slowSearch() {
	const finish: ((how: 'well' | 'badly') => void)[] = [];
	let started: (() => void) | undefined;
	const middleware: Middleware = async (ctx) => {
		const how = new Promise<'well' | 'badly'>((resolve) => finish.push(resolve));
		started?.();
		if ((await how) === 'badly') throw new Error('broken');
		ctx.body = 'ok';
	};
	const nextStart = () => new Promise<void>((resolve) => (started = resolve));
	return { middleware, finish, nextStart };
}

it('refuses one search too many of a token, but not of another, and counts down when they end', async () => {
	const { middleware, finish, nextStart } = slowSearch();
	const url = await serve([token, concurrencyLimit({ max: 1 }), middleware]);
	let start = nextStart();
	const first = fetch(url, as('a'));
	await start;

	const refused = await fetch(url, as('a'));
	expect(refused.status).toBe(429);
	expect(refused.headers.get('Retry-After')).toBe('1');
	expect(await refused.json()).toMatchObject({
		error: { detail: 'The token already has 1 search running.' },
	});

	start = nextStart();
	const other = fetch(url, as('b'));
	await start;
	finish.shift()?.('badly');
	expect((await first).status).toBe(500);
	finish.shift()?.('well');
	expect((await other).status).toBe(200);

	start = nextStart();
	const again = fetch(url, as('a'));
	await start;
	finish.shift()?.('well');
	expect((await again).status).toBe(200);
});

it('can be off', async () => {
	const { middleware, finish, nextStart } = slowSearch();
	const url = await serve([token, concurrencyLimit({ max: null }), middleware]);
	const running: Promise<Response>[] = [];
	for (let search = 0; search < 3; search++) {
		const start = nextStart();
		running.push(fetch(url, as('a')));
		await start;
	}
	for (const end of finish) end('well');
	expect((await Promise.all(running)).map(({ status }) => status)).toEqual([200, 200, 200]);
});
