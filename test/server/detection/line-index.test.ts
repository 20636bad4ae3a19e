/** The index over lines finds each text that a value of ASCII contains, whatever the lengths of texts, case and escapes. */
import fc from 'fast-check';
import { LineIndex } from '../../../server/detection/line-index';
import { runs } from '../../support/runs';

const LETTER = fc.oneof(
	{ weight: 12, arbitrary: fc.constantFrom('a', 'b', 'A') },
	{ weight: 2, arbitrary: fc.constantFrom('\\', '"', '\n', 'n') },
);
const needle = fc.array(LETTER, { minLength: 3, maxLength: 12 }).map((parts) => parts.join(''));
/** Letters, and numbers of texts that are looked for. */
const value = fc.array(fc.oneof({ weight: 9, arbitrary: LETTER }, fc.nat(7)), { maxLength: 40 });

test('it finds each text that a value contains, and nothing that is not in the line', () => {
	let hits = 0;
	fc.assert(
		fc.property(
			fc.array(needle, { maxLength: 8 }),
			fc.array(value, { minLength: 1, maxLength: 3 }),
			fc.boolean(),
			(needles, made, addsLate) => {
				const values = made.map((parts) =>
					parts.map((part) => (typeof part === 'number' ? (needles[part] ?? '') : part)).join(''),
				);
				const texts = needles.map((text) => text.toLowerCase());
				const index = new LineIndex<string>();
				const line = JSON.stringify(Object.fromEntries(values.map((text, at) => [`F${at}`, text])));
				// Amid others, which are not looked at.
				const bytes = Buffer.from(`{"${needles.join('')}"}${line}{"${needles.join('')}"}`);
				const start = bytes.indexOf(line);
				const found = () => {
					const lists: (readonly string[])[] = [];
					index.find(bytes, start, start + Buffer.byteLength(line), lists);
					return new Set(lists.flat());
				};
				for (const text of texts) {
					index.add(text, text);
					if (addsLate) found();
				}
				const all = found();
				for (const text of texts) {
					const isIn = values.some((each) => each.toLowerCase().includes(text));
					if (isIn) expect(all).toContain(text);
					if (isIn) hits++;
				}
				for (const text of all)
					expect(line.toLowerCase()).toContain(JSON.stringify(text).slice(1, -1));
			},
		),
		{ numRuns: runs(3_000) },
	);
	expect(hits).toBeGreaterThan(runs(3_000) / 4);
});

test('texts that are not ASCII stand in no value that is looked at, and short ones are refused', () => {
	const index = new LineIndex<number>();
	index.add('ärger', 1);
	const found: (readonly number[])[] = [];
	const line = Buffer.from('{"A":"ärger"}');
	index.find(line, 0, line.length, found);
	expect(found).toEqual([]);
	expect(() => index.add('ab', 2)).toThrow('"ab" is too short');
});
