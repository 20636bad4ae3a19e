/** Keeps the secrets of connections and workflows encrypted at rest, with a key that never leaves the server. */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const ALGORITHM = 'aes-256-gcm';
const NONCE = 12;
const TAG = 16;

/** Secrets by name, for instance `token`. */
export type Secrets = Readonly<Record<string, string>>;

/** Encrypts and decrypts secrets. */
export class SecretBox {
	private readonly key: Buffer;

	/** @param signingKey of the data folder, 32 bytes; the box's own key is derived from it */
	constructor(signingKey: Uint8Array) {
		this.key = Buffer.from(
			hkdfSync('sha256', signingKey, '', 'log360-server connection secrets', 32),
		);
	}

	/** Nonce, tag and ciphertext in one. */
	seal(secrets: Secrets): Uint8Array {
		const nonce = randomBytes(NONCE);
		const cipher = createCipheriv(ALGORITHM, this.key, nonce, { authTagLength: TAG });
		const text = Buffer.concat([cipher.update(JSON.stringify(secrets), 'utf8'), cipher.final()]);
		return new Uint8Array(Buffer.concat([nonce, cipher.getAuthTag(), text]));
	}

	/** @throws Error when the data folder's key is another, or the bytes were changed */
	open(sealed: Uint8Array): Secrets {
		if (sealed.length === 0) return {};
		const decipher = createDecipheriv(ALGORITHM, this.key, sealed.subarray(0, NONCE), {
			authTagLength: TAG,
		});
		decipher.setAuthTag(sealed.subarray(NONCE, NONCE + TAG));
		try {
			const text = decipher.update(sealed.subarray(NONCE + TAG));
			return JSON.parse(Buffer.concat([text, decipher.final()]).toString()) as Secrets;
		} catch {
			throw new Error(
				'Stored secrets cannot be decrypted: signing.key of the data folder has changed. Enter them again.',
			);
		}
	}
}
