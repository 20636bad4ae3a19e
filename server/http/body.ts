/** Reads the JSON body of a request into `ctx.state.json`, with errors of the catalogue. */
import type { Operation } from '../contract';
import type { Context, Middleware } from 'koa';
import { bodyText, type ReadError } from './body-text';
import { ApiError } from './errors';
import { JsonTextError, parseJsonText } from './json-text';

/**
 * Middleware that parses the body of `operation`.
 *
 * V2 wants `Content-Type: application/json` (documented). V1 reads JSON whatever the type says, because the
 * vendor's older cURL samples send none and cURL then announces a form.
 *
 * @param maxBytes largest body
 */
export function jsonBody(operation: Operation, maxBytes: number): Middleware {
	const read = bodyText(maxBytes, (error) => explain(error, maxBytes));
	return async (ctx: Context, next) => {
		const isJson = ctx.is('json', '+json') !== false;
		if (operation.generation === 'v2' && hasBody(ctx) && !isJson) {
			throw new ApiError('unsupported_media_type', ctx.get('content-type') || 'missing');
		}
		const text = hasBody(ctx) ? await read(ctx, operation.generation === 'v1') : undefined;
		ctx.state['json'] = text === undefined ? {} : parsed(text);
		await next();
	};
}

function hasBody(ctx: Context): boolean {
	const length = ctx.get('content-length');
	return ctx.get('transfer-encoding') !== '' || (length !== '' && length !== '0');
}

function parsed(text: string): unknown {
	try {
		return parseJsonText(text);
	} catch (error) {
		if (error instanceof JsonTextError) throw new ApiError('malformed_json', error.message);
		throw error;
	}
}

function explain(error: ReadError, maxBytes: number): ApiError {
	if (error.status === 413 || error.type === 'entity.too.large') {
		return new ApiError('body_too_large', `${maxBytes} bytes`);
	}
	if (error.status === 415) return new ApiError('unsupported_media_type', 'in an unknown encoding');
	return new ApiError('malformed_json', error.message.replace(/\.$/, ''));
}
