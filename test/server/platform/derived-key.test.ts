/** Keys derived from one secret: each purpose has its own, always the same, and none tells of another. */
import { hkdfSync } from 'node:crypto';
import { derivedKey } from '../../../server/platform';

const key = Buffer.alloc(32, 7);

it('is HKDF-SHA-256 of 32 bytes, with the purpose as its label', () => {
	const expected = Buffer.from(hkdfSync('sha256', key, '', 'log360 cursors', 32));
	expect(derivedKey(key, 'cursors')).toEqual(expected);
	expect(derivedKey(key, 'cursors')).toHaveLength(32);
});

it('another purpose, or another secret, gives an unrelated key', () => {
	const purposes = ['cursors', 'demo token v1', 'demo token v2', 'secrets', ''];
	const keys = purposes.map((purpose) => derivedKey(key, purpose).toString('hex'));
	keys.push(derivedKey(Buffer.alloc(32, 8), 'cursors').toString('hex'), key.toString('hex'));
	expect(new Set(keys).size).toBe(keys.length);
});
