import fc from 'fast-check';
import { searcherOf, type Segment } from '../../../../server/logs/query/segment-search';

/** What the search must find, by trying every start. */
function byTrying(segment: Segment, text: string, position: number): number {
	const source = segment
		.map((part) =>
			typeof part === 'string'
				? part.replace(/[^\w]/gu, (c) => `\\u{${c.codePointAt(0)!.toString(16)}}`)
				: `[^]{${part.skip}}`,
		)
		.join('');
	const pattern = new RegExp(source, 'gu');
	pattern.lastIndex = position;
	const found = pattern.exec(text);
	return found === null ? -1 : found.index + found[0].length;
}

const letters = fc.string({
	unit: fc.constantFrom('a', 'b', '😀', '-'),
	minLength: 1,
	maxLength: 40,
});
const part = fc.oneof(letters, fc.record({ skip: fc.integer({ min: 1, max: 40 }) }));

it('finds what trying every start finds, over word borders too', () => {
	fc.assert(
		fc.property(
			fc.array(part, { minLength: 1, maxLength: 4 }),
			fc.string({ unit: fc.constantFrom('a', 'b', '😀', '-'), maxLength: 200 }),
			fc.nat(20),
			(segment, text, skipped) => {
				const position = Array.from(text).slice(0, skipped).join('').length;
				expect(searcherOf(segment)(text, position)).toBe(byTrying(segment, text, position));
			},
		),
		{ numRuns: 500 },
	);
});

it('finds nothing between two stars that touch', () => {
	expect(searcherOf([])('abc', 2)).toBe(2);
});

// A minute and a half before; what is tested is that it ends within jest's time limit.
it('takes time by the length of the text alone', () => {
	const segment = Array.from({ length: 64 }, () => [{ skip: 1 }, 'a'] as const).flat();
	const find = searcherOf([...segment, 'c']);
	expect(find(`${'a'.repeat(1_000_000)}c`.replace('ac', 'bc'), 0)).toBe(-1);
	expect(find(`${'a'.repeat(1_000_000)}c`, 0)).toBe(1_000_001);
});
