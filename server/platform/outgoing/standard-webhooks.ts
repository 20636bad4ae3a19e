/** Signs webhook messages as the Standard Webhooks specification says (https://www.standardwebhooks.com). */
import { createHmac, randomBytes } from 'node:crypto';

const PREFIX = 'whsec_';

/** A new secret of 32 random bytes, in the specification's form. */
export function newWebhookSecret(): string {
	return PREFIX + randomBytes(32).toString('base64');
}

/** Whether `secret` is strong enough: 24 to 64 bytes in base64 behind the prefix, or any other text of 24 characters. */
export function isWebhookSecret(secret: string): boolean {
	if (!secret.startsWith(PREFIX)) return secret.length >= 24;
	const { length } = keyOf(secret);
	return /^[A-Za-z0-9+/]+={0,2}$/.test(secret.slice(PREFIX.length)) && length >= 24 && length <= 64;
}

/**
 * The headers of a signed message.
 *
 * @param secret `whsec_` and base64, or any text
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

/** The specification knows secrets with the prefix only; any other text is taken as it is, as n8n users enter it. */
function keyOf(secret: string): Buffer {
	return secret.startsWith(PREFIX)
		? Buffer.from(secret.slice(PREFIX.length), 'base64')
		: Buffer.from(secret);
}
