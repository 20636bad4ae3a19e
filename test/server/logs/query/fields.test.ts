/** The fields a query refers to. */
import { fieldsOf, onlyFieldsOf, parseQuery } from '../../../../server/logs/query';

describe('fieldsOf', () => {
	it.each([
		['*', []],
		['a "b c"', []],
		['b = 1 AND (a > 2 OR NOT (c IN (x) OR b != 3)) d', ['B', 'A', 'C']],
	])('%s', (query, fields) => expect(fieldsOf(parseQuery(query))).toEqual(fields));
});

describe('onlyFieldsOf', () => {
	it.each([
		['*', []],
		['a = 1 OR NOT b LIKE "x"', ['A', 'B']],
		['a EQUALS_FIELD b', ['A', 'B']],
		['a = 1 AND NOT (b = 2 OR word)', undefined],
		['a = 1 AND ANY_VALUE LIKE "*x*"', undefined],
		['ANY_VALUE MATCHES "x"', undefined],
	])('%s', (query, fields) => expect(onlyFieldsOf(parseQuery(query))).toEqual(fields));
});
