/** The hint at fields that the server does not have: when it asks for them, and what it makes of queries. */
import { fieldsIn } from '../../../../../nodes/Log360/resources/log/unknownFields';
import { bench } from '../../../support/cases';
import { hints } from '../../../support/n8n';
import { contractAnswers } from '../every/contract';

const b = bench();
const parameters = {
	resource: 'log',
	operation: 'search',
	query: 'USERNAMEX = foo',
	timeRange: 'lastHour',
};
const empty = { body: { data: { hits: [] } } };
const fieldCalls = () => b.seen.filter(({ path }) => path.endsWith('/log-fields')).length;

it('costs one call, however many items found nothing', async () => {
	b.answer((seen, count) => (seen.path.endsWith('/search') ? empty : contractAnswers(seen, count)));
	const shown = await hints(b.trial(b.v2(), parameters, { items: [{}, {}, {}] }));
	expect(shown).toHaveLength(1);
	expect(fieldCalls()).toBe(1);
});

it('costs nothing where something was found', async () => {
	b.answer(contractAnswers);
	expect(await hints(b.trial(b.v2(), parameters))).toEqual([]);
	expect(fieldCalls()).toBe(0);
});

it('is no reason to fail where the token may not list fields', async () => {
	b.answer((seen) =>
		seen.path.endsWith('/search')
			? empty
			: { status: 403, body: { error: { title: 'Forbidden' } } },
	);
	expect(await hints(b.trial(b.v2(), parameters))).toEqual([]);
	expect(fieldCalls()).toBe(1);
});

it.each([
	[
		'EVENTID = 4625 AND (USERNAME != "a b" OR NOT HOSTNAME=web01)',
		['EVENTID', 'USERNAME', 'HOSTNAME'],
	],
	['COUNT >= 3 AND COUNT < 9', ['COUNT']],
	['EVENTID IN (1, 2)', ['EVENTID']],
	['MESSAGE = "A = B and \\"C = D\\""', ['MESSAGE']],
	['*', []],
	['failed logon', []],
])('%s names %j', (query, expected) => {
	expect(fieldsIn(query)).toEqual(expected);
});
