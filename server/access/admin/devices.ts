/** Knows browsers that have signed in before, by a signed cookie: their owner gets in however many others guess. */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

const ID_BYTES = 18;
const FORM = /^([\w-]{24})\.([\w-]{43})$/;

/** Makes and checks the values of the cookie. */
export class KnownDevices {
	/** @param key for this purpose alone, 32 bytes */
	constructor(private readonly key: Uint8Array) {}

	/** A value for a browser that has just signed in. */
	issue(): string {
		const id = randomBytes(ID_BYTES).toString('base64url');
		return `${id}.${this.sign(id)}`;
	}

	/** The id in a value of this server's making; undefined for anything else. */
	idOf(value: string | undefined): string | undefined {
		const [, id, given] = FORM.exec(value ?? '') ?? [];
		if (id === undefined || given === undefined) return undefined;
		return timingSafeEqual(Buffer.from(given), Buffer.from(this.sign(id))) ? id : undefined;
	}

	private sign(id: string): string {
		return createHmac('sha256', this.key).update(id).digest('base64url');
	}
}
