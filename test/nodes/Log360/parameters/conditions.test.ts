/** Conditions become part of the query. */
import { withConditions } from '../../../../nodes/Log360/parameters/conditions';
import { bench } from '../../support/cases';

const row = (field: string, operator: string, value = '') => ({ field, operator, value });
const of = (...condition: object[]) => ({ condition });

it.each([
	['*', of(row('EVENTID', 'equals', '4625')), 'EVENTID = 4625'],
	['A = 1 OR B = 2', of(row('EVENTID', 'equals', '4625')), '(A = 1 OR B = 2) AND EVENTID = 4625'],
	['*', of(row('A', 'notEquals', 'x'), row('B', 'greaterOrEqual', '1.5')), 'A != "x" AND B >= 1.5'],
	['*', of(row('USERNAME', 'equals', 'svc "backup"\\x')), 'USERNAME = "svc \\"backup\\"\\\\x"'],
	['*', of(row('USERNAME', 'wildcard', 'adm*')), 'USERNAME = adm*'],
	['*', of(row('USERNAME', 'exists')), 'USERNAME = *'],
	['*', of(row('USERNAME', 'equals', 'x) OR (A = 1')), 'USERNAME = "x) OR (A = 1"'],
	['A = 1', {}, 'A = 1'],
	['A = 1', undefined, 'A = 1'],
])('%s with %j', (query, collection, expected) => {
	expect(withConditions(query, collection)).toBe(expected);
});

it.each([
	[of(row('', 'equals', '1')), 'Condition 1 has no field'],
	[
		of(row('A', 'equals', '1'), row('Event ID', 'equals', '1')),
		'Condition 2 has no field, or one that is no server name',
	],
	[of(row('A', 'equals', ' ')), 'Condition 1 on A has no value'],
	[of(row('A', 'like', 'x')), 'Condition 1 has the operator "like". Use one of equals, notEquals'],
	[of(row('A', 'wildcard', 'a b*')), 'Condition 1 on A: a wildcard cannot hold spaces'],
])('refuses %j', (collection, message) => {
	expect(() => withConditions('*', collection)).toThrow(message);
});

const b = bench();
it('goes out with the search', async () => {
	const filters = { conditions: of(row('EVENTID', 'equals', '4625')) };
	const parameters = { resource: 'log', operation: 'search', query: 'USERNAME = root', filters };
	await b.run(b.v2(), parameters as never, { data: [] });
	expect(b.seen[0].body).toMatchObject({ query: '(USERNAME = root) AND EVENTID = 4625' });
});
