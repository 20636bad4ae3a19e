/** Lets only administrators through: by the cookie of a session, or by a token with the scope `admin`. */
import { authenticate, authorize, type TokenRegistry } from '../../access/tokens';
import { AdminError, type AuditLog, type Session, type SessionBook } from '../../access/admin';
import type { Context, Middleware } from 'koa';
import { cookieOf } from './cookies';

/** Who administers, as `requireAdministrator` leaves it in `ctx.state.administrator`. */
export interface Administrator {
	/** For the audit log: the account's name, or the token's id. */
	readonly actor: string;
	/** undefined when a token was used. */
	readonly session: Session | undefined;
}

/** What the guard needs. */
export interface GuardParts {
	readonly sessions: SessionBook;
	readonly registry: Pick<TokenRegistry, 'verifyFresh' | 'touch'>;
	readonly audit: Pick<AuditLog, 'refused'>;
}

/**
 * A request with an `Authorization` header is judged by that alone: falling back to the cookie would let it
 * past the cross-site check.
 *
 * @throws AdminError 401 not_logged_in, 403 forbidden
 */
export function requireAdministrator(parts: GuardParts): Middleware {
	return async (ctx, next) => {
		const authorization = ctx.get('Authorization');
		ctx.state['administrator'] =
			authorization === '' ? await bySession(ctx, parts) : await byToken(ctx, authorization, parts);
		await next();
	};
}

/** Who administers in this request. */
export function administratorOf(ctx: Pick<Context, 'state'>): Administrator {
	return ctx.state['administrator'] as Administrator;
}

async function bySession(ctx: Context, { sessions }: GuardParts): Promise<Administrator> {
	const session = await sessions.use(cookieOf(ctx, 'session'));
	if (session === undefined) {
		throw new AdminError(
			401,
			'not_logged_in',
			'Log in first: there is no session, or it has ended.',
		);
	}
	return { actor: session.user, session };
}

async function byToken(
	ctx: Context,
	header: string,
	{ registry, audit }: GuardParts,
): Promise<Administrator> {
	const result = await authenticate(header, registry);
	const refusal =
		'refusal' in result
			? result.refusal
			: authorize(result.token, { generation: 'extension', scope: 'admin' });
	if (refusal === undefined && 'token' in result) {
		registry.touch(result.token.id);
		return { actor: result.token.id, session: undefined };
	}
	const token = refusal?.token;
	const details = {
		address: ctx.ip,
		operation: 'admin',
		...(token === undefined
			? {}
			: { tokenId: token.id, tokenName: token.name, tokenPrefix: token.prefix }),
	};
	if (refusal?.code === 'wrong_scope' || refusal?.code === 'wrong_generation_token') {
		audit.refused('wrong_scope', { ...details, scope: 'admin' });
		throw new AdminError(403, 'forbidden', 'The token lacks the scope admin.');
	}
	if (refusal?.code !== 'missing_token') {
		audit.refused(
			refusal?.code === 'invalid_token' ? 'unknown_token' : (refusal?.code ?? 'unknown_token'),
			details,
		);
	}
	throw new AdminError(401, 'not_logged_in', 'The token is missing, unknown, expired or revoked.', {
		'WWW-Authenticate': 'Bearer realm="log360"',
	});
}
