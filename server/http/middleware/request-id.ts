/** Gives every request an id, which its answer, its log line and its audit entry carry; the caller's own id goes beside it. */
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
 * Sets `ctx.state.requestId` and the `X-Request-Id` header, always of this server's making: a caller who could choose
 * it could hide among the lines of another. An id that the caller sends is kept beside it (`clientRequestId`) and sent
 * back as `X-Client-Request-Id`, when it is 8 to 64 letters, digits, `.`, `_` or `-`.
 */
export function requestId(options: RequestIdOptions = {}): Middleware {
	const generate = options.generate ?? randomUUID;
	return (ctx, next) => {
		const sent = ctx.req.headers['x-request-id'];
		const id = generate();
		stateOf(ctx).requestId = id;
		if (typeof sent === 'string' && ACCEPTED.test(sent)) {
			stateOf(ctx).clientRequestId = sent;
			ctx.set('X-Client-Request-Id', sent);
		}
		// Read now: once the caller has hung up, the connection does not know it any more.
		void ctx.ip;
		ctx.res.setHeader('X-Request-Id', id);
		return next();
	};
}
