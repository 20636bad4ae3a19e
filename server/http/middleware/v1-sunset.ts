/** Answers V1 as gone from a given moment on, and announces that moment before. */
import type { Clock } from '../../platform';
import type { Middleware } from 'koa';
import { ApiError } from '../errors';

/** Every path of V1 begins so. */
const V1_PATHS = '/RestAPI/';

/** Options of {@link v1Sunset}. */
export interface V1SunsetOptions {
	/** From when on V1 is gone, epoch ms; null = never. */
	readonly sunset: number | null;
	readonly clock: Clock;
}

/**
 * Lets V1 requests through until the sunset, announcing it by the header `Sunset` (RFC 8594); all
 * other paths are none of its business.
 *
 * @throws ApiError v1_gone
 */
export function v1Sunset(options: V1SunsetOptions): Middleware {
	const { sunset, clock } = options;
	if (sunset === null) return (_, next) => next();
	const header = new Date(sunset).toUTCString();
	return (ctx, next) => {
		if (!ctx.path.startsWith(V1_PATHS)) return next();
		if (clock.now() >= sunset) throw new ApiError('v1_gone', '', { Sunset: header });
		ctx.set('Sunset', header);
		return next();
	};
}
