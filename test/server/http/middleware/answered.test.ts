/** What is done after an answer: by one listener, in order, also when the caller hangs up. */
import { EventEmitter } from 'node:events';
import type { Context } from 'koa';
import { onAnswered } from '../../../../server/http/middleware/answered';

it('calls all once, in the order in which they were told, with one listener', () => {
	const res = new EventEmitter();
	const ctx = { res, state: {} } as unknown as Context;
	const calls: string[] = [];
	for (const name of ['metrics', 'log', 'drain']) onAnswered(ctx, () => calls.push(name));
	expect(res.listenerCount('close')).toBe(1);
	expect(calls).toEqual([]);
	res.emit('close');
	res.emit('close');
	expect(calls).toEqual(['metrics', 'log', 'drain']);
});

it('keeps the answers of two requests apart', () => {
	const contexts = [1, 2].map(() => ({ res: new EventEmitter(), state: {} }));
	const calls: number[] = [];
	for (const [n, ctx] of contexts.entries()) {
		onAnswered(ctx as unknown as Context, () => calls.push(n));
	}
	contexts[1]?.res.emit('close');
	expect(calls).toEqual([1]);
});
