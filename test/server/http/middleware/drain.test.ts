/** Stopping without dropping requests. */
import { Drain } from '../../../../server/http/middleware/drain';
import { serve, stopAll } from './serve';

afterEach(stopAll);

it('lets running requests end, turns new ones away, and tells when the last has ended', async () => {
	const drain = new Drain();
	let finish: () => void = () => undefined;
	let arrived: () => void;
	const arrival = new Promise<void>((resolve) => (arrived = resolve));
	const url = await serve([
		drain.middleware(),
		async (ctx) => {
			arrived();
			await new Promise<void>((resolve) => (finish = resolve));
			ctx.body = 'finished';
		},
	]);
	const running = fetch(url);
	await arrival;
	expect([drain.size, drain.stopping]).toEqual([1, false]);
	const drained = drain.start();
	const refused = await fetch(url);
	expect(refused.status).toBe(503);
	expect(refused.headers.get('Retry-After')).toBe('5');
	expect(refused.headers.get('Connection')).toBe('close');
	expect(await refused.json()).toMatchObject({
		error: { detail: 'The server cannot answer now: it is stopping.' },
	});
	finish();
	expect(await (await running).text()).toBe('finished');
	await drained;
	expect([drain.size, drain.stopping]).toEqual([0, true]);
});

it('is done at once when nothing runs', async () => {
	await new Drain().start();
});
