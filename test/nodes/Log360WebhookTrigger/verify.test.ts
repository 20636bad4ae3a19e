/** Who may call the webhook: every form of proof, and every way in which one can be wrong. */
import { createHmac } from 'node:crypto';
import fc from 'fast-check';

import { sign, verify, type Incoming } from '../../../nodes/Log360WebhookTrigger/verify';

const NOW = Date.UTC(2026, 10, 23, 12);
const SECONDS = NOW / 1000;
const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const BODY = Buffer.from('{"type":"incident.created","data":{"id":"7"}}');

interface Message {
	readonly id: string;
	readonly at: number;
	readonly secret: string;
	readonly body: Buffer;
}

const genuine: Message = { id: 'msg_1', at: SECONDS, secret: SECRET, body: BODY };

/** A call as the sender of a message makes it. */
function call(message: Partial<Message> = {}, headers: Record<string, unknown> = {}): Incoming {
	const { id, at, secret, body } = { ...genuine, ...message };
	return {
		rawBody: body,
		headers: {
			'webhook-id': id,
			'webhook-timestamp': String(at),
			'webhook-signature': `v1,${sign(secret, id, String(at), body)}`,
			...headers,
		},
	};
}

const bySignature = (incoming: Incoming, secret = SECRET) =>
	verify('signature', incoming, secret, 'X-Webhook-Secret', NOW);
const byHeader = (headers: Record<string, unknown>, secret = SECRET, name = 'X-Webhook-Secret') =>
	verify('header', { headers, rawBody: BODY }, secret, name, NOW);
const signature = (message: Partial<Message> = {}) =>
	String(call(message).headers['webhook-signature']);

