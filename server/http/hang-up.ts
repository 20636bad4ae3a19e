/** Stops work whose caller has hung up. */
import type { Context } from 'koa';

/** A signal that is aborted when the connection closes before the answer is out. */
export function abortedWithCaller(ctx: Context): AbortSignal {
	const stop = new AbortController();
	// The middleware before this one listen already, each for good reason: one more is no leak.
	ctx.res.setMaxListeners(ctx.res.getMaxListeners() + 1);
	ctx.res.once('close', () => {
		if (!ctx.res.writableFinished) stop.abort();
	});
	return stop.signal;
}
