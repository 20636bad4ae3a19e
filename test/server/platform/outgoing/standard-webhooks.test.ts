/** Signatures of webhooks, with an example that the specification's libraries share. */
import { createHmac } from 'node:crypto';
import {
	isWebhookSecret,
	newWebhookSecret,
	webhookHeaders,
} from '../../../../server/platform/outgoing/standard-webhooks';

test('the known example', () => {
	const headers = webhookHeaders(
		'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
		'msg_p5jXN8AQM9LWM0D4loKWxJek',
		1_614_265_330_000,
		'{"test": 2432232314}',
	);
	expect(headers).toEqual({
		'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
		'webhook-timestamp': '1614265330',
		'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
	});
});

test('any other text is the key as it is, also where it could be base64', () => {
	const secret = 'MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
	expect(webhookHeaders(secret, 'id-1', 1_500, 'body')).toEqual({
		'webhook-id': 'id-1',
		'webhook-timestamp': '1',
		'webhook-signature': `v1,${createHmac('sha256', secret).update('id-1.1.body').digest('base64')}`,
	});
});

test('a new secret is one; short and broken ones are not', () => {
	expect(isWebhookSecret(newWebhookSecret())).toBe(true);
	expect(newWebhookSecret()).not.toBe(newWebhookSecret());
	expect(isWebhookSecret('whsec_c2hvcnQ=')).toBe(false);
	expect(isWebhookSecret('23 characters of a text')).toBe(false);
	expect(isWebhookSecret('24 characters of a text.')).toBe(true);
	expect(isWebhookSecret('whsec_ not base64 at all, however long it may be')).toBe(false);
});
