/** Reads the header by which a caller asks to be told when its job has ended; an extension of this server. */
import type { Context } from 'koa';
import { ApiError } from './errors';

const HEADER = 'X-Log360-Callback-Url';
const MAX_LENGTH = 2048;

/**
 * The URL to call, or undefined.
 *
 * @throws ApiError invalid_parameter when it is no http or https URL
 */
export function callbackUrl(ctx: Context): string | undefined {
	const url = ctx.get(HEADER);
	if (url === '') return undefined;
	if (url.length <= MAX_LENGTH && URL.canParse(url) && /^https?:/.test(new URL(url).protocol)) {
		return url;
	}
	throw new ApiError(
		'invalid_parameter',
		`${HEADER}: expected an http or https URL of at most ${MAX_LENGTH} characters`,
	);
}
