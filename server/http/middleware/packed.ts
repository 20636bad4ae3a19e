/** Packs large answers with gzip, for callers that take it. */
import type { Context, Middleware } from 'koa';
import compress from 'koa-compress';
import { constants } from 'node:zlib';

/** Smallest answer that is packed, bytes. */
const THRESHOLD = 2_048;

const NOTHING = (): Promise<void> => Promise.resolve();

/** A page of hits is large and compresses well; level 1 costs a fraction of the default's time. */
export function packed(): Middleware {
	const pack = compress({
		threshold: THRESHOLD,
		br: false,
		gzip: { level: constants.Z_BEST_SPEED },
		deflate: false,
	});
	return async (ctx, next) => {
		ctx.vary('Accept-Encoding');
		await next();
		// Most answers are small, which is known without what the library looks at.
		if (!isSmall(ctx)) await pack(ctx, NOTHING);
	};
}

function isSmall({ body }: Context): boolean {
	const isText = typeof body === 'string';
	return (
		(isText || Buffer.isBuffer(body)) && (body as string).length * (isText ? 3 : 1) < THRESHOLD
	);
}
