/** The builders of syntax trees. */
import type { Query } from '../../../../server/logs/query';
import {
	ALL,
	and,
	fieldEqualsAny,
	isAnything,
	literalText,
	or,
	valueOf,
} from '../../../../server/logs/query/build';

const a: Query = { kind: 'term', value: valueOf(['a']) };
const b: Query = { kind: 'term', value: valueOf(['b']) };
const star = { wild: '*' } as const;

describe('and, or', () => {
	it('keep a single operand as it is', () => {
		expect(and([a])).toBe(a);
		expect(or([a])).toBe(a);
	});
	it('of nothing select everything and nothing', () => {
		expect(and([])).toEqual(ALL);
		expect(or([])).toEqual({ kind: 'not', operand: ALL });
	});
	it('flatten operands of their own kind only', () => {
		expect(and([and([a, b]), a])).toEqual({ kind: 'and', operands: [a, b, a] });
		expect(and([or([a, b]), a])).toEqual({ kind: 'and', operands: [or([a, b]), a] });
	});
});

describe('fieldEqualsAny', () => {
	it('takes values literally', () => {
		expect(fieldEqualsAny('HOSTNAME', ['web*', 'db'])).toEqual({
			kind: 'in',
			field: 'HOSTNAME',
			values: [{ pieces: ['web*'] }, { pieces: ['db'] }],
		});
	});
	it('of no value selects nothing', () => expect(fieldEqualsAny('HOSTNAME', [])).toEqual(or([])));
});

describe('valueOf', () => {
	it('joins literals, drops empty ones and merges runs of *', () => {
		expect(valueOf(['a', '', 'b', star, '', star, { wild: '?' }, star])).toEqual({
			pieces: ['ab', star, { wild: '?' }, star],
		});
	});
});

describe('literalText, isAnything', () => {
	it.each([
		[[], '', false],
		[['a'], 'a', false],
		[[star], undefined, true],
		[['a', star], undefined, false],
		[[{ wild: '?' as const }], undefined, false],
	])('%j', (pieces, text, anything) => {
		expect(literalText(valueOf(pieces))).toBe(text);
		expect(isAnything(valueOf(pieces))).toBe(anything);
	});
});
