/** Headers of Standard Webhooks: id, time and an HMAC over both and the body. Source: https://www.standardwebhooks.com */
import { createHmac } from 'node:crypto';

/**
 * Signs a message.
 *
 * @param secret `whsec_` and base64, or any text
 * @param id same for every repetition of the message
 * @param now epoch ms
 */
export function signWebhook(
	secret: string,
	id: string,
	now: number,
	body: string,
): { 'webhook-id': string; 'webhook-timestamp': string; 'webhook-signature': string } {
	const timestamp = String(Math.floor(now / 1000));
	const key = secret.startsWith('whsec_')
		? Buffer.from(secret.slice('whsec_'.length), 'base64')
		: Buffer.from(secret);
	const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
	return {
		'webhook-id': id,
		'webhook-timestamp': timestamp,
		'webhook-signature': `v1,${signature}`,
	};
}
