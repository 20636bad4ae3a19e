/** The text index finds what a search for each text finds. */
import fc from 'fast-check';
import { TextIndex } from '../../../../server/logs/query/text-index';
import { runs } from '../../../support/runs';

const LETTER = fc.oneof(
	{ weight: 12, arbitrary: fc.constantFrom('a', 'b') },
	// The second has the same low byte as the first.
	{ weight: 1, arbitrary: fc.constantFrom('é', 'ש', '😀') },
);

test('it finds each text that another contains, and nothing else', () => {
	const needle = fc.array(LETTER, { minLength: 1, maxLength: 6 }).map((parts) => parts.join(''));
	const haystack = fc.array(LETTER, { maxLength: 40 }).map((parts) => parts.join(''));
	let hits = 0;
	fc.assert(
		fc.property(
			fc.array(needle, { maxLength: 8 }),
			fc.array(haystack, { maxLength: 3 }),
			(needles, texts) => {
				const index = new TextIndex<string>();
				for (const text of needles) index.add(text, text);
				for (const text of texts) {
					const found = new Set(index.find(text).flat());
					expect([...found].sort()).toEqual(
						[...new Set(needles.filter((wanted) => text.includes(wanted)))].sort(),
					);
					expect(index.isIn(text)).toBe(found.size > 0);
					hits += found.size;
				}
			},
		),
		{ numRuns: runs(2_000) },
	);
	expect(hits).toBeGreaterThan(runs(2_000) / 20);
});

test('texts can be added after a search', () => {
	const index = new TextIndex<number>();
	index.add('abcd', 1);
	expect(index.find('xabcdx')).toEqual([[1]]);
	index.add('abcd', 2);
	index.add('cdxx', 3);
	expect(index.find('abcdxx').flat().sort()).toEqual([1, 2, 3]);
	expect(index.size).toBe(2);
});
