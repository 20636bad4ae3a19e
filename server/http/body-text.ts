/** Reads a body as text, inflated and within its limit; what it means is another matter. */
import { bodyParser } from '@koa/bodyparser';
import type { Context } from 'koa';

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];
/** Media types that bring JSON. */
const JSON_TYPES = ['json', '+json'];

/** Errors of reading, as `raw-body` and `inflation` give them: 413 too large, 415 unknown encoding, 400 cut off. */
export type ReadError = Error & { readonly status?: number; readonly type?: string };

/**
 * @param maxBytes largest body, inflated
 * @param explain makes the error that is thrown of one that the reader gives
 * @returns reads the text of a body that says it is JSON, or of any with `whatever`; undefined for others
 */
export function bodyText(
	maxBytes: number,
	explain: (error: ReadError) => Error,
): (ctx: Context, whatever: boolean) => Promise<string | undefined> {
	const read = bodyParser({
		enableTypes: ['text'],
		extendTypes: { text: JSON_TYPES },
		textLimit: maxBytes,
		parsedMethods: METHODS,
		onError: (error: ReadError) => {
			throw explain(error);
		},
	});
	return async (ctx, whatever) => {
		// The reader goes by the type alone, which old callers leave out or get wrong.
		if (whatever) ctx.req.headers['content-type'] = 'application/json';
		await read(ctx, async () => undefined);
		const body: unknown = ctx.request.body;
		return typeof body === 'string' ? body : undefined;
	};
}
