/** Answers are those of the contract: one that lacks a key, or has another kind of value, is a fault in every test of the server. */
import type { Context } from 'koa';
import { type Handlers, mount } from '../../../server/http/endpoint';

/** What `GET /health` answers when its handler gives `answer`. */
async function answered(answer: unknown, checkAnswers = true) {
	const handlers = { 'server.health': async () => answer } as unknown as Handlers;
	const { direct } = mount(handlers, {
		authorize: () => (_, next) => next(),
		limits: () => [],
		maxBody: 1,
		checkAnswers,
	});
	const headers = new Map<string, string>();
	const res = { setHeader: (name: string, value: string) => headers.set(name, value) };
	const ctx = { method: 'GET', path: '/health', state: {}, query: {}, res } as unknown as Context;
	await direct(ctx, async () => undefined);
	expect(headers.get('Content-Type')).toBe('application/json; charset=utf-8');
	return JSON.parse(ctx.body as string) as unknown;
}

it('an answer of the contract goes out', async () => {
	expect(await answered({ status: 'ok' })).toEqual({ status: 'ok' });
});

it.each([
	['a key that is missing', {}],
	['a value of another kind', { status: 1 }],
])('%s is a fault', async (_, answer) => {
	await expect(answered(answer)).rejects.toThrow('server.health');
});

it('outside of tests nothing is checked, as that costs as much as the answer', async () => {
	expect(await answered({ status: 1 }, false)).toEqual({ status: 1 });
});
