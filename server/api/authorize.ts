/** Finds the caller's token and checks that it may do what it asks. */
import type { Context, Middleware } from 'koa';
import type { Operation } from '../contract/operation';
import { hasScope } from '../tokens/scopes';
import type { TokenRegistry } from '../tokens/registry';
import { ApiError } from './errors';

const BEARER = /^Bearer +([^\s]+) *$/i;

/** Makes the authorising middleware of operations; it leaves the token's record in `ctx.state.token`. */
export function authorizer(tokens: TokenRegistry): (operation: Operation) => Middleware {
	return (operation) => async (ctx: Context, next) => {
		const { scope } = operation;
		if (scope === null) {
			await next();
			return;
		}
		const presented = BEARER.exec(ctx.get('authorization'))?.[1];
		if (presented === undefined)
			throw new ApiError('missing_token', '', { 'WWW-Authenticate': 'Bearer' });
		const found = await tokens.verifyFresh(presented);
		if (found.status === 'unknown')
			throw new ApiError('invalid_token', '', { 'WWW-Authenticate': 'Bearer' });
		const { token } = found;
		ctx.state['token'] = token;
		if (found.status === 'revoked') throw new ApiError('revoked_token', '');
		if (found.status === 'expired') {
			throw new ApiError('expired_token', new Date(token.expiresAt ?? 0).toISOString());
		}
		if (operation.generation !== 'extension' && token.generation !== operation.generation) {
			const other = operation.generation === 'v1' ? '/api/v2' : '/RestAPI/v1';
			throw new ApiError('wrong_generation_token', `it is good for ${other} only`);
		}
		if (!hasScope(token, scope)) throw new ApiError('wrong_scope', scope);
		tokens.touch(token.id);
		await next();
	};
}
