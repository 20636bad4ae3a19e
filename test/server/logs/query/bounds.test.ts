/** Upper and lower bounds through AND, OR and NOT. */
import {
	atMost,
	both,
	bound,
	either,
	exactly,
	isExact,
	negated,
} from '../../../../server/logs/query/bounds';
import {
	EVERY,
	NONE,
	allOf,
	anyOf,
	complement,
	term,
} from '../../../../server/logs/query/index-expression';

const [a, b] = [term('a'), term('b')];

describe('bounds', () => {
	it('are exact when both are the same', () => {
		expect(isExact(exactly(a))).toBe(true);
		expect(isExact(atMost(a))).toBe(false);
		expect(isExact(atMost(NONE))).toBe(true);
		expect(bound(a, true)).toEqual(exactly(a));
		expect(bound(a, false)).toEqual(atMost(a));
	});

	it('stay exact through combinations of exact ones', () => {
		for (const bounds of [
			both([exactly(a), exactly(b)]),
			either([exactly(a), exactly(b)]),
			negated(exactly(a)),
		]) {
			expect(isExact(bounds)).toBe(true);
		}
		expect(isExact(both([exactly(a), atMost(b)]))).toBe(false);
	});

	it('are exact when nothing can match', () => {
		expect(isExact(both([atMost(a), exactly(NONE)]))).toBe(true);
		expect(isExact(either([atMost(a), exactly(EVERY)]))).toBe(true);
	});

	it('NOT swaps them, so that the exact part of a negated condition still narrows', () => {
		expect(negated(atMost(a))).toEqual({ upper: EVERY, lower: complement(a) });
		expect(negated(either([exactly(a), atMost(b)]))).toEqual({
			upper: complement(a),
			lower: complement(anyOf([a, b])),
		});
		expect(negated(negated(both([exactly(a), atMost(b)])))).toEqual({
			upper: allOf([a, b]),
			lower: NONE,
		});
	});
});
