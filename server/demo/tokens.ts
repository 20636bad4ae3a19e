/** The two tokens that every data folder has for trying things out: a V2 one of all scopes and a legacy V1 one. */
import { ALL_SCOPES } from '../contract';
import type { TokenRegistry } from '../access/tokens';
import { createHmac } from 'node:crypto';

const V1_LENGTH = 48;
const V1_LETTERS = '0123456789abcdefghijklmnopqrstuvwxyz';

/**
 * Makes the demo tokens, or finds them again.
 *
 * Their secrets are derived from the folder's signing key: every start can show them without any of them being
 * kept on disk, and each folder has its own.
 *
 * @param key signing key of the data folder, 32 bytes
 */
export async function demoTokens(
	tokens: TokenRegistry,
	key: Uint8Array,
): Promise<{ demoToken: string; v1Token: string }> {
	const { secret: demoToken } = await tokens.importDemo(
		{ name: 'Demo token', generation: 'v2', scopes: ALL_SCOPES, expiresAt: null },
		derive(key, 'demo token v2'),
	);
	const v1Token = v1Secret(key);
	await tokens.importLegacyV1({ secret: v1Token, name: 'Legacy V1 token' });
	return { demoToken, v1Token };
}

function derive(key: Uint8Array, purpose: string): Buffer {
	return createHmac('sha256', key).update(purpose).digest();
}

/** 48 lower-case letters and digits, as the vendor's older samples have; bytes that would skew the choice are skipped. */
function v1Secret(key: Uint8Array): string {
	let text = '';
	for (let round = 0; text.length < V1_LENGTH; round++) {
		for (const byte of derive(key, `demo token v1 ${round}`)) {
			if (byte < 252 && text.length < V1_LENGTH) text += V1_LETTERS[byte % 36];
		}
	}
	return text;
}
