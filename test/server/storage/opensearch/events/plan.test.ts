import { parseQuery } from '../../../../../server/logs/query';
import { toQuery } from '../../../../../server/storage/opensearch/events/clauses';
import { planSearch } from '../../../../../server/storage/opensearch/events/plan';

const plan = (text: string) => planSearch(parseQuery(text));
const query = (text: string) => toQuery(plan(text).candidates);

describe('the plan of a query', () => {
	it.each([
		['*', { match_all: {} }],
		['NOT *', { match_none: {} }],
		['EVENTID = 4625', { term: { v: 'EVENTID=4625' } }],
		['EVENTID = "04625.0"', { term: { v: 'EVENTID=4625' } }],
		['USERNAME = JÜRGEN', { term: { v: 'USERNAME=jürgen' } }],
		['USERNAME = *', { term: { f: 'USERNAME' } }],
		['USERNAME = ""', { term: { f: '!USERNAME' } }],
		[
			'EVENTID IN (1, 2)',
			{ bool: { should: [{ terms: { v: ['EVENTID=1', 'EVENTID=2'] } }], minimum_should_match: 1 } },
		],
		['MESSAGE = Failed', { term: { m: 'failed' } }],
		['MESSAGE = "Failed password"', { match_phrase: { m: { query: 'failed password' } } }],
		['RAWLOG = x', { term: { r: 'x' } }],
		['STATUS >= 500', { range: { v: { lt: 'STATUS$', gte: 'STATUS#c07f400000000000' } } }],
		['USERNAME < "m"', { range: { v: { gte: 'USERNAME=', lt: 'USERNAME=m' } } }],
		['TIME >= 5', { range: { t: { gte: 5 } } }],
	])('%s is answered by the engine alone', (text, wanted) => {
		expect(query(text)).toEqual(wanted);
		expect(plan(text).exact).toBe(true);
	});

	it('of a network is a range of addresses, and the text itself', () => {
		expect(query('REMOTEIP = 10.1.0.0/15')).toEqual({
			bool: {
				should: [
					{ range: { v: { gte: 'REMOTEIP@40a000000', lte: 'REMOTEIP@40a01ffff' } } },
					{ term: { v: 'REMOTEIP=10.1.0.0/15' } },
				],
				minimum_should_match: 1,
			},
		});
	});

	it.each([
		'MESSAGE LIKE *owershe*',
		'USERNAME MATCHES "^a+$"',
		'A EQUALS_FIELD B',
		'MESSAGE > "a"',
	])('%s needs the predicate', (text) => {
		const { exact, certain } = plan(text);
		expect(exact).toBe(false);
		expect(certain).toEqual({ kind: 'none' });
	});

	it('leaves to the predicate only the values that the index has in part', () => {
		const { candidates, certain, exact } = plan('USERNAME = *min*');
		const wildcard = { wildcard: { v: { value: 'USERNAME=*min*' } } };
		const cut = { term: { f: '~USERNAME' } };
		expect(exact).toBe(false);
		expect(toQuery(candidates)).toEqual({
			bool: { should: [wildcard, { term: { f: '~USERNAME' } }], minimum_should_match: 1 },
		});
		expect(toQuery(certain)).toEqual({ bool: { filter: [wildcard], must_not: [cut] } });
	});

	it('takes characters of patterns in a value for themselves', () => {
		expect(query('COMMAND = "a*b?\\\\"*')).toEqual({
			bool: {
				should: [{ prefix: { v: { value: 'COMMAND=a*b?\\' } } }, { term: { f: '~COMMAND' } }],
				minimum_should_match: 1,
			},
		});
		expect(JSON.stringify(query('COMMAND = *"a*b\\\\"*'))).toContain(
			JSON.stringify('COMMAND=*a\\*b\\\\*').slice(1, -1),
		);
	});

	it('narrows an infix search of a message by the words it stands in', () => {
		expect(JSON.stringify(query('MESSAGE LIKE *"ted password fo"*'))).toContain(
			JSON.stringify([
				{ wildcard: { m: { value: '*ted' } } },
				{ term: { m: 'password' } },
				{ wildcard: { m: { value: 'fo*' } } },
			]),
		);
	});

	it('looks at every event where a query is too large or too deep for the engine', () => {
		const many = Array.from({ length: 950 }, (_, n) => `A = *${n}*`).join(' OR ');
		expect(plan(many).candidates).toEqual({ kind: 'every' });
		expect(plan(many).exact).toBe(false);
		const deep = `${'(A = 1 OR (B = 2 AND '.repeat(20)}C = 3${'))'.repeat(20)}`;
		expect(plan(deep).candidates).toEqual({ kind: 'every' });
		const list = `A IN (${Array.from({ length: 950 }, (_, n) => n).join(', ')})`;
		expect(plan(list).exact).toBe(true);
	});
});
