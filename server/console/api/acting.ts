/** Lets an administrator, by session or token, call the API's operations as the console does. */
import { type Administrator, administratorOf } from '../../http';
import type { TokenRecord, TokenRegistry } from '../../access/tokens';
import { ALL_SCOPES } from '../../contract';
import type { Middleware } from 'koa';

/** Owner of the jobs and cursors of sessions: all sessions are of the one administrator. */
const SESSION_OWNER = 'console';

/**
 * Middleware behind `requireAdministrator`: leaves in `ctx.state.token` for whom the operations work. A session
 * stands for a token of all scopes that carries the account's name.
 */
export function actAsAdministrator(registry: Pick<TokenRegistry, 'get'>): Middleware {
	return (ctx, next) => {
		const administrator = administratorOf(ctx);
		ctx.state['token'] = registry.get(administrator.actor) ?? sessionToken(administrator);
		return next();
	};
}

function sessionToken({ actor, session }: Administrator): TokenRecord {
	return {
		id: SESSION_OWNER,
		name: actor,
		generation: 'v2',
		prefix: '',
		scopes: ALL_SCOPES,
		expiresAt: session?.endsAt ?? null,
		createdAt: session?.createdAt ?? 0,
		lastUsedAt: null,
		regeneratedAt: null,
		revokedAt: null,
	};
}
