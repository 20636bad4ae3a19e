/** The server's tokens: verified in memory, changed durably, shown once. */
import type { Clock } from '../../platform';
import { TokenCache } from './cache';
import { TokenError } from './errors';
import { type TokenRequest, checkExpiry, legacyV1Token, newV2Token } from './new-token';
import { type StoredToken, type TokenRecord, tokenStatus } from './record';
import { hashSecret, isPlausible, isV2Secret } from './secret';
import type { TokenStore } from './store';

/** How often the file is looked at for the changes of another process, ms: a revocation by the CLI works within this. */
const REFRESH_MS = 500;

/** Last uses are written down with every tenth look: each write waits for the disk, and costs all others of the thread. */
const FLUSH_EVERY = 10;

/** What a presented secret turned out to be. */
export type Verification =
	| { readonly status: 'valid'; readonly token: TokenRecord }
	| { readonly status: 'unknown' }
	| { readonly status: 'expired' | 'revoked'; readonly token: TokenRecord };

/** A token just made: its secret, which cannot be had again, and its record. */
export interface IssuedToken {
	readonly secret: string;
	readonly record: TokenRecord;
}

/** Options of {@link TokenRegistry.open}. */
export interface RegistryOptions {
	/** Where the tokens are; the registry closes it. */
	readonly store: TokenStore;
	readonly clock: Clock;
	/** How often to look for changes by other processes and to write last uses down, ms; 0 = only when `refresh` is called. */
	readonly refreshMs?: number;
	/** Told when the periodic look at the file fails; the tokens then stay as they were. */
	readonly onError?: (error: unknown) => void;
}

/** All tokens of a server. */
export class TokenRegistry {
	private readonly cache = new TokenCache();
	private readonly uses = new Map<string, number>();
	private version: number | undefined;
	private running: Promise<void> | undefined;
	private next: Promise<void> | undefined;
	private timer: NodeJS.Timeout | undefined;
	private readonly listeners: ((id: string) => void)[] = [];

	private constructor(
		private readonly store: TokenStore,
		private readonly clock: Clock,
	) {}

	/**
	 * Reads all tokens; when that fails the store is closed.
	 *
	 * @throws Error when the store cannot be read
	 */
	static async open(options: RegistryOptions): Promise<TokenRegistry> {
		const { store, clock } = options;
		const registry = new TokenRegistry(store, clock);
		try {
			await registry.refresh();
		} catch (error) {
			await store.close();
			throw error;
		}
		registry.refreshEvery(options.refreshMs ?? REFRESH_MS, options.onError ?? (() => undefined));
		return registry;
	}

	/**
	 * Tells what a presented secret is, from memory alone.
	 *
	 * @param presented what the caller sent after `Bearer`; anything at all
	 */
	verify(presented: string): Verification {
		if (!isPlausible(presented)) return { status: 'unknown' };
		const found = this.cache.find(hashSecret(presented));
		if (found === undefined) return { status: 'unknown' };
		const token = this.withLastUse(found.token);
		if (!found.current) return { status: 'revoked', token };
		return { status: tokenStatus(token, this.clock.now()), token };
	}

	/**
	 * As `verify`, but before a V2 secret with a right checksum is called unknown, looks whether another process
	 * has just made it: a token of `log360-server token create` works at once.
	 */
	async verifyFresh(presented: string): Promise<Verification> {
		const verification = this.verify(presented);
		if (verification.status !== 'unknown' || !isV2Secret(presented)) return verification;
		await this.refresh();
		return this.verify(presented);
	}

	/**
	 * Makes a V2 token; it is on disk when this resolves.
	 *
	 * @throws TokenError when the request is wrong or asks for a V1 token
	 */
	async create(request: TokenRequest): Promise<IssuedToken> {
		const { secret, token } = newV2Token(request, this.clock.now());
		return { secret, record: this.keep(await this.store.call('insertToken', [token])) };
	}

	/**
	 * Makes the demo data's V2 token, or finds it again: the same entropy gives the same secret at every start, so
	 * that it can be shown again without being kept. Importing it again changes nothing, even after it was revoked.
	 *
	 * @param entropy 32 bytes derived from the data folder's key
	 * @throws TokenError when the request is wrong
	 */
	async importDemo(request: TokenRequest, entropy: Uint8Array): Promise<IssuedToken> {
		const { secret, token } = newV2Token(request, this.clock.now(), entropy);
		return { secret, record: this.keep(await this.store.call('insertToken', [token])) };
	}

	/**
	 * Takes in a V1 token that exists already (the demo data's); the only way a V1 token comes to be.
	 * Importing it again changes nothing, even after it was revoked.
	 *
	 * @param options.expiresAt epoch ms; null or absent = never
	 * @param options.secret 48 lower-case letters and digits
	 * @throws TokenError when the secret has another form
	 */
	async importLegacyV1(options: {
		readonly secret: string;
		readonly name: string;
		readonly expiresAt?: number | null;
	}): Promise<TokenRecord> {
		const token = legacyV1Token(options, this.clock.now());
		return this.keep(await this.store.call('insertToken', [token]));
	}

	/** All tokens, revoked and expired ones too, in the order of their creation. */
	list(): TokenRecord[] {
		return this.cache.all().map((token) => this.withLastUse(token));
	}

	/** The token of that id, or undefined. */
	get(id: string): TokenRecord | undefined {
		const token = this.cache.get(id);
		return token === undefined ? undefined : this.withLastUse(token);
	}

