/** All tokens in memory, as of the last look at the database, so that verifying one waits for nothing. */
import { HashIndex } from './index-by-hash';
import type { StoredToken, TokenRecord } from './record';
import type { TokenSnapshot } from './store';

/** A secret that was found: whose it is, and whether it still is the token's present secret. */
export interface Found {
	readonly token: TokenRecord;
	readonly current: boolean;
}

/** Tokens by id and by the hash of their secret. */
export class TokenCache {
	private tokens = new Map<string, StoredToken>();
	private former = new Map<string, { hash: Uint8Array; tokenId: string }>();
	private index = new HashIndex<{ id: string; current: boolean }>();

	/** Takes over everything from a snapshot. */
	load(snapshot: TokenSnapshot): void {
		this.tokens = new Map(snapshot.tokens.map((token) => [token.id, token]));
		this.former = new Map(snapshot.former.map((secret) => [key(secret.hash), secret]));
		this.rebuild();
	}

	/** Adds a token or replaces what was known of it; a secret that it no longer has becomes a former one. */
	put(token: StoredToken): void {
		const before = this.tokens.get(token.id);
		this.tokens.set(token.id, token);
		if (before !== undefined && key(before.hash) === key(token.hash)) return;
		if (before !== undefined) {
			this.former.set(key(before.hash), { hash: before.hash, tokenId: token.id });
		}
		this.rebuild();
	}

	/** The token whose secret has this SHA-256. */
	find(hash: Uint8Array): Found | undefined {
		const found = this.index.find(hash);
		const token = found === undefined ? undefined : this.tokens.get(found.id);
		return found === undefined || token === undefined
			? undefined
			: { token, current: found.current };
	}

	get(id: string): StoredToken | undefined {
		return this.tokens.get(id);
	}

	all(): StoredToken[] {
		return [...this.tokens.values()];
	}

	/** Tokens change rarely and are few, so the index is simply made anew. */
	private rebuild(): void {
		const index = new HashIndex<{ id: string; current: boolean }>();
		for (const { hash, tokenId } of this.former.values())
			index.add(hash, { id: tokenId, current: false });
		for (const { hash, id } of this.tokens.values()) index.add(hash, { id, current: true });
		this.index = index;
	}
}

function key(hash: Uint8Array): string {
	return Buffer.from(hash).toString('base64');
}
