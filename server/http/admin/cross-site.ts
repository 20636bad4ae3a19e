/** Refuses requests that another site's page may have sent with the administrator's cookie. */
import { AdminError } from '../../access/admin';
import type { Context, Middleware } from 'koa';

/** A header that a page of another origin cannot send without asking first, and this server never allows it. */
export const CONSOLE_HEADER = 'X-Log360-Console';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Wants of every request that changes something: the header `X-Log360-Console: 1`, and if the browser tells
 * where the request comes from (`Origin`, `Sec-Fetch-Site`), that it is this very origin. Requests with a
 * token instead of a cookie pass: no browser adds a token by itself.
 *
 * @throws AdminError 403 cross_site
 */
export function refuseCrossSite(): Middleware {
	return (ctx, next) => {
		if (SAFE_METHODS.has(ctx.method) || ctx.get('Authorization') !== '') return next();
		if (ctx.get(CONSOLE_HEADER) !== '1') {
			throw crossSite(`the header ${CONSOLE_HEADER}: 1 is missing`);
		}
		const site = ctx.get('Sec-Fetch-Site');
		if (site !== '' && site !== 'same-origin' && site !== 'none')
			throw crossSite('it comes from another site');
		const origin = ctx.get('Origin');
		if (origin !== '' && !isOwnOrigin(ctx, origin)) throw crossSite('it comes from another origin');
		return next();
	};
}

/** Without the scheme: behind a proxy that ends TLS, the server does not know it. */
function isOwnOrigin(ctx: Context, origin: string): boolean {
	return URL.canParse(origin) && new URL(origin).host === ctx.host.toLowerCase();
}

function crossSite(reason: string): AdminError {
	return new AdminError(403, 'cross_site', `The request is refused: ${reason}.`);
}
