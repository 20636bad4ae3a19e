/** What is done once an answer is out, or its caller has hung up: one listener for all who want to know. */
import type { Context } from 'koa';
import { stateOf } from './state';

/** Calls `then` once, when the answer is out or its connection is gone; in the order in which they were told. */
export function onAnswered(ctx: Pick<Context, 'res' | 'state'>, then: () => void): void {
	const state = stateOf(ctx);
	if (state.onAnswered !== undefined) {
		state.onAnswered.push(then);
		return;
	}
	const all = [then];
	state.onAnswered = all;
	ctx.res.once('close', () => {
		for (const each of all) each();
	});
}
