/** Boolean expressions over index terms. */
import {
	EVERY,
	type IndexExpression,
	NONE,
	allOf,
	anyOf,
	complement,
	depthOf,
	prefix,
	term,
	widenToDepth,
} from '../../../../server/logs/query/index-expression';

const [a, b, c] = [term('a'), term('b'), prefix('c')];

describe('allOf, anyOf, complement', () => {
	it.each<[string, IndexExpression, IndexExpression]>([
		['all of nothing', allOf([]), EVERY],
		['any of nothing', anyOf([]), NONE],
		['all of one', allOf([a]), a],
		['all with everything', allOf([a, EVERY]), a],
		['all with nothing', allOf([a, NONE, b]), NONE],
		['any with everything', anyOf([a, EVERY]), EVERY],
		['any with nothing', anyOf([a, NONE]), a],
		['nested all', allOf([allOf([a, b]), c]), { kind: 'and', operands: [a, b, c] }],
		[
			'any in all',
			allOf([anyOf([a, b]), c]),
			{ kind: 'and', operands: [{ kind: 'or', operands: [a, b] }, c] },
		],
		['not everything', complement(EVERY), NONE],
		['not nothing', complement(NONE), EVERY],
		['not not', complement(complement(a)), a],
	])('%s', (_name, actual, expected) => expect(actual).toEqual(expected));
});

describe('depthOf, widenToDepth', () => {
	const deep = allOf([a, anyOf([b, complement(allOf([b, c]))])]);

	it('counts combinations', () => {
		expect(depthOf(a)).toBe(0);
		expect(depthOf(deep)).toBe(4);
	});

	it('replaces what is too deep by everything, under NOT by nothing', () => {
		expect(widenToDepth(deep, 4)).toEqual(deep);
		expect(widenToDepth(deep, 3)).toBe(a);
		expect(widenToDepth(deep, 1)).toBe(a);
		expect(widenToDepth(deep, 0)).toBe(EVERY);
		expect(widenToDepth(complement(allOf([a, anyOf([b, c])])), 2)).toEqual(EVERY);
		expect(widenToDepth(complement(anyOf([a, allOf([b, c])])), 2)).toEqual(complement(a));
	});
});
