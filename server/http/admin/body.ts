/** Reads what a request of the administrator API carries, with errors that name the field. */
import { AdminError } from '../../access/admin';
import { bodyParser } from '@koa/bodyparser';
import type { Context, Middleware } from 'koa';
import type { z } from 'zod';
import { isTooDeep, MAX_JSON_DEPTH } from '../json-depth';
import { formatBytes } from '../middleware/body-limit';

/** Nothing here is longer than a list of scopes, bytes. */
const LIMIT = 64 * 1024;

/**
 * Parses JSON bodies.
 *
 * @param maxBytes longest body
 * @throws AdminError 400 invalid_request, 413 body_too_large
 */
export function readJson(maxBytes = LIMIT): Middleware {
	const parse = bodyParser({
		enableTypes: ['json'],
		jsonLimit: maxBytes,
		parsedMethods: ['POST', 'PUT'],
		onError: (error: Error & { status?: number }) => {
			if (error.status === 413)
				throw new AdminError(
					413,
					'body_too_large',
					`The body is larger than ${formatBytes(maxBytes)}.`,
				);
			// The parser's message repeats part of the body, which may be a password.
			throw new AdminError(400, 'invalid_request', 'The body is not valid JSON.');
		},
	});
	return (ctx, next) =>
		parse(ctx, async () => {
			if (isTooDeep(ctx.request.body)) {
				const detail = `The body nests deeper than ${MAX_JSON_DEPTH} levels.`;
				throw new AdminError(400, 'invalid_request', detail);
			}
			await next();
		});
}

/** The body, checked; a request without one counts as `{}`. */
export function bodyOf<T extends z.ZodType>(ctx: Context, schema: T): z.output<T> {
	return checked(schema, ctx.request.body ?? {});
}

/** The query string, checked. */
export function queryOf<T extends z.ZodType>(ctx: Context, schema: T): z.output<T> {
	return checked(schema, { ...ctx.query });
}

function checked<T extends z.ZodType>(schema: T, input: unknown): z.output<T> {
	const result = schema.safeParse(input);
	if (result.success) return result.data;
	const [issue] = result.error.issues;
	const where = issue === undefined || issue.path.length === 0 ? '' : `${issue.path.join('.')}: `;
	throw new AdminError(400, 'invalid_request', `${where}${issue?.message ?? 'not valid'}`);
}
