/** Lets only callers through whose token is good for the operation, and tells the audit log about the others. */
import type { AccessEvent, AuditLog } from '../../access/admin';
import {
	authenticate,
	authorize,
	challenge,
	type Refusal,
	type Requirement,
	type TokenRegistry,
} from '../../access/tokens';
import type { Context, Middleware } from 'koa';
import { ApiError } from '../errors';
import { stateOf } from './state';

/** How the audit log calls each refusal; a request without any token is no news. */
const EVENTS: Readonly<Record<Refusal['code'], AccessEvent | undefined>> = {
	missing_token: undefined,
	invalid_token: 'unknown_token',
	expired_token: 'expired_token',
	revoked_token: 'revoked_token',
	wrong_generation_token: 'wrong_generation',
	wrong_scope: 'wrong_scope',
};

/** What {@link authentication} needs. */
export interface AuthenticationOptions {
	readonly registry: Pick<TokenRegistry, 'verifyFresh' | 'touch'>;
	readonly audit: Pick<AuditLog, 'refused'>;
}

/**
 * Middleware of one operation; sets `ctx.state.token`.
 *
 * @param requirement what the operation asks for; `any` = a good token, whatever its scopes and generation
 * @throws ApiError missing_token, invalid_token, expired_token, revoked_token, wrong_generation_token or wrong_scope
 */
export function authentication(
	options: AuthenticationOptions,
	requirement: Requirement | 'any',
): Middleware {
	const { registry, audit } = options;
	return async (ctx, next) => {
		const result = await authenticate(ctx.get('Authorization'), registry);
		if ('refusal' in result) throw refuse(ctx, result.refusal, audit);
		const { token } = result;
		stateOf(ctx).token = token;
		const refusal = requirement === 'any' ? undefined : authorize(token, requirement);
		if (refusal !== undefined) throw refuse(ctx, refusal, audit);
		registry.touch(token.id);
		await next();
	};
}

function refuse(ctx: Context, refusal: Refusal, audit: Pick<AuditLog, 'refused'>): ApiError {
	const event = EVENTS[refusal.code];
	if (event !== undefined) audit.refused(event, details(ctx, refusal));
	return new ApiError(refusal.code, refusal.detail, { 'WWW-Authenticate': challenge(refusal) });
}

function details(ctx: Context, { token, prefix, code, detail }: Refusal) {
	const { operation, requestId } = stateOf(ctx);
	const shown = token?.prefix ?? prefix;
	return {
		address: ctx.ip,
		...(token === undefined ? {} : { tokenId: token.id, tokenName: token.name }),
		...(shown === undefined ? {} : { tokenPrefix: shown }),
		...(operation === undefined ? {} : { operation }),
		...(code === 'wrong_scope' ? { scope: detail } : {}),
		...(requestId === undefined ? {} : { requestId }),
	};
}
