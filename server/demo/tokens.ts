/** The two tokens for trying things out: a V2 one of all scopes but `admin`, and a legacy V1 one; both end after a month. */
import { ALL_SCOPES } from '../contract';
import { newV2Secret, type TokenRecord, type TokenRegistry } from '../access/tokens';
import { derivedKey } from '../platform';
import { createHmac } from 'node:crypto';

const V1_LENGTH = 48;
const V1_LETTERS = '0123456789abcdefghijklmnopqrstuvwxyz';

/** How long a demo token is good, ms: a forgotten one must not open a server for years. */
export const DEMO_TOKEN_LIFE_MS = 30 * 86_400_000;

/** Most secrets that are looked through, one a month: a bound for a loop, not a limit anybody meets. */
const MOST_TERMS = 1_000;

/** What {@link demoTokens} needs. */
export interface DemoTokenOptions {
	/** Secret of the installation, 32 bytes. */
	readonly key: Uint8Array;
	/** Epoch ms. */
	readonly now: number;
	/** Makes new tokens in place of revoked ones; without it a revoked one has no successor. */
	readonly renew: boolean;
}

/** The tokens to show; a part is missing when that token was revoked. */
export interface DemoTokens {
	readonly demoToken: string | undefined;
	readonly v1Token: string | undefined;
	/** Those that this start made, for the audit log. */
	readonly made: readonly TokenRecord[];
}

/**
 * Makes the demo tokens, or finds them again.
 *
 * Their secrets are derived from a key of the folder: every start can show them without any of them being kept on
 * disk, and each folder has its own. When one has ended the next term's takes its place.
 */
export async function demoTokens(
	tokens: TokenRegistry,
	options: DemoTokenOptions,
): Promise<DemoTokens> {
	const made: TokenRecord[] = [];
	const expiresAt = options.now + DEMO_TOKEN_LIFE_MS;
	const v2 = current(tokens, options, v2Secret(options.key));
	const v1 = current(tokens, options, v1Secret(options.key));
	let demoToken = v2?.secret;
	if (v2?.isNew === true) {
		const scopes = ALL_SCOPES.filter((scope) => scope !== 'admin');
		const issued = await tokens.importDemo(
			{ name: 'Demo token', generation: 'v2', scopes, expiresAt },
			v2.entropy,
		);
		demoToken = issued.secret;
		made.push(issued.record);
	}
	if (v1?.isNew === true) {
		made.push(
			await tokens.importLegacyV1({ secret: v1.secret, name: 'Legacy V1 token', expiresAt }),
		);
	}
	return { demoToken, v1Token: v1?.secret, made };
}

/**
 * Revokes the demo tokens that are good still: for a server that others can reach, or that goes without them.
 *
 * @returns those that were revoked now
 */
export async function revokeDemoTokens(
	tokens: TokenRegistry,
	key: Uint8Array,
): Promise<readonly TokenRecord[]> {
	const revoked: TokenRecord[] = [];
	for (const secretOf of [v2Secret(key), v1Secret(key)]) {
		for (let term = 0; term < MOST_TERMS; term++) {
			const found = tokens.verify(secretOf(term).secret);
			if (found.status === 'unknown') break;
			if (found.status === 'valid') revoked.push(await tokens.revoke(found.token.id));
		}
	}
	return revoked;
}

interface TermSecret {
	readonly secret: string;
	/** Of V2 tokens: what the secret is made of. */
	readonly entropy: Buffer;
}

/** The secret of the first term that is not over; undefined when it was revoked. */
function current(
	tokens: TokenRegistry,
	{ renew }: DemoTokenOptions,
	secretOf: (term: number) => TermSecret,
): (TermSecret & { isNew: boolean }) | undefined {
	for (let term = 0; term < MOST_TERMS; term++) {
		const made = secretOf(term);
		const { status } = tokens.verify(made.secret);
		if (status === 'valid' || status === 'unknown') return { ...made, isNew: status === 'unknown' };
		if (status === 'revoked' && !renew) return undefined;
	}
	return undefined;
}

function v2Secret(key: Uint8Array) {
	const own = derivedKey(key, 'demo token v2');
	return (term: number): TermSecret => {
		const entropy = mac(own, `term ${term}`);
		return { entropy, secret: newV2Secret(entropy) };
	};
}

/** 48 lower-case letters and digits, as the vendor's older samples have; bytes that would skew the choice are skipped. */
function v1Secret(key: Uint8Array) {
	const own = derivedKey(key, 'demo token v1');
	return (term: number): TermSecret => {
		let secret = '';
		for (let round = 0; secret.length < V1_LENGTH; round++) {
			for (const byte of mac(own, `term ${term} round ${round}`)) {
				if (byte < 252 && secret.length < V1_LENGTH) secret += V1_LETTERS[byte % 36];
			}
		}
		return { entropy: own, secret };
	};
}

function mac(key: Uint8Array, text: string): Buffer {
	return createHmac('sha256', key).update(text).digest();
}
