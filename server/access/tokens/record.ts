/** What the server knows of a token; the secret itself is never kept. */

import type { Scope } from '../../contract';

/** Which API a token opens. */
export type Generation = 'v1' | 'v2';

/** A token as administrators see it. All times are epoch ms. */
export interface TokenRecord {
	/** `tok_` and 11 base-62 digits; stays the same when the token is regenerated. */
	readonly id: string;
	readonly name: string;
	readonly generation: Generation;
	/** The secret's first characters, for telling tokens apart. */
	readonly prefix: string;
	/** Empty for V1 tokens: they have full access to V1. */
	readonly scopes: readonly Scope[];
	/** From this moment on the token is refused; null = never expires. */
	readonly expiresAt: number | null;
	readonly createdAt: number;
	/** Last accepted use, exact to some seconds: it is written to disk lazily. */
	readonly lastUsedAt: number | null;
	/** When the present secret replaced another one. */
	readonly regeneratedAt: number | null;
	readonly revokedAt: number | null;
}

/** A token as it is stored: with the SHA-256 of its secret. */
export interface StoredToken extends TokenRecord {
	readonly hash: Uint8Array;
}

/** A secret that a regeneration replaced; kept so that its use can be told from an unknown token's. */
export interface FormerSecret {
	readonly hash: Uint8Array;
	readonly tokenId: string;
}

/** Whether a token is good at `now` (epoch ms), or why it is not. */
export function tokenStatus(token: TokenRecord, now: number): 'valid' | 'expired' | 'revoked' {
	if (token.revokedAt !== null) return 'revoked';
	return token.expiresAt !== null && token.expiresAt <= now ? 'expired' : 'valid';
}
