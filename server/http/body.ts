/** Reads the JSON body of a request into `ctx.state.json`, with errors of the catalogue. */
import type { Operation } from '../contract';
import { bodyParser } from '@koa/bodyparser';
import type { Context, Middleware } from 'koa';
import { ApiError } from './errors';
import { isTooDeep, MAX_JSON_DEPTH } from './json-depth';

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/**
 * Middleware that parses the body of `operation`.
 *
 * V2 wants `Content-Type: application/json` (documented). V1 reads JSON whatever the type says, because the
 * vendor's older cURL samples send none and cURL then announces a form.
 *
 * @param maxBytes largest body
 */
export function jsonBody(operation: Operation, maxBytes: number): Middleware {
	const parse = bodyParser({
		enableTypes: ['json'],
		parsedMethods: METHODS,
		jsonLimit: maxBytes,
		jsonStrict: true,
		detectJSON: () => operation.generation === 'v1',
		onError: (error: Error) => {
			throw explain(error, maxBytes);
		},
	});
	return async (ctx: Context, next) => {
		const isJson = ctx.is('json', '+json') !== false;
		if (operation.generation === 'v2' && hasBody(ctx) && !isJson) {
			throw new ApiError('unsupported_media_type', ctx.get('content-type') || 'missing');
		}
		await parse(ctx, async () => undefined);
		ctx.state['json'] = hasBody(ctx) ? ctx.request.body : {};
		if (isTooDeep(ctx.state['json'])) {
			throw new ApiError('malformed_json', `it nests deeper than ${MAX_JSON_DEPTH} levels`);
		}
		await next();
	};
}

function hasBody(ctx: Context): boolean {
	const length = ctx.get('content-length');
	return ctx.get('transfer-encoding') !== '' || (length !== '' && length !== '0');
}

function explain(error: Error & { status?: number; type?: string }, maxBytes: number): ApiError {
	if (error.status === 413 || error.type === 'entity.too.large') {
		return new ApiError('body_too_large', `${maxBytes} bytes`);
	}
	if (error.status === 415) return new ApiError('unsupported_media_type', 'in an unknown encoding');
	return new ApiError('malformed_json', error.message.replace(/\.$/, ''));
}
