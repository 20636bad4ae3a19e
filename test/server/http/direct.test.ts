import type { Context, Middleware } from 'koa';
import { DirectRoutes } from '../../../server/http/direct';

const step =
	(name: string, log: string[]): Middleware =>
	async (_, next) => {
		log.push(`${name} in`);
		await next();
		log.push(`${name} out`);
	};

async function runs(method: string, path: string): Promise<string[]> {
	const log: string[] = [];
	const routes = new DirectRoutes();
	routes.add('GET', '/a', () => [step('one', log), step('two', log)]);
	routes.add('GET', '/a/:id', () => [step('parameter', log)]);
	await routes.middleware()({ method, path } as Context, async () => void log.push('next'));
	return log;
}

it('runs the steps of a path in order, each around the following ones, and not what comes after', async () => {
	expect(await runs('GET', '/a')).toEqual(['one in', 'two in', 'two out', 'one out']);
});

it.each([
	['POST', '/a'],
	['GET', '/a/'],
	['GET', '/A'],
	['GET', '/a/:id'],
	['GET', '/a/1'],
	['GET', ''],
])('leaves %s %s to the router', async (method, path) => {
	expect(await runs(method, path)).toEqual(['next']);
});

it('hands the errors of a step on', async () => {
	const routes = new DirectRoutes();
	routes.add('GET', '/a', () => [() => Promise.reject(new Error('no'))]);
	const run = routes.middleware();
	await expect(
		run({ method: 'GET', path: '/a' } as Context, async () => undefined),
	).rejects.toThrow('no');
});
