/** Tells callers where the console is, so that what they show can link to its pages. An extension: Log360 names none. */
import type { Middleware } from 'koa';

/** Header of every answer: path of the console's page, to which `#/incidents/12` and the like are added. */
export const CONSOLE_HEADER = 'X-Log360-Console';

/** Names `path`, such as `/`, in every answer; behind a proxy with a prefix it counts from the prefix. */
export function consoleAddress(path: string): Middleware {
	return (ctx, next) => {
		ctx.res.setHeader(CONSOLE_HEADER, path);
		return next();
	};
}
