/** Objects for the fields of an event: plain ones to everybody. */
import { newFields } from '../../../../../server/logs/ingest/formats/fields';

describe('newFields', () => {
	it('makes an empty plain object each time', () => {
		const one = newFields();
		one['A'] = 1;
		expect(newFields()).toStrictEqual({});
		expect(Object.getPrototypeOf(one)).toBe(Object.prototype);
		expect(structuredClone(one)).toStrictEqual({ A: 1 });
	});

	it('keeps any number of fields in their order', () => {
		const fields = newFields();
		const names = Array.from({ length: 200 }, (_, n) => `FIELD_${n}`);
		for (const name of names) fields[name] = name;
		expect(Object.keys(fields)).toEqual(names);
		expect(JSON.parse(JSON.stringify(fields))).toEqual(fields);
	});
});
