/** Structured data of RFC 5424. */

import type { Fields } from '../../../../../server/logs/ingest/formats/format';
import { readStructuredData } from '../../../../../server/logs/ingest/formats/structured-data';

describe('readStructuredData', () => {
	it.each([
		['-', 1, {}],
		['- text', 1, {}],
		['[a]', 3, {}],
		['[a b="c"] text', 9, { A_B: 'c' }],
		['[a@1 b="1" c="2"][d e="\\]\\\\"]', 29, { A_B: '1', A_C: '2', D_E: ']\\' }],
		['[a b="1" b="2"]', 15, { A_B: '1', A_B_2: '2' }],
	])('reads %s', (line, end, expected) => {
		const fields: Fields = {};
		expect(readStructuredData(line, 0, fields)).toBe(end);
		expect(fields).toEqual(expected);
	});

	it.each(['[', '[]', '[a b]', '[a b=c]', '[a b="c]', '[a b="c"'])(
		'reads nothing from %s',
		(line) => {
			const fields: Fields = {};
			expect(readStructuredData(line, 0, fields)).toBe(0);
			expect(fields).toEqual({});
		},
	);

	it('leaves absurdly many parameters in the message', () => {
		const fields: Fields = {};
		expect(readStructuredData(`[a${' b="1"'.repeat(10_000)}]`, 0, fields)).toBe(0);
		expect(fields).toEqual({});
	});
});
