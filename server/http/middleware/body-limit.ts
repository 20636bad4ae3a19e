/** Refuses a body by its announced length before a byte of it is read. */
import type { Middleware } from 'koa';
import { ApiError } from '../errors';

/** Options of {@link bodyLimit}. */
export interface BodyLimitOptions {
	/** Largest `Content-Length`, bytes. */
	readonly maxBytes: number;
}

/**
 * Refuses requests that announce a larger body. A body without an announced length (chunked) is for its
 * reader to count.
 *
 * The connection is closed: its next bytes would be the body that nobody wants to read.
 *
 * @throws ApiError body_too_large
 */
export function bodyLimit(options: BodyLimitOptions): Middleware {
	const { maxBytes } = options;
	return (ctx, next) => {
		const announced = Number(ctx.get('Content-Length'));
		if (announced > maxBytes) {
			throw new ApiError('body_too_large', formatBytes(maxBytes), { Connection: 'close' });
		}
		return next();
	};
}

/** Writes a number of bytes for people: whole MiB or KiB where it is one, otherwise bytes. */
export function formatBytes(bytes: number): string {
	if (bytes >= 1024 * 1024 && bytes % (1024 * 1024) === 0) return `${bytes / (1024 * 1024)} MiB`;
	if (bytes >= 1024 && bytes % 1024 === 0) return `${bytes / 1024} KiB`;
	return `${bytes} bytes`;
}
