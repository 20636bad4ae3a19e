/** Values and checks read from the bytes of documents are those of their texts. */
import type { FieldValue } from '../../../../server/logs/events';
import { formatQuery, parseQuery } from '../../../../server/logs/query';
import { bytesTest, documentTest } from '../../../../server/logs/store';
import { BytesValue } from '../../../../server/logs/store/document-bytes';
import { DocumentValue } from '../../../../server/logs/store/document-values';
import fc from 'fast-check';
import { runs } from '../../../support/runs';
import { eventArbitrary, queryArbitrary } from '../query/support/vocabulary';

const VALUE = fc.oneof(
	fc.string({ unit: 'binary' }),
	fc.constantFrom(
		'',
		'"',
		'\\',
		'a\\"b',
		'\n\u0000\u001f',
		'straße',
		'Σας',
		'\ud800x',
		'x","B":"y',
		'😀',
	),
	fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => (Object.is(n, -0) ? 0 : n)),
	fc.integer(),
);

it('each value of a document is read as it was stored', () => {
	const names = ['A', 'B', 'AB', 'a"b', 'ü'];
	fc.assert(
		fc.property(fc.dictionary(fc.constantFrom(...names), VALUE), (fields) => {
			const text = JSON.stringify(fields);
			const parsed = JSON.parse(text) as Record<string, FieldValue>;
			for (const name of names)
				expect(new BytesValue(name).of(Buffer.from(text))).toEqual(parsed[name]);
		}),
		{ numRuns: runs(300, 100) },
	);
});

it('a check of bytes answers what the check of the text does', () => {
	fc.assert(
		fc.property(
			queryArbitrary,
			fc.array(eventArbitrary, { minLength: 1, maxLength: 8 }),
			(ast, events) => {
				const query = parseQuery(formatQuery(ast));
				const [ofText, ofBytes] = [documentTest(query), bytesTest(query)];
				for (const event of events) {
					const text = JSON.stringify(event);
					expect(ofBytes(Buffer.from(text))).toBe(ofText(text));
				}
			},
		),
		{ numRuns: runs(400, 100) },
	);
});

/** Texts with a phrase as it is spelled in most of them, otherwise, as a part of other words, across escapes, elsewhere. */
const SPELLED = fc
	.array(
		fc.constantFrom(
			'new line',
			'New line',
			'new  line',
			'anew line',
			'new lines',
			'\new line',
			'\\new line',
			'\n',
			'"new line"',
			'new "line',
			'new\tline',
			'ünew line',
			'new lineü',
			'new line\u0301',
			'_',
			' ',
			'.',
			'new',
			'line',
			'\u0000',
		),
		{ maxLength: 4 },
	)
	.map((parts) => parts.join(''));
const WORDS = fc.constantFrom('"new line"', 'line', 'new', '"new new"', 'n*w', '"new l*"', 'NEW');

it('a phrase is found however it was spelled before', () => {
	fc.assert(
		fc.property(
			WORDS,
			fc.array(fc.record({ A: SPELLED, MESSAGE: SPELLED, B: SPELLED }), { maxLength: 12 }),
			(words, events) => {
				const query = parseQuery(`MESSAGE = ${words}`);
				const [ofText, ofBytes] = [documentTest(query), bytesTest(query)];
				for (const event of [
					{ MESSAGE: 'a new line' },
					...events,
					{ MESSAGE: 5 },
					{ A: 'new line' },
				]) {
					const text = JSON.stringify(event);
					expect([text, ofBytes(Buffer.from(text))]).toEqual([text, ofText(text)]);
				}
			},
		),
		{ numRuns: runs(1_000, 200) },
	);
});

describe('a document that was damaged', () => {
	const whole = JSON.stringify({ A: 'x\\"y', N: 12, Z: 'end' });

	it.each(['A', 'N', 'Z'])(
		'ends a search for %s with an error wherever it ends, never by looking forever',
		(field) => {
			const value = new BytesValue(field);
			const text = new DocumentValue(field);
			for (let end = 0; end < whole.length; end++) {
				const cut = whole.slice(0, end);
				for (const read of [() => value.of(Buffer.from(cut)), () => text.of(cut)?.spelled]) {
					let found: unknown;
					try {
						found = read();
					} catch (error) {
						found = error;
					}
					const known = JSON.parse(whole) as Record<string, unknown>;
					if (found instanceof Error) expect(found.message).toMatch(/ends in the middle|JSON/);
					else expect([undefined, known[field]]).toContainEqual(found);
				}
			}
		},
	);
});
