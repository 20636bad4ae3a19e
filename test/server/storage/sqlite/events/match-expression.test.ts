/** MATCH expressions. */
import {
	allOf,
	anyOf,
	complement,
	EVERY,
	NONE,
	prefix,
	term,
} from '../../../../../server/logs/query';
import { matchExpressionOf } from '../../../../../server/storage/sqlite/events/match-expression';

const [a, b, c] = [term('a'), term('say "x"'), prefix('c')];

describe('matchExpressionOf', () => {
	it.each([
		[EVERY, null],
		[NONE, '"!"'],
		[a, '"a"'],
		[b, '"say ""x"""'],
		[c, '"c" *'],
		[anyOf([a, c]), '("a" OR "c" *)'],
		[allOf([a, c]), '("a" AND "c" *)'],
		[complement(a), '("@" NOT "a")'],
		[allOf([a, complement(c)]), '("a" NOT "c" *)'],
		[allOf([a, c, complement(anyOf([a, c]))]), '(("a" AND "c" *) NOT ("a" OR "c" *))'],
		[allOf([complement(a), complement(c)]), '("@" NOT ("a" OR "c" *))'],
		[anyOf([a, complement(c)]), '("a" OR ("@" NOT "c" *))'],
	])('%j', (expression, text) => expect(matchExpressionOf(expression)).toBe(text));
});
