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
import { cookieOf, setCookie } from './cookies';
import { administratorOf } from './guard';
import { loginBody, passwordBody } from './schemas';

/** Adds the routes. */
export function sessionRoutes(router: Router, parts: AdminParts): void {
	const { sessions, audit, account } = parts;

	router.post('/login', async (ctx: Context) => {
		const origin = { address: ctx.ip, device: cookieOf(ctx, 'device') };
		const { id, session, device } = await logIn(parts, bodyOf(ctx, loginBody), origin);
		const former = cookieOf(ctx, 'session');
		if (former !== undefined) await sessions.end(former);
		setCookie(ctx, 'session', id);
		if (device !== undefined) setCookie(ctx, 'device', device);
		ctx.body = present(session);
	});

	router.get('/session', async (ctx: Context) => {
		const session = await sessions.use(cookieOf(ctx, 'session'));
		ctx.body = session === undefined ? { authenticated: false } : present(session);
	});

	router.post('/logout', async (ctx: Context) => {
		const id = cookieOf(ctx, 'session');
		const session = await sessions.use(id);
		if (id !== undefined && session !== undefined) {
			await sessions.end(id);
			await audit.did('logout', { actor: session.user, address: ctx.ip });
		}
		setCookie(ctx, 'session', null);
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
		await sessions.endOthers(undefined);
		setCookie(ctx, 'session', (await sessions.start(session.user)).id);
		ctx.body = { adminTokens: adminTokens(parts) };
	});

	router.post('/sessions/end', async (ctx: Context) => {
		const ended = await sessions.endOthers(undefined);
		await audit.did('logout', {
			...{ actor: administratorOf(ctx).actor, address: ctx.ip },
			note: `all ${ended} sessions ended`,
		});
		setCookie(ctx, 'session', null);
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
