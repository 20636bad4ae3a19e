/** What people write out of habit: exclusion with a minus, other products' names, addresses in any spelling. */

import { compilePredicate, parseQuery } from '../../../../server/logs/query';
import { formatQuery } from '../../../../server/logs/query/format';

const matches = (query: string, fields: Record<string, string | number>) =>
	compilePredicate(parseQuery(query))(fields, 0);

describe('a minus before a word', () => {
	it.each([
		['failed -root', 'failed NOT root'],
		['-root', 'NOT root'],
		['failed -"for root"', 'failed NOT "for root"'],
		['failed -USERNAME = root', 'failed NOT USERNAME = root'],
		['failed -(root OR admin)', 'failed NOT (root OR admin)'],
		['(-root) failed', '(NOT root) failed'],
	])('%s means %s', (short, long) => {
		expect(parseQuery(short)).toEqual(parseQuery(long));
	});

	it('excludes', () => {
		expect(matches('failed -root', { MESSAGE: 'failed for root' })).toBe(false);
		expect(matches('failed -root', { MESSAGE: 'failed for ann' })).toBe(true);
	});

	it.each(['N = -5', 'COMMAND = -o', 'well-known', '"-root"', 'a-b c-d'])(
		'is part of the value in %s',
		(query) => {
			expect(formatQuery(parseQuery(query))).not.toContain('NOT');
			expect(parseQuery(formatQuery(parseQuery(query)))).toEqual(parseQuery(query));
		},
	);
});

describe("other products' names", () => {
	it.each([
		['winlog.event_id:4625', 'Write EVENTID = 4625'],
		['source.ip:192.0.2.1', 'Write REMOTEIP = 192.0.2.1'],
		['event.outcome:failure', 'Write RESULT = failure'],
		['user.name:ann', 'Write USERNAME = ann'],
		['winlog.event_id = 4625', 'This field is called EVENTID'],
		['source.ip != 192.0.2.1', 'This field is called REMOTEIP'],
		['host.name IN (a, b)', 'This field is called HOSTNAME'],
		['@timestamp > 5', 'This field is called TIME'],
	])('%s gets the advice %s', (query, advice) => {
		expect(() => parseQuery(query)).toThrow(advice);
	});

	it.each(['www.example:443', 'a.b.c:1', 'https://www.example/x', 'file.txt:17'])(
		'%s is a term',
		(query) => {
			expect(parseQuery(query)).toMatchObject({ kind: 'term' });
		},
	);
});

describe('IPv6 addresses', () => {
	const spellings = ['2001:db8::1', '2001:DB8:0:0::1', '2001:0db8:0000:0000:0000:0000:0000:0001'];

	it.each(spellings)('compare by value: %s', (written) => {
		for (const other of spellings) {
			expect(matches(`REMOTEIP = "${written}"`, { REMOTEIP: other })).toBe(true);
			expect(matches(`REMOTEIP IN ("${written}", x)`, { REMOTEIP: other })).toBe(true);
			expect(matches(`REMOTEIP != "${written}"`, { REMOTEIP: other })).toBe(false);
		}
		expect(matches(`REMOTEIP = "${written}"`, { REMOTEIP: '2001:db8::2' })).toBe(false);
	});

	it('takes no other value with colons for an address', () => {
		expect(matches('MAC = "aa:bb:cc:dd:ee:ff"', { MAC: 'AA:BB:CC:DD:EE:FF' })).toBe(true);
		expect(matches('MAC = "aa:bb:cc:dd:ee:f"', { MAC: 'aa:bb:cc:dd:ee:0f' })).toBe(false);
	});
});
