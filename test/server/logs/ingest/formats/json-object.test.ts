/** Parsing JSON objects without losing digits. */

import fc from 'fast-check';
import { parseJsonObject } from '../../../../../server/logs/ingest/formats/json-object';

describe('parseJsonObject', () => {
	it.each([
		['{"a":-9214364837600034816}', '-9214364837600034816'],
		['{"a":9007199254740993}', '9007199254740993'],
		['{"a" : 9007199254740993 }', '9007199254740993'],
		['{"a":[9007199254740993]}', ['9007199254740993']],
		['{"a":{"b":18446744073709551615}}', { b: '18446744073709551615' }],
		['{"a":9007199254740991}', 9007199254740991],
		['{"a":1234567890123456}', 1234567890123456],
		['{"a":0.12345678901234567890}', '0.12345678901234567890'],
		['{"a":1.5e300}', 1.5e300],
		['{"a":100000000000000000000000}', '100000000000000000000000'],
	])('keeps every digit of %s', (text, a) => {
		expect(parseJsonObject(text)).toEqual({ a });
	});

	it.each([
		[{ a: ':12345678901234567,' }],
		[{ a: 'x":12345678901234567,"y' }],
		[{ a: 'ends in a backslash \\', b: ':12345678901234567' }],
		[{ ':': 'x', 'key:': ' 12345678901234567 ' }],
		[{ a: [' 12345678901234567', '"', ':12345678901234567}'] }],
	])('leaves long digits inside strings alone: %j', (value) => {
		expect(parseJsonObject(JSON.stringify(value))).toEqual(value);
	});

	it.each(['[1]', '1', '"x"', 'null', '{', '{"a":}', '{"a":1}x', ''])('throws on %j', (text) => {
		expect(() => parseJsonObject(text)).toThrow(SyntaxError);
	});

	it('gives what JSON.parse gives when no number is too long', () => {
		const text = fc.oneof(
			fc.string(),
			fc.constantFrom('":', ',"', '\\', '1234567890123456789', ' '),
			fc
				.array(fc.constantFrom('"', ':', ',', '\\', '12345678901234567', '-', ' ', '{'), {
					maxLength: 6,
				})
				.map((parts) => parts.join('')),
		);
		const value = fc.dictionary(
			text,
			fc.oneof(text, fc.maxSafeInteger(), fc.array(text), fc.boolean()),
		);
		fc.assert(
			fc.property(value, (object) => {
				const json = JSON.stringify(object);
				expect(parseJsonObject(json)).toEqual(JSON.parse(json));
			}),
		);
	});

	it('keeps any integer, wherever it stands', () => {
		fc.assert(
			fc.property(fc.bigInt(), fc.string(), (big, key) => {
				const expected = Number.isSafeInteger(Number(big)) ? Number(big) : String(big);
				const name = `k${key}`;
				const text = `{${JSON.stringify(name)}: ${big}, "list": [${big},${big}]}`;
				expect(parseJsonObject(text)).toEqual({ [name]: expected, list: [expected, expected] });
			}),
		);
	});
});
