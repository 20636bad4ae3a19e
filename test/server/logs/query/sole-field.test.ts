/** Queries that can be answered value by value of one field. */
import { namedValuesOf, parseQuery, soleFieldOf } from '../../../../server/logs/query';

it.each([
	['*', null],
	['NOT *', null],
	['USERNAME = root', 'USERNAME'],
	['USERNAME = *r* AND NOT (USERNAME IN (a, b) OR USERNAME != "")', 'USERNAME'],
	['BYTES >= 5 AND BYTES < 7', 'BYTES'],
	['USERNAME = root AND HOSTNAME = web', undefined],
	['USERNAME = root AND failed', undefined],
	['failed', undefined],
	['MESSAGE = failed', undefined],
	['TIME > 5', undefined],
	['USERNAME LIKE r*', undefined],
	['USERNAME MATCHES "r.*"', undefined],
	['USERNAME EQUALS_FIELD HOSTNAME', undefined],
])('%s: %s', (query, field) => {
	expect(soleFieldOf(parseQuery(query))).toBe(field);
});

it.each([
	['USERNAME = Root', ['root']],
	['BYTES = 0050.0', ['50']],
	['USERNAME IN (a, A, "b c")', ['a', 'b c']],
	['USERNAME = 10.0.0.1', ['10.0.0.1']],
	['USERNAME = r*', undefined],
	['USERNAME IN (a, r?)', undefined],
	['USERNAME = ""', undefined],
	['USERNAME = 10.0.0.0/8', undefined],
	[`USERNAME = ${'x'.repeat(130)}`, undefined],
	['USERNAME = "a\ufffd"', undefined],
	['USERNAME != a', undefined],
	['USERNAME > a', undefined],
	['NOT USERNAME = a', undefined],
	['USERNAME = a OR USERNAME = b', undefined],
	['*', undefined],
])('%s names %s', (query, values) => {
	expect(namedValuesOf(parseQuery(query))).toEqual(values);
});
