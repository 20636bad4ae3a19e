/** The cookies of the administrator API: their names, how far they go, and who can read them. */
import type { Context } from 'koa';

/** A session, and a browser that has signed in before. */
export type CookieKind = 'session' | 'device';

const KINDS = {
	session: { name: 'log360_admin', path: '/admin' },
	device: { name: 'log360_device', path: '/admin/api/login', maxAge: 365 * 86_400_000 },
} as const;

/** The value of a cookie, undefined without one. */
export function cookieOf(ctx: Context, kind: CookieKind): string | undefined {
	return ctx.cookies.get(nameOf(ctx, kind));
}

/** Gives the browser a cookie that neither scripts nor requests of other sites can use; null takes it away. */
export function setCookie(ctx: Context, kind: CookieKind, value: string | null): void {
	const { name: _, ...reach } = KINDS[kind];
	ctx.cookies.set(nameOf(ctx, kind), value, {
		...reach,
		...{ httpOnly: true, sameSite: 'strict', secure: ctx.secure, overwrite: true },
		// What the prefix asks for.
		...(ctx.secure ? { path: '/' } : {}),
	});
}

/**
 * Over TLS, also that of a proxy whose word counts, browsers take a cookie of this name from this very host and over TLS
 * alone: no page of a sibling host, and nobody who answers in plain HTTP, can plant one. Without TLS they would drop it.
 */
function nameOf(ctx: Context, kind: CookieKind): string {
	const { name } = KINDS[kind];
	return ctx.secure ? `__Host-${name}` : name;
}
