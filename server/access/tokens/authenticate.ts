/** Decides who a caller is and whether the operation is theirs to call; knows headers, but no web framework. */
import { hasScope, type Scope } from '../../contract';
import type { Generation, TokenRecord } from './record';
import type { TokenRegistry, Verification } from './registry';
import { visiblePrefix } from './secret';

/** Why a caller is refused; codes of the error catalogue. */
export type Refusal = {
	readonly code:
		| 'missing_token'
		| 'invalid_token'
		| 'expired_token'
		| 'revoked_token'
		| 'wrong_generation_token'
		| 'wrong_scope';
	/** What the catalogue's message of this code wants to know; empty when it wants nothing. */
	readonly detail: string;
	/** The token, when it is known. */
	readonly token?: TokenRecord;
	/** What may be shown of an unknown token; undefined when it is not written like one. */
	readonly prefix?: string;
};

/** Who the caller is, or why they are nobody. */
export type Authentication = { readonly token: TokenRecord } | { readonly refusal: Refusal };

/** What an operation asks of a token. */
export interface Requirement {
	/** The API that the operation belongs to; this server's own operations take V2 tokens. */
	readonly generation: Generation | 'extension';
	/** Scope that a V2 token must hold. */
	readonly scope: Scope;
}

/** RFC 6750: the scheme is read without case, the token has no spaces. */
const BEARER = /^Bearer +([^\s]+) *$/i;

/**
 * Tells whose token a request carries.
 *
 * @param authorization value of the `Authorization` header
 */
export async function authenticate(
	authorization: string | undefined,
	registry: Pick<TokenRegistry, 'verifyFresh'>,
): Promise<Authentication> {
	const presented = BEARER.exec(authorization ?? '')?.[1];
	if (presented === undefined) return { refusal: { code: 'missing_token', detail: '' } };
	return judge(await registry.verifyFresh(presented), presented);
}

/**
 * Tells whether a token may call an operation.
 *
 * @returns undefined when it may
 */
export function authorize(token: TokenRecord, requirement: Requirement): Refusal | undefined {
	const generation = requirement.generation === 'v1' ? 'v1' : 'v2';
	if (token.generation !== generation) {
		const home = token.generation === 'v1' ? '/RestAPI/v1' : '/api/v2';
		return { code: 'wrong_generation_token', detail: `it is good for ${home} only`, token };
	}
	if (hasScope(token, requirement.scope)) return undefined;
	return { code: 'wrong_scope', detail: requirement.scope, token };
}

/**
 * The `WWW-Authenticate` header of a refusal (RFC 6750, section 3): without an error code when there was
 * no token at all.
 */
export function challenge(refusal: Refusal): string {
	switch (refusal.code) {
		case 'missing_token':
			return 'Bearer realm="log360"';
		case 'wrong_scope':
			return `Bearer realm="log360", error="insufficient_scope", scope="${refusal.detail}"`;
		default:
			return 'Bearer realm="log360", error="invalid_token"';
	}
}

function judge(verification: Verification, presented: string): Authentication {
	switch (verification.status) {
		case 'valid':
			return { token: verification.token };
		case 'unknown': {
			const prefix = visiblePrefix(presented);
			const shown = prefix === undefined ? {} : { prefix };
			return { refusal: { code: 'invalid_token', detail: '', ...shown } };
		}
		case 'expired': {
			const { token } = verification;
			const detail = new Date(token.expiresAt as number).toISOString();
			return { refusal: { code: 'expired_token', detail, token } };
		}
		case 'revoked':
			return { refusal: { code: 'revoked_token', detail: '', token: verification.token } };
	}
}
