/** Keys for single purposes, derived from the secret of an installation: what one of them gives away says nothing of the others. */
import { hkdfSync } from 'node:crypto';

/**
 * Derives a key of 32 bytes (HKDF-SHA-256).
 *
 * @param key secret of the installation
 * @param purpose label of what the key is for; another label gives an unrelated key
 */
export function derivedKey(key: Uint8Array, purpose: string): Buffer {
	return Buffer.from(hkdfSync('sha256', key, '', `log360 ${purpose}`, 32));
}
