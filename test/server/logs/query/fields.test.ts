/** The fields a query refers to. */
import { fieldsOf, parseQuery } from '../../../../server/logs/query';

describe('fieldsOf', () => {
	it.each([
		['*', []],
		['a "b c"', []],
		['b = 1 AND (a > 2 OR NOT (c IN (x) OR b != 3)) d', ['B', 'A', 'C']],
	])('%s', (query, fields) => expect(fieldsOf(parseQuery(query))).toEqual(fields));
});