describe('sign', () => {
	it('is HMAC-SHA256 over id, time and body, under the key behind whsec_', () => {
		const key = Buffer.from('MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'base64');
		const expected = createHmac('sha256', key)
			.update(`msg_1.${SECONDS}.${BODY.toString()}`)
			.digest('base64');
		expect(sign(SECRET, 'msg_1', String(SECONDS), BODY)).toBe(expected);
	});

	it('takes any other secret as it is', () => {
		const expected = createHmac('sha256', 'plain secret').update('a.1.').digest('base64');
		expect(sign('plain secret', 'a', '1', Buffer.alloc(0))).toBe(expected);
	});

	it('signs bytes, not text', () => {
		const bytes = Buffer.from([0xff, 0x00, 0xc3, 0x28]);
		const expected = createHmac('sha256', 'x'.repeat(20))
			.update('a.1.')
			.update(bytes)
			.digest('base64');
		expect(sign('x'.repeat(20), 'a', '1', bytes)).toBe(expected);
	});
});

describe('a signature', () => {
	it('of the sender is accepted', () => {
		expect(bySignature(call())).toBeUndefined();
	});

	it.each([
		['right after another version', (good: string) => `v1a,AAAA ${good}`],
		[
			'before that of the old secret',
			(good: string) => `${good} ${signature({ secret: 'old secret of the sender' })}`,
		],
		[
			'behind that of the old secret',
			(good: string) => `${signature({ secret: 'old secret of the sender' })} ${good}`,
		],
		['among many spaces', (good: string) => `  ${good}   `],
		['twice', (good: string) => `${good} ${good}`],
	])('is accepted %s', (_how, listed) => {
		expect(bySignature(call({}, { 'webhook-signature': listed(signature()) }))).toBeUndefined();
	});

	it('works on while the secret is changed over, with the old and the new one', () => {
		const both = `${signature({ secret: 'old secret of the sender' })} ${signature()}`;
		const incoming = call({}, { 'webhook-signature': both });
		expect(bySignature(incoming)).toBeUndefined();
		expect(bySignature(incoming, 'old secret of the sender')).toBeUndefined();
		expect(bySignature(incoming, 'another secret of a sender')).toMatchObject({ status: 403 });
	});

	it.each([
		['no entry of version 1', signature().replace('v1,', 'v2,')],
		['no version', signature().slice(3)],
		['another case of the version', signature().replace('v1,', 'V1,')],
		['only the version', 'v1,'],
		['a cut signature', signature().slice(0, -2)],
		['a longer signature', `${signature()}=`],
		['hexadecimal digits', `v1,${Buffer.from(signature().slice(3), 'base64').toString('hex')}`],
		['entries parted by commas', `${signature({ id: 'x' })},${signature()}`],
	])('is refused with %s', (_what, value) => {
		expect(bySignature(call({}, { 'webhook-signature': value }))).toEqual({
			status: 403,
			reason: 'webhook-signature does not match the body and the secret',
		});
	});

	it.each(['webhook-id', 'webhook-timestamp', 'webhook-signature'])(
		'is refused as missing without %s',
		(name) => {
			for (const value of [undefined, '', '  ', ['a', 'b']]) {
				expect(bySignature(call({}, { [name]: value }))).toMatchObject({ status: 401 });
			}
		},
	);

	it.each([
		[-301, 403],
		[-300, undefined],
		[-1, undefined],
		[0, undefined],
		[300, undefined],
		[301, 403],
	])('made %i seconds from now gives %s', (offset, status) => {
		expect(bySignature(call({ at: SECONDS + offset }))?.status).toBe(status);
	});

	it.each(['1e9', '-1', '0x10', '1700000000.5', '١٢٣', '9'.repeat(13), `${SECONDS} `.repeat(2)])(
		'is refused with the time "%s"',
		(timestamp) => {
			const value = `v1,${sign(SECRET, 'msg_1', timestamp, BODY)}`;
			const headers = { 'webhook-timestamp': timestamp, 'webhook-signature': value };
			expect(bySignature(call({}, headers))).toMatchObject({
				status: 403,
				reason: expect.stringContaining('Unix seconds') as string,
			});
		},
	);

	it('binds the ID and the time, so that neither can be changed', () => {
		expect(bySignature(call({}, { 'webhook-id': 'msg_2' }))).toMatchObject({ status: 403 });
		expect(bySignature(call({}, { 'webhook-timestamp': String(SECONDS + 1) }))).toMatchObject({
			status: 403,
		});
	});

	it.each([
		['', 'The credential of this webhook holds no secret'],
		['whsec_', 'After "whsec_", the secret must be base64 of at least 16 bytes, not of 0'],
		['whsec_====', 'at least 16 bytes, not of 0'],
		['whsec_!!!!', 'at least 16 bytes, not of 0'],
		['whsec_AA', 'at least 16 bytes, not of 1'],
		['whsec_AAAAAAAAAAAAAAAAAAAA', 'at least 16 bytes, not of 15'],
		['x', 'The secret is shorter than 16 characters'],
		['123456789012345', 'The secret is shorter than 16 characters'],
	])('is refused, however right it is, where the credential holds "%s"', (secret, reason) => {
		const refusal = bySignature(call({ secret }), secret);
		expect(refusal?.status).toBe(403);
		expect(refusal?.reason).toContain(reason);
	});

	it('is accepted for any body, and for no other', () => {
		fc.assert(
			fc.property(
				fc.uint8Array(),
				fc.uint8Array(),
				fc.string({ minLength: 1 }),
				(one, other, id) => {
					fc.pre(id.trim() === id && id !== '');
					const [body, changed] = [Buffer.from(one), Buffer.from(other)];
					const incoming = call({ body, id });
					expect(bySignature(incoming)).toBeUndefined();
					const verdict = bySignature({ ...incoming, rawBody: changed });
					expect(verdict === undefined).toBe(body.equals(changed));
				},
			),
		);
	});

	it('of another secret never passes', () => {
		const text = fc.string({ minLength: 16 }).filter((secret) => secret.trim() === secret);
		fc.assert(
			fc.property(text, text, (one, other) => {
				fc.pre(one !== other && !one.startsWith('whsec_') && !other.startsWith('whsec_'));
				expect(bySignature(call({ secret: one }), other)).toMatchObject({ status: 403 });
			}),
		);
	});
});

describe('a secret in a header', () => {
	it.each([
		[{ 'x-webhook-secret': SECRET }, 'X-Webhook-Secret'],
		[{ 'x-webhook-secret': ` ${SECRET} ` }, 'x-webhook-secret'],
		[{ authorization: `Bearer ${SECRET}` }, 'Authorization'],
		[{ authorization: `bearer   ${SECRET}` }, 'AUTHORIZATION'],
		[{ 'x-jira-token': SECRET }, 'X-Jira-Token'],
	])('%j is accepted in %s', (headers, name) => {
		expect(byHeader(headers, SECRET, name)).toBeUndefined();
	});

	it.each([
		[{}, 401],
		[{ 'x-webhook-secret': '' }, 401],
		[{ 'x-webhook-secret': [SECRET] }, 401],
		[{ 'x-other': SECRET }, 401],
		[{ 'x-webhook-secret': SECRET.toLowerCase() }, 403],
		[{ 'x-webhook-secret': SECRET.slice(1) }, 403],
		[{ 'x-webhook-secret': `Basic ${SECRET}` }, 403],
		[{ 'x-webhook-secret': `${SECRET},${SECRET}` }, 403],
	])('%j gives %i', (headers, status) => {
		const refusal = byHeader(headers);
		expect(refusal?.status).toBe(status);
		expect(refusal?.reason).toContain('X-Webhook-Secret');
		expect(refusal?.reason).not.toContain(SECRET);
	});

	it.each([{}, { 'x-webhook-secret': '' }, { 'x-webhook-secret': 'Bearer ' }])(
		'lets nobody in where the credential holds none, not even %j',
		(headers) => {
			expect(byHeader(headers, '')).toMatchObject({ status: 403 });
		},
	);

	it.each(['x', '123456789012345', 'whsec_AA'])(
		'lets nobody in where the credential holds the weak %s',
		(secret) => {
			expect(byHeader({ 'x-webhook-secret': secret }, secret)).toMatchObject({ status: 403 });
		},
	);
});

it('lets everyone in without authentication', () => {
	expect(verify('none', { headers: {}, rawBody: BODY }, '', '', NOW)).toBeUndefined();
});

it.each(['Signature', 'NONE', '', 'undefined'])(
	'lets nobody in with the authentication "%s", which an expression may give',
	(method) => {
		expect(verify(method as 'none', call(), SECRET, 'X-Webhook-Secret', NOW)).toEqual({
			status: 403,
			reason: `Authentication is set to "${method}", which is none`,
		});
	},
);
