/** Query text from syntax trees. */
import { fieldEqualsAny, formatQuery, parseQuery } from '../../../../server/logs/query';

describe('formatQuery', () => {
	it.each([
		['', '*'],
		['a  b or (c AND ((d)))', 'a AND b OR c AND d'],
		['(a or b) not c', '(a OR b) AND NOT c'],
		['not(a b)', 'NOT (a AND b)'],
		['not not a', 'NOT NOT a'],
		['username="root"', 'USERNAME = root'],
		['a = "x y"', 'A = "x y"'],
		['a = "and"', 'A = "and"'],
		['a = ""', 'A = ""'],
		['a = C:\\x\\*', 'A = "C:\\\\x\\\\"*'],
		['a = "say \\"x\\""', 'A = "say \\"x\\""'],
		['a = 100"*"?*', 'A = "100*"?*'],
		['a not in (x,"y, z")', 'NOT A IN (x, "y, z")'],
		['"EVENTID:1"', '"EVENTID:1"'],
	])('%s', (query, text) => expect(formatQuery(parseQuery(query))).toBe(text));

	it('writes a choice of nothing as nothing', () => {
		expect(formatQuery(fieldEqualsAny('HOSTNAME', []))).toBe('NOT *');
	});
});
