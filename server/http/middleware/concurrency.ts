/** Bounds how many searches, or batches of logs, a token may have running at once, so that one caller cannot occupy every thread. */
import type { Context, Middleware } from 'koa';
import { ApiError } from '../errors';
import { stateOf } from './state';

/** Options of {@link concurrencyLimit}. */
export interface ConcurrencyOptions {
	/** Most searches per caller; null = no limit. */
	readonly max: number | null;
	/** What is counted, in the singular; `search` by default. */
	readonly what?: 'search' | 'batch';
	/** Whose searches are counted together; the token's id by default, or the address without a token. */
	readonly key?: (ctx: Context) => string;
}

/**
 * Refuses one more search of a caller who has `max` of them running. One instance counts for all the
 * operations it is mounted on.
 *
 * @throws ApiError too_many_searches, with `Retry-After` of a second: nobody knows when a search ends
 */
export function concurrencyLimit(options: ConcurrencyOptions): Middleware {
	const { max, what = 'search' } = options;
	if (max === null) return (_, next) => next();
	const key = options.key ?? ((ctx: Context) => stateOf(ctx).token?.id ?? `address ${ctx.ip}`);
	const running = new Map<string, number>();
	return async (ctx, next) => {
		const who = key(ctx);
		const now = running.get(who) ?? 0;
		if (now >= max) {
			const many = max === 1 ? `1 ${what}` : `${max} ${what}es`;
			throw new ApiError('too_many_searches', many, { 'Retry-After': '1' });
		}
		running.set(who, now + 1);
		try {
			await next();
		} finally {
			const left = (running.get(who) ?? 1) - 1;
			if (left === 0) running.delete(who);
			else running.set(who, left);
		}
	};
}
