/** Gives every request an id, which its answer, its log line and its audit entry carry. */
import { randomUUID } from 'node:crypto';
import type { Middleware } from 'koa';
import { stateOf } from './state';

/** What a caller may send: long enough to mean something, short and plain enough for a log. */
const ACCEPTED = /^[0-9A-Za-z._-]{8,64}$/;

/** Options of {@link requestId}. */
export interface RequestIdOptions {
	/** Makes an id; a random UUID by default. */
	readonly generate?: () => string;
}

/**
 * Sets `ctx.state.requestId` and the `X-Request-Id` header: the caller's own id when it is 8 to 64
 * letters, digits, `.`, `_` or `-`, otherwise a new one.
 */
export function requestId(options: RequestIdOptions = {}): Middleware {
	const generate = options.generate ?? randomUUID;
	return (ctx, next) => {
		const sent = ctx.get('X-Request-Id');
		const id = ACCEPTED.test(sent) ? sent : generate();
		stateOf(ctx).requestId = id;
		ctx.set('X-Request-Id', id);
		return next();
	};
}
