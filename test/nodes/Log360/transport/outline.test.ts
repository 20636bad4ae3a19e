/** A JSON text read in outline and entry by entry gives what it gives when parsed as a whole. */
import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { entryAt, outlineOf, placeOf } from '../../../../nodes/Log360/transport/outline';
import { runs } from '../../../support/runs';

/** The outline with every entry read and put back. */
function whole(bytes: Buffer): unknown {
	const restored = (value: unknown, inList: boolean): unknown => {
		if (Array.isArray(value)) return value.map((one) => restored(one, true));
		if (typeof value !== 'object' || value === null) return value;
		const place = inList ? placeOf(value as IDataObject) : undefined;
		if (place !== undefined) return entryAt(bytes, place);
		return Object.fromEntries(
			Object.entries(value).map(([key, one]) => [key, restored(one, false)]),
		);
	};
	return restored(outlineOf(bytes), false);
}

const hits = (body: unknown) => (body as { hits: IDataObject[] }).hits;

it('leaves the objects of a list as text', () => {
	const bytes = Buffer.from('{"hits": [{"a": 1} , {"b": [{"c": "]}"}]}], "total": 2}');
	const outline = outlineOf(bytes);
	expect(outline).toEqual({
		hits: [
			{ from: 10, to: 18 },
			{ from: 21, to: 41 },
		],
		total: 2,
	});
	expect(hits(outline).map((hit) => entryAt(bytes, placeOf(hit) ?? { from: 0, to: 0 }))).toEqual([
		{ a: 1 },
		{ b: [{ c: ']}' }] },
	]);
});

it.each([
	['no list', '{"a":{"b":1},"c":"x"}'],
	['an empty list', '{"hits":[]}'],
	['a list at the top', '[{"a":1},{"a":2}]'],
	['several lists', '{"x":{"columns":[{"n":1}]},"hits":[{"n":2}],"after":true}'],
	['no objects in it', '{"hits":[1,"a",null,true,[2],[]]}'],
	['objects among others', '{"hits":[1,{"a":1},[[3]],{"b":"}"},null]}'],
	['empty objects', '{"hits":[{},{}]}'],
	['brackets, quotes and backslashes in texts', '{"a[{\\"":[{"}]\\\\":"\\\\\\"]}"}],"b":"\\\\"}'],
	['blanks and line ends', ' {\n"hits" :\t[ {"a" : 1 } ,\r\n{ "b":2} ] }\n'],
	['letters beyond ASCII', '{"hits":[{"ü":"日本🙂"},{"x":"é"}],"name":"Müller"}'],
	['numbers', '{"hits":[{"n":-1.5e3,"big":12345678901234567890}]}'],
	['a number', '7'],
	['a text', '"[{}]"'],
])('reads %s', (_name, text) => {
	expect(whole(Buffer.from(text))).toEqual(JSON.parse(text));
});

it('reads past a byte order mark', () => {
	expect(whole(Buffer.from('\uFEFF{"hits":[{"a":1}]}'))).toEqual({ hits: [{ a: 1 }] });
});

it('leaves objects in a list within a list in the outline, where no reader looks for hits', () => {
	expect(outlineOf(Buffer.from('[[{"from":1,"to":2}]]'))).toEqual([[{ from: 1, to: 2 }]]);
});

it('does not take an entry for a place that has such fields itself', () => {
	const bytes = Buffer.from('{"hits":[{"from":1,"to":2}]}');
	expect(whole(bytes)).toEqual({ hits: [{ from: 1, to: 2 }] });
});

it.each([
	['nothing', ''],
	['a page of HTML', '<html><body>[{"a":1}]</body></html>'],
	['a text that was cut off in an entry', '{"hits":[{"a":1},{"a'],
	['a text that was cut off behind one', '{"hits":[{"a":1}'],
	['a text that does not end', '{"hits":["a'],
	['brackets that do not match', '{"hits":[{"a":1]}'],
	['a comma too many', '{"hits":[{"a":1},]}'],
	['something behind the end', '{"hits":[{"a":1}]}]'],
])('says that %s is no JSON', (_name, text) => {
	expect(outlineOf(Buffer.from(text))).toBeUndefined();
});

it('finds out what is wrong within an entry when that is read', () => {
	const bytes = Buffer.from('{"hits":[{"a":NaN}]}');
	const [entry] = hits(outlineOf(bytes));
	expect(() => entryAt(bytes, placeOf(entry) ?? { from: 0, to: 0 })).toThrow(SyntaxError);
});

it('reads any JSON as it is read as a whole', () => {
	fc.assert(
		fc.property(
			fc.json({ maxDepth: 6, stringUnit: 'binary' }),
			fc.constantFrom(undefined, 1),
			(text, indent) => {
				const shown = JSON.stringify(JSON.parse(text), null, indent);
				expect(whole(Buffer.from(shown))).toEqual(JSON.parse(Buffer.from(shown).toString()));
			},
		),
		{ numRuns: runs(1_000) },
	);
});
