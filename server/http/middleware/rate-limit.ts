/** The documented limit of requests per minute and token, as a window that slides with every request. */
import type { Clock, RequestCounter, Take } from '../../platform';
import type { Context, Middleware } from 'koa';
import { ApiError } from '../errors';
import { SlidingWindow } from './sliding-window';
import { stateOf } from './state';

/** The limit that V2 documents for all its operations together. */
export const DOCUMENTED_LIMIT = 60;

/** The window, ms. */
export const WINDOW_MS = 60_000;

/** Options of {@link rateLimit}. */
export interface RateLimitOptions {
	/** Requests per minute and caller; 60 is documented. null = no limit, and no headers about one. */
	readonly limit: number | null;
	readonly clock: Clock;
	/** Whose requests are counted together; the token's id by default, or the address without a token. */
	readonly key?: (ctx: Context) => string;
	/** Counts the requests of {@link WINDOW_MS}; in this process by default. */
	readonly counter?: RequestCounter | undefined;
}

/**
 * Refuses requests above the limit with `rate_limited`, and tells every caller where they stand by the
 * headers `RateLimit-Policy` and `RateLimit` (draft-ietf-httpapi-ratelimit-headers). In them `t` is the
 * number of seconds until the oldest counted request leaves the window. Refused requests do not count.
 *
 * One instance counts for all the operations it is mounted on.
 *
 * @throws ApiError rate_limited, with `Retry-After` in seconds
 */
export function rateLimit(options: RateLimitOptions): Middleware {
	const { limit, clock } = options;
	if (limit === null) return (_, next) => next();
	const key = options.key ?? tokenOrAddress;
	const window = options.counter ?? new SlidingWindow(limit, WINDOW_MS);
	const policy = `"default";q=${limit};w=${WINDOW_MS / 1000}`;
	return (ctx, next) => {
		const take = window.take(key(ctx), clock.now());
		return take instanceof Promise ? take.then((taken) => goOn(taken)) : goOn(take);

		function goOn({ allowed, remaining, resetMs }: Take): Promise<unknown> {
			const seconds = Math.max(1, Math.ceil(resetMs / 1000));
			const standing = `"default";r=${remaining};t=${seconds}`;
			if (!allowed) {
				throw new ApiError('rate_limited', `${limit} requests per minute`, {
					...{ 'RateLimit-Policy': policy, RateLimit: standing },
					'Retry-After': String(seconds),
				});
			}
			ctx.res.setHeader('RateLimit-Policy', policy);
			ctx.res.setHeader('RateLimit', standing);
			return next();
		}
	};
}

function tokenOrAddress(ctx: Context): string {
	return stateOf(ctx).token?.id ?? `address ${ctx.ip}`;
}
