/** Writes one log line a request: what was called, by whom, how it ended and how long it took. */
import { redactPasswords, redactSecrets } from '../../access/tokens';
import type { Context, Middleware } from 'koa';
import type { Logger } from 'pino';
import { onAnswered } from './answered';
import { stateOf } from './state';

/** Paths that monitors ask for all day long; logged at debug only. */
const QUIET = new Set(['/health', '/metrics']);

/** Longest text of a request's own making in a line, characters. */
const MAX_TEXT = 1_024;

/** Options of {@link accessLog}. */
export interface AccessLogOptions {
	readonly logger: Logger;
	/** Monotonic milliseconds; the clock of the process by default, as a frozen test clock would say that nothing takes time. */
	readonly elapsed?: () => number;
}

/**
 * Logs at `info` without what was asked for: tokens appear by their prefix, and neither the query string
 * nor the search text is written. At `debug` both are added, with tokens redacted and what follows words such as `password`.
 *
 * The line is written when the answer is out, or when the caller has hung up before (`aborted`).
 */
export function accessLog(options: AccessLogOptions): Middleware {
	// Its lines are of fixed names, none of which is that of a secret: to look for those in each would be a tenth of a request.
	const logger = options.logger.child({}, { redact: [] });
	const elapsed = options.elapsed ?? (() => performance.now());
	return (ctx, next) => {
		const start = elapsed();
		onAnswered(ctx, () => {
			const quiet = QUIET.has(ctx.path) && ctx.status < 400;
			const level = ctx.status >= 500 ? 'error' : quiet ? 'debug' : 'info';
			if (!logger.isLevelEnabled(level)) return;
			logger[level](describe(ctx, elapsed() - start, logger.isLevelEnabled('debug')), 'request');
		});
		return next();
	};
}

function describe(ctx: Context, milliseconds: number, withText: boolean): Record<string, unknown> {
	const { requestId, clientRequestId, operation, token, errorCode } = stateOf(ctx);
	return {
		requestId,
		...(clientRequestId === undefined ? {} : { clientRequestId }),
		method: ctx.method,
		path: shorten(ctx.path),
		operation,
		status: ctx.res.headersSent ? ctx.res.statusCode : ctx.status,
		error: errorCode,
		ms: Math.round(milliseconds * 10) / 10,
		bytes: ctx.length,
		address: ctx.ip,
		token: token?.prefix,
		tokenId: token?.id,
		...(ctx.res.writableFinished ? {} : { aborted: true }),
		...(withText ? requestText(ctx) : {}),
	};
}

function requestText(ctx: Context): Record<string, unknown> {
	const json = (ctx.state as { json?: unknown }).json;
	const query = (json as { query?: unknown } | null | undefined)?.query;
	return {
		...(ctx.querystring === '' ? {} : { querystring: shorten(ctx.querystring) }),
		...(typeof query === 'string' ? { query: shorten(query) } : {}),
	};
}

function shorten(text: string): string {
	const redacted = redactPasswords(redactSecrets(text));
	return redacted.length <= MAX_TEXT ? redacted : `${redacted.slice(0, MAX_TEXT)}…`;
}
