/** Signs webhook messages as the Standard Webhooks specification says (https://www.standardwebhooks.com). */
import { createHmac, randomBytes } from 'node:crypto';

const PREFIX = 'whsec_';

/** A new secret of 32 random bytes, in the specification's form. */
export function newWebhookSecret(): string {
	return PREFIX + randomBytes(32).toString('base64');
}

/** Whether `secret` is one: 24 to 64 bytes in base64, with the prefix or without. */
export function isWebhookSecret(secret: string): boolean {
	const text = secret.startsWith(PREFIX) ? secret.slice(PREFIX.length) : secret;
	const bytes = keyOf(secret);
	return /^[A-Za-z0-9+/]+={0,2}$/.test(text) && bytes.length >= 24 && bytes.length <= 64;
}

/**
 * The headers of a signed message.
 *
 * @param id of the message; the same at every attempt, so that the receiver can tell repeats
 * @param now time of the attempt, epoch ms
 */
export function webhookHeaders(
	secret: string,
	id: string,
	now: number,
	body: string,
): Record<string, string> {
	const timestamp = String(Math.floor(now / 1000));
	const signature = createHmac('sha256', keyOf(secret))
		.update(`${id}.${timestamp}.${body}`)
		.digest('base64');
	return {
		'webhook-id': id,
		'webhook-timestamp': timestamp,
		'webhook-signature': `v1,${signature}`,
	};
}

function keyOf(secret: string): Buffer {
	return Buffer.from(secret.startsWith(PREFIX) ? secret.slice(PREFIX.length) : secret, 'base64');
}
