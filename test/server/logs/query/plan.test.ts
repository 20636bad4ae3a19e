/** A table of queries and their index plans. */
import { matchExpressionOf } from '../../../../server/storage/sqlite';
import { type Dictionary, parseQuery, planQuery } from '../../../../server/logs/query';

const DICTIONARY: Dictionary = {
	values: (field) =>
		({
			SEVERITY: ['error', 'warning', 'debug', ''],
			STATUS: ['200', '404', '500', '1000', 'none'],
			REMOTEIP: ['10.0.0.1', '10.0.0.2', '11.0.0.1'],
			LONG: ['x'.repeat(120), 'y'],
			MANY: Array.from({ length: 2_000 }, (_, n) => String(n)),
		})[field],
};

/** The plan, its candidates as the embedded store asks for them. */
const plan = (query: string, dictionary?: Dictionary) => {
	const { candidates, exact } = planQuery(parseQuery(query), { dictionary });
	return { match: matchExpressionOf(candidates), exact };
};
const SPACE = '\u00a0';
/** Ten numbers from one on. */
const tens = (from: number) => Array.from({ length: 10 }, (_, n) => from + n);

describe('planQuery', () => {
	it.each<[string, string | null, boolean]>([
		['*', null, true],
		['NOT *', '"!"', true],
		['EVENTID = 16384 AND USERNAME = Mhtoc', '("eventid=16384" AND "username=mhtoc")', true],
		['REMOTE_INTERFACE = "switch 1"', `"remote_interface=switch${SPACE}1"`, true],
		['A = "say ""x"', '"a=say x"'.replace(' ', SPACE), true],
		['A = a_b', '"a=a_b"', true],
		['A = "a\tb"', '"a=a\ufffdb"', false],
		[`A = ${'x'.repeat(118)}`, `"a=${'x'.repeat(118)}"`, true],
		[`A = ${'x'.repeat(119)}`, `"a=${'x'.repeat(119)}"`, false],
		[`A = ${'x'.repeat(130)}`, `"a=${'x'.repeat(120)}"`, false],
		['A = *', '"a=" *', true],
		['A != *', '("@" NOT "a=" *)', true],
		['A = ""', '("@" NOT "a=" *)', false],
		['A = adm*', '"a=adm" *', true],
		['A = adm*n', '"a=adm" *', false],
		['A = adm?', '"a=adm" *', false],
		['A = *adm', '"a=" *', false],
		['A > 5', '"a=" *', false],
		['A IN (x, y*)', '("a=x" OR "a=y" *)', true],
		['A = 10.0.0.0/8', '("a=10.0.0.0/8" OR "a=10." *)', false],
		['A = 10.0.0.0/31', '("a=10.0.0.0/31" OR "a=10.0.0.0" OR "a=10.0.0.1")', true],
		['A = 2001:db8::/32', '("a=2001:db8::/32" OR "a=2001:" *)', false],
		['A = ::/0', '("a=::/0" OR "a=" *)', false],
		['failed', '"~failed"', true],
		['fail*', '"~fail" *', true],
		['fail*d', '"~fail" *', false],
		['*ail', null, false],
		['"failed logon"', '("~failed" AND "~logon")', false],
		['"a a a"', '"~a"', false],
		['a-*-b*', '("~a" AND "~b" *)', false],
		['MESSAGE = failed', '"~failed"', false],
		['MESSAGE = *', null, false],
		['MESSAGE > a', null, false],
		['RAWLOG = failed', null, false],
		['TIME > 5', null, false],
		['TIME > 5 AND A = b', '"a=b"', false],
		['A != b', '("@" NOT "a=b")', true],
		['NOT a b', '("~b" NOT "~a")', true],
		['NOT "a b"', null, false],
		['NOT ("a b" OR c)', '("@" NOT "~c")', false],
		['NOT ("a b" AND c)', null, false],
		['NOT NOT "a b"', '("~a" AND "~b")', false],
		['NOT (NOT "a b" AND c)', '("@" NOT ("~c" NOT ("~a" AND "~b")))', false],
		['a OR TIME > 5', null, false],
	])('%s', (query, match, exact) => expect(plan(query)).toEqual({ match, exact }));

	it('uses the first words of a long phrase only', () => {
		const words = Array.from({ length: 40 }, (_, n) => `w${n}`);
		expect(plan(`"${words.join(' ')}"`).match?.split(' AND ')).toHaveLength(16);
	});
});

describe('planQuery with known values', () => {
	it.each<[string, string | null, boolean]>([
		['SEVERITY = *r*', '("severity=error" OR "severity=warning")', true],
		['SEVERITY = *x*', '"!"', true],
		['NOT SEVERITY = *ug', '("@" NOT "severity=debug")', true],
		['SEVERITY = err*', '"severity=error"', true],
		['SEVERITY = x*', '"!"', true],
		['STATUS = 1*', '"status=1000"', true],
		['MANY = 1*', '"many=1" *', true],
		['MANY = 199*', `(${[199, ...tens(1990)].map((n) => `"many=${n}"`).join(' OR ')})`, true],
		['LONG = x*', '"long=x" *', true],
		['SEVERITY > e', '("severity=error" OR "severity=warning")', true],
		['STATUS >= 404', '("status=404" OR "status=500" OR "status=1000")', true],
		['REMOTEIP = 10.0.0.0/8', '("remoteip=10.0.0.1" OR "remoteip=10.0.0.2")', true],
		['LONG = *x', `"long=${'x'.repeat(120)}"`, false],
		['MANY >= 0', '"many=" *', false],
		['MANY < 2', '("many=0" OR "many=1")', true],
		['OTHER > 5', '"other=" *', false],
		['SEVERITY = other', '"severity=other"', true],
	])('%s', (query, match, exact) => expect(plan(query, DICTIONARY)).toEqual({ match, exact }));

	it('keeps a value that was damaged on its way into the dictionary as a candidate', () => {
		const dictionary = { values: () => ['a\ufffdb'] };
		expect(plan('A = *x*', dictionary)).toEqual({ match: '"a=a\ufffdb"', exact: false });
		expect(plan('A = a*', dictionary)).toEqual({ match: '"a=a" *', exact: true });
	});
});
