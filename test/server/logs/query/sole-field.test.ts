/** Queries that can be answered value by value of one field. */
import { parseQuery, soleFieldOf } from '../../../../server/logs/query';

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
