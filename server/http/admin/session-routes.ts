/** The administrator API's routes about the session: login, logout, who am I, change of the password. */
import {
	addressName,
	AdminError,
	type AdminParts,
	checkUnlocked,
	logIn,
	type Session,
} from '../../access/admin';
import type Router from '@koa/router';
import type { Context } from 'koa';
import { bodyOf } from './body';
import { COOKIE, administratorOf, requireAdministrator } from './guard';
import { loginBody, passwordBody } from './schemas';

/** Adds the routes. */
export function sessionRoutes(router: Router, parts: AdminParts): void {
	const { sessions, audit, account } = parts;
	const guard = requireAdministrator(parts);

	router.post('/login', async (ctx: Context) => {
		const { id, session } = await logIn(parts, bodyOf(ctx, loginBody), ctx.ip);
		ctx.cookies.set(COOKIE, id, cookieOptions(ctx));
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

	router.put('/password', guard, async (ctx: Context) => {
		const { session } = administratorOf(ctx);
		if (session === undefined) {
			throw new AdminError(
				403,
				'forbidden',
				'The password can only be changed by who is logged in with it.',
			);
		}
		const { current, next } = bodyOf(ctx, passwordBody);
		checkUnlocked(parts, session.user, ctx.ip);
		parts.accountLockout.attempt(session.user);
		if (!(await account.verify(session.user, current))) {
			audit.refused('login_failed', {
				address: ctx.ip,
				actor: session.user,
				note: 'change of the password',
			});
			throw new AdminError(401, 'invalid_credentials', 'current: the password is wrong.');
		}
		parts.accountLockout.succeeded(session.user);
		parts.addressLockout.succeeded(addressName(ctx.ip));
		await account.save(next, 'changed by the administrator');
		sessions.endOthers(ctx.cookies.get(COOKIE));
		ctx.status = 204;
	});
}

function present(session: Session) {
	return {
		authenticated: true,
		user: session.user,
		idleUntil: new Date(session.idleUntil).toISOString(),
		endsAt: new Date(session.endsAt).toISOString(),
	};
}

/** `Secure` only over TLS: browsers would drop the cookie otherwise. */
function cookieOptions(ctx: Context) {
	return {
		httpOnly: true,
		sameSite: 'strict',
		secure: ctx.secure,
		path: '/admin',
		overwrite: true,
	} as const;
}
