/** Reads what a request of the administrator API carries, with errors that name the field. */
import { AdminError } from '../../access/admin';
import type { Context, Middleware } from 'koa';
import type { z } from 'zod';
import { bodyText } from '../body-text';
import { JsonTextError, parseJsonText, TooMuchJsonError } from '../json-text';
import { formatBytes } from '../middleware/body-limit';

/** Nothing here is longer than a list of scopes, bytes. */
const LIMIT = 64 * 1024;
const PARSED = ['POST', 'PUT'];

/**
 * Parses JSON bodies.
 *
 * @param maxBytes longest body
 * @throws AdminError 400 invalid_request, 413 body_too_large
 */
export function readJson(maxBytes = LIMIT): Middleware {
	const read = bodyText(maxBytes, (error) =>
		error.status === 413
			? new AdminError(413, 'body_too_large', `The body is larger than ${formatBytes(maxBytes)}.`)
			: notJson(),
	);
	return async (ctx, next) => {
		const text = PARSED.includes(ctx.method) ? await read(ctx, false) : undefined;
		ctx.request.body = text === undefined ? {} : parsed(text);
		await next();
	};
}

function parsed(text: string): unknown {
	try {
		return parseJsonText(text);
	} catch (error) {
		if (error instanceof TooMuchJsonError) {
			throw new AdminError(400, 'invalid_request', `The body: ${error.message}.`);
		}
		throw error instanceof JsonTextError ? notJson() : error;
	}
}

/** The parser's message repeats part of the body, which may be a password. */
const notJson = () => new AdminError(400, 'invalid_request', 'The body is not valid JSON.');

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
