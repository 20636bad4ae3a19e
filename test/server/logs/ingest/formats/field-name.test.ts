/** Field names: every source key becomes a valid server field name, and no value is lost to a clash. */

import fc from 'fast-check';
import { addField, fieldName } from '../../../../../server/logs/ingest/formats/field-name';
import type { Fields } from '../../../../../server/logs/ingest/formats/format';

describe('fieldName', () => {
	it.each([
		['TargetUserName', 'TARGETUSERNAME'],
		['event.code', 'EVENT_CODE'],
		['@version', 'VERSION'],
		['4xx', 'F_4XX'],
		['__proto__', 'PROTO__'],
		['名前', 'FIELD'],
		['', 'FIELD'],
	])('names %j %s', (key, name) => {
		expect(fieldName(key)).toBe(name);
	});

	it('is a valid field name whatever the key', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary', maxLength: 100 }), (key) => {
				expect(fieldName(key)).toMatch(/^[A-Z][A-Z0-9_]{0,63}$/);
			}),
		);
	});
});

describe('addField', () => {
	it('numbers a second value of the same name', () => {
		const fields: Fields = {};
		addField(fields, 'USER', 'a');
		addField(fields, 'USER', 'b');
		addField(fields, 'USER', 'c');
		expect(fields).toEqual({ USER: 'a', USER_2: 'b', USER_3: 'c' });
	});

	it('keeps TIME free for the time of the event', () => {
		const fields: Fields = {};
		addField(fields, 'TIME', 'noon');
		expect(fields).toEqual({ TIME_2: 'noon' });
	});

	it('stays within 64 characters', () => {
		const fields: Fields = {};
		const name = 'A'.repeat(64);
		addField(fields, name, 1);
		addField(fields, name, 2);
		expect(Object.keys(fields)).toEqual([name, `${'A'.repeat(62)}_2`]);
	});
});