	/**
	 * Gives a token a new secret; the old one is refused as revoked from then on.
	 *
	 * @param id of a V2 token that is not revoked
	 * @param expiresAt new expiry (epoch ms, null = never); left out, the present one stays
	 * @throws TokenError when there is no such token, it is V1 or revoked, or the expiry has passed
	 */
	async regenerate(id: string, expiresAt?: number | null): Promise<IssuedToken> {
		const token = await this.known(id);
		const now = this.clock.now();
		if (token.revokedAt !== null) throw alreadyRevoked(token);
		const expiry = expiresAt === undefined ? token.expiresAt : expiresAt;
		if (expiresAt === undefined && tokenStatus(token, now) === 'expired') {
			throw new TokenError('expired', `Token ${id} has expired: regenerate it with a new expiry.`);
		}
		checkExpiry(expiry, now);
		const made = newV2Token({ ...token, expiresAt: expiry }, now);
		const { hash, prefix } = made.token;
		const stored = await this.store.call('replaceSecret', [
			id,
			{ hash, prefix, expiresAt: expiry, now },
		]);
		if (stored === undefined) throw alreadyRevoked(token);
		return { secret: made.secret, record: this.keep(stored) };
	}

	/**
	 * Revokes a token for good; it is refused from then on, here and after a restart.
	 *
	 * @throws TokenError when there is no such token or it was revoked before
	 */
	async revoke(id: string): Promise<TokenRecord> {
		const token = await this.known(id);
		if (token.revokedAt !== null) throw alreadyRevoked(token);
		const stored = await this.store.call('revokeToken', [id, this.clock.now()]);
		if (stored === undefined) throw unknownToken(id);
		return this.keep(stored);
	}

	/** Has `listener` told of every token that is revoked from now on, by this process or another one. */
	onRevoked(listener: (id: string) => void): void {
		this.listeners.push(listener);
	}

	/** Notes that a token was used now; written down some seconds later. */
	touch(id: string): void {
		this.uses.set(id, this.clock.now());
	}

	/** Takes over what other processes wrote; a call during another one gets a look of its own. */
	refresh(): Promise<void> {
		if (this.running === undefined) {
			this.running = this.read().finally(() => (this.running = undefined));
			return this.running;
		}
		this.next ??= this.running
			.catch(() => undefined)
			.then(() => {
				this.next = undefined;
				return this.refresh();
			});
		return this.next;
	}

	/** Writes last uses down. */
	async flush(): Promise<void> {
		if (this.uses.size === 0) return;
		const uses = [...this.uses];
		await this.store.call('touchTokens', [uses]);
		for (const [id, time] of uses) {
			const token = this.cache.get(id);
			if (token !== undefined)
				this.keep({ ...token, lastUsedAt: Math.max(time, token.lastUsedAt ?? 0) });
			if (this.uses.get(id) === time) this.uses.delete(id);
		}
	}

	/** Writes last uses down and ends the thread. */
	async close(): Promise<void> {
		clearInterval(this.timer);
		await this.flush().catch(() => undefined);
		await this.store.close();
	}

	private async read(): Promise<void> {
		const snapshot = await this.store.call('snapshot', [this.version]);
		if (snapshot === undefined) return;
		this.version = snapshot.version;
		const before = new Map(this.cache.all().map((token) => [token.id, token.revokedAt]));
		this.cache.load(snapshot);
		for (const { id, revokedAt } of this.cache.all())
			if (revokedAt !== null && before.get(id) === null) this.tellRevoked(id);
	}

	private refreshEvery(milliseconds: number, onError: (error: unknown) => void): void {
		if (milliseconds === 0) return;
		let ticks = 0;
		this.timer = setInterval(() => {
			const flushes = ++ticks % FLUSH_EVERY === 0;
			this.refresh()
				.then(() => (flushes ? this.flush() : undefined))
				.catch(onError);
		}, milliseconds);
		this.timer.unref();
	}

	private tellRevoked(id: string): void {
		for (const listener of this.listeners) listener(id);
	}

	private keep(token: StoredToken): TokenRecord {
		const before = this.cache.get(token.id);
		this.cache.put(token);
		if (before?.revokedAt === null && token.revokedAt !== null) this.tellRevoked(token.id);
		return withoutHash(token);
	}

	/** The CLI may have made or revoked the token a moment ago, so changes start from the file. */
	private async known(id: string): Promise<StoredToken> {
		await this.refresh();
		const token = this.cache.get(id);
		if (token === undefined) throw unknownToken(id);
		return token;
	}

	private withLastUse(token: TokenRecord): TokenRecord {
		const used = this.uses.get(token.id);
		const record = withoutHash(token);
		return used === undefined
			? record
			: { ...record, lastUsedAt: Math.max(used, token.lastUsedAt ?? 0) };
	}
}

/** Hashes stay inside: not even an administrator's page needs them. */
function withoutHash(token: TokenRecord | StoredToken): TokenRecord {
	const { hash: _, ...record } = token as StoredToken;
	return record;
}

function unknownToken(id: string): TokenError {
	return new TokenError('unknown_token', `No token has the id ${JSON.stringify(id.slice(0, 64))}.`);
}

function alreadyRevoked(token: TokenRecord): TokenError {
	return new TokenError(
		'already_revoked',
		`Token ${token.id} was revoked already; a revoked token never comes back.`,
	);
}
