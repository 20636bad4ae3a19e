/** The store of tokens, of the administrator's account and of the audit log, which share one place. */
import type { Store } from '../../platform';
import type { FormerSecret, StoredToken } from './record';

/** All tokens as they were at a version of the store. */
export interface TokenSnapshot {
	/** Changes when somebody else, such as the CLI, has written. */
	readonly version: number;
	readonly tokens: readonly StoredToken[];
	readonly former: readonly FormerSecret[];
}

/** A new secret of a token. */
export interface NewSecret {
	readonly hash: Uint8Array;
	readonly prefix: string;
	/** Epoch ms; null = never. */
	readonly expiresAt: number | null;
	/** Epoch ms. */
	readonly now: number;
}

/** What the store of tokens does. */
export interface TokenStoreMethods {
	/** Everything, or undefined when nothing was written by others since `known`. */
	snapshot(known?: number): TokenSnapshot | undefined;
	/** Adds a token; when one has or had this secret already, that one stays as it is: no secret comes back. */
	insertToken(token: StoredToken): StoredToken;
	/** Gives a token that is not revoked a new secret; undefined when there is no such token. */
	replaceSecret(id: string, secret: NewSecret): StoredToken | undefined;
	/** Revokes a token; the first time counts. Undefined when there is no such token. */
	revokeToken(id: string, now: number): StoredToken | undefined;
	/** Records last uses, [id, epoch ms] each; an earlier one never replaces a later one. */
	touchTokens(uses: readonly (readonly [string, number])[]): void;
}

/** Where tokens are kept. */
export type TokenStore = Store<TokenStoreMethods>;
