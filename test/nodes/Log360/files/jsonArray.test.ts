/** One JSON array, whatever the pages: it always parses to the hits. */
import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { csvWriter } from '../../../../nodes/Log360/files/csv';
import { jsonWriter } from '../../../../nodes/Log360/files/jsonArray';

it('parses to the hits of all pages', () => {
	const page = fc.array(fc.dictionary(fc.string(), fc.jsonValue()), { maxLength: 4 });
	fc.assert(
		fc.property(fc.array(page, { maxLength: 4 }), (pages) => {
			const writer = jsonWriter();
			const text = pages.flatMap((hits) => [...writer.rows(hits as IDataObject[])]).join('');
			expect(JSON.parse(text + writer.end())).toEqual(JSON.parse(JSON.stringify(pages.flat())));
		}),
	);
});

it('has one hit a line', () => {
	const writer = jsonWriter();
	const text = [...writer.rows([{ a: 1 }, { a: 2 }])].join('') + writer.end();
	expect(text).toBe('[\n{"a":1},\n{"a":2}\n]\n');
});

it('CSV has times that people read', () => {
	const { rows } = csvWriter(['TIME', 'Time', 'EVENTID'], true);
	const hit = { TIME: Date.UTC(2026, 10, 28), Time: '2026-11-28 10:00:00', EVENTID: 123456789012 };
	expect([...rows([hit])].join('')).toBe(
		'TIME,Time,EVENTID\r\n2026-11-28T00:00:00.000Z,2026-11-28 10:00:00,123456789012\r\n',
	);
});
