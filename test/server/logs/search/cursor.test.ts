import { ManualClock } from '../../../../server/platform';
import { createHmac, randomBytes } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { CURSOR_LIFE_MS, CursorCodec, CursorError } from '../../../../server/logs/search/cursor';

const KEY = Buffer.alloc(32, 7);
const clock = new ManualClock(1_700_000_000_000);
const codec = new CursorCodec<unknown>(KEY, clock, 'v2.search');
const STATE = { query: 'ünïcode "x"', before: 1_700_000_000_000_000, list: [1, 2] };

const reasonOf = (open: () => unknown): string | undefined => {
	try {
		open();
	} catch (error) {
		if (error instanceof CursorError) return error.reason;
		throw error;
	}
	return undefined;
};

/** A cursor with any body, signed as the server signs. */
function signed(body: Uint8Array): string {
	return Buffer.concat([createHmac('sha256', KEY).update(body).digest(), body]).toString(
		'base64url',
	);
}

describe('CursorCodec', () => {
	it('opens what it sealed', () => {
		expect(codec.open('ann', codec.seal('ann', STATE))).toEqual(STATE);
		expect(codec.seal('ann', STATE)).toMatch(/^[A-Za-z0-9_-]+$/);
	});

	it('lets another instance with the same key open it', () => {
		const other = new CursorCodec<unknown>(KEY, new ManualClock(clock.now() + 1000), 'v2.search');
		expect(other.open('ann', codec.seal('ann', STATE))).toEqual(STATE);
	});

	it('expires after five minutes and not before', () => {
		const at = new ManualClock(clock.now());
		const own = new CursorCodec<unknown>(KEY, at, 'v2.search');
		const cursor = own.seal('ann', STATE);
		at.advance(CURSOR_LIFE_MS);
		expect(own.open('ann', cursor)).toEqual(STATE);
		at.advance(1);
		expect(reasonOf(() => own.open('ann', cursor))).toBe('expired');
		expect(CURSOR_LIFE_MS).toBe(300_000);
	});

	it('tells an outsider nothing about an expired cursor', () => {
		const cursor = codec.seal('ann', STATE);
		const later = new CursorCodec<unknown>(KEY, new ManualClock(clock.now() + 1e9), 'v2.search');
		expect(reasonOf(() => later.open('bob', cursor))).toBe('invalid');
	});

	it('refuses a change of any byte', () => {
		const bytes = Buffer.from(codec.seal('ann', STATE), 'base64url');
		for (let at = 0; at < bytes.length; at++) {
			for (const bit of [1, 0x80]) {
				const forged = Buffer.from(bytes);
				forged[at] = (forged[at] as number) ^ bit;
				expect(reasonOf(() => codec.open('ann', forged.toString('base64url')))).toBe('invalid');
			}
		}
	});

	it('refuses every truncation and any addition', () => {
		const cursor = codec.seal('ann', STATE);
		for (let length = 0; length < cursor.length; length++) {
			expect(reasonOf(() => codec.open('ann', cursor.slice(0, length)))).toBe('invalid');
		}
		for (const more of ['A', '=', ' ', '\n', 'AAAA'])
			expect(reasonOf(() => codec.open('ann', cursor + more))).toBe('invalid');
	});

	it('refuses another spelling of the same bytes', () => {
		const bytes = Buffer.from(codec.seal('ann', { ...STATE, pad: '??>>' }), 'base64url');
		const spellings = [
			bytes.toString('base64'),
			`${bytes.toString('base64url')}=`,
			` ${bytes.toString('base64url')}`,
		];
		const own = bytes.toString('base64url');
		for (const spelling of spellings.filter((text) => text !== own)) {
			expect(reasonOf(() => codec.open('ann', spelling))).toBe('invalid');
		}
	});

	it('refuses those of other tokens, operations and servers', () => {
		const cursor = codec.seal('ann', STATE);
		expect(reasonOf(() => codec.open('bob', cursor))).toBe('invalid');
		expect(reasonOf(() => new CursorCodec(KEY, clock, 'v1.search').open('ann', cursor))).toBe(
			'invalid',
		);
		expect(
			reasonOf(() => new CursorCodec(randomBytes(32), clock, 'v2.search').open('ann', cursor)),
		).toBe('invalid');
	});

	it('does not inflate what it did not sign', () => {
		const bomb = deflateRawSync(Buffer.alloc(50_000_000));
		const forged = Buffer.concat([randomBytes(32), bomb]).toString('base64url');
		expect(reasonOf(() => codec.open('ann', forged))).toBe('invalid');
	});

	it.each([
		['a bomb', deflateRawSync(Buffer.alloc(50_000_000))],
		['no deflated data', Buffer.from('plain')],
		['no JSON', deflateRawSync(Buffer.from('{'))],
		['no object', deflateRawSync(Buffer.from('null'))],
	])('calls a signed cursor with %s invalid', (_what, body) => {
		expect(reasonOf(() => codec.open('ann', signed(body)))).toBe('invalid');
	});

	it.each(['', 'x', '%%%', 'DnF1ZXJ5VGhlbkZldGNo', '\u0000', '日本'])('refuses %j', (text) => {
		expect(reasonOf(() => codec.open('ann', text))).toBe('invalid');
	});
});
