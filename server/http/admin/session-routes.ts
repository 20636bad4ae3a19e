/** The administrator API's routes about the session: login, logout, who am I, change of the password. */
import {
	AdminError,
	type AdminParts,
	confirmPassword,
	logIn,
	passwordProblem,
	type Session,
} from '../../access/admin';
import { tokenStatus } from '../../access/tokens';
import type Router from '@koa/router';
import type { Context } from 'koa';
import { bodyOf } from './body';
import { COOKIE, administratorOf } from './guard';
import { loginBody, passwordBody } from './schemas';

/** Adds the routes. */
export function sessionRoutes(router: Router, parts: AdminParts): void {
	const { sessions, audit, account } = parts;

	router.post('/login', async (ctx: Context) => {
		const origin = { address: ctx.ip, device: ctx.cookies.get(DEVICE_COOKIE) };
		const { id, session, device } = await logIn(parts, bodyOf(ctx, loginBody), origin);
		const former = ctx.cookies.get(COOKIE);
		if (former !== undefined) sessions.end(former);
		ctx.cookies.set(COOKIE, id, cookieOptions(ctx));
		if (device !== undefined) ctx.cookies.set(DEVICE_COOKIE, device, deviceOptions(ctx));
		ctx.body = present(session);
	});

	router.get('/session', async (ctx: Context) => {
		const session = sessions.use(ctx.cookies.get(COOKIE));
		ctx.body = session === undefined ? { authenticated: false } : present(session);
	});

	router.post('/logout', async (ctx: Context) => {
		const id = ctx.cookies.get(COOKIE);
		const session = sessions.use(id);
		if (id !== undefined && session !== undefined) {
			sessions.end(id);
			await audit.did('logout', { actor: session.user, address: ctx.ip });
		}
		ctx.cookies.set(COOKIE, null, cookieOptions(ctx));
		ctx.status = 204;
	});

	router.put('/password', async (ctx: Context) => {
		const { session } = administratorOf(ctx);
		if (session === undefined) {
			throw new AdminError(
				403,
				'forbidden',
				'The password can only be changed by who is logged in with it.',
			);
		}
		const { current, next } = bodyOf(ctx, passwordBody);
		const problem = passwordProblem(next);
		if (problem !== undefined) throw new AdminError(400, 'invalid_request', `next: ${problem}`);
		await confirmPassword(parts, { user: session.user, password: current }, ctx.ip);
		await account.save(next, 'changed by the administrator', ctx.ip);
		// Whoever has read the old id has nothing from it any more.
		sessions.endOthers(undefined);
		ctx.cookies.set(COOKIE, sessions.start(session.user).id, cookieOptions(ctx));
		ctx.body = { adminTokens: adminTokens(parts) };
	});

	router.post('/sessions/end', async (ctx: Context) => {
		const ended = sessions.size;
		sessions.endOthers(undefined);
		await audit.did('logout', {
			...{ actor: administratorOf(ctx).actor, address: ctx.ip },
			note: `all ${ended} sessions ended`,
		});
		ctx.cookies.set(COOKIE, null, cookieOptions(ctx));
		ctx.body = { ended };
	});
}

/** Good tokens that open the administrator API: a change of the password does not end them, so it tells. */
function adminTokens({ registry, clock }: AdminParts): number {
	return registry
		.list()
		.filter(
			(token) => tokenStatus(token, clock.now()) === 'valid' && token.scopes.includes('admin'),
		).length;
}

function present(session: Session) {
	return {
		authenticated: true,
		user: session.user,
		idleUntil: new Date(session.idleUntil).toISOString(),
		endsAt: new Date(session.endsAt).toISOString(),
	};
}

/** Name and life of the cookie of a browser that has signed in before. */
const DEVICE_COOKIE = 'log360_device';
const DEVICE_MS = 365 * 86_400_000;

/** For the login alone. */
function deviceOptions(ctx: Context) {
	return { ...cookieOptions(ctx), path: '/admin/api/login', maxAge: DEVICE_MS } as const;
}

/** `Secure` only over TLS, also that of a proxy whose word counts: browsers would drop the cookie otherwise. */
function cookieOptions(ctx: Context) {
	return {
		httpOnly: true,
		sameSite: 'strict',
		secure: ctx.secure,
		path: '/admin',
		overwrite: true,
	} as const;
}
