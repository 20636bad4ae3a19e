/** Address blocks. */
import { type Cidr, cidrContains, cidrOf } from '../../../../server/logs/query/cidr';

describe('cidrOf', () => {
	it.each(['10.0.0.0/8', '0.0.0.0/0', '1.2.3.4/32', '2001:db8::/32', '::/0', '::1/128'])(
		'%s',
		(text) => {
			expect(cidrOf(text)?.bits).toBe(Number(text.split('/')[1]));
		},
	);
	it.each([
		'10.0.0.0',
		'10.0.0.0/33',
		'10.0.0/8',
		'::/129',
		'10.0.0.0/',
		'/8',
		'a/8',
		'10.0.0.0/8/8',
		'10.0.0.0/-1',
		'fe80::1%e/64',
	])('not %s', (text) => expect(cidrOf(text)).toBeUndefined());
});

describe('cidrContains', () => {
	it.each<[string, string, boolean]>([
		['10.0.0.0/8', '10.255.1.2', true],
		['10.9.9.9/8', '10.1.1.1', true],
		['10.0.0.0/8', '11.0.0.0', false],
		['0.0.0.0/0', '200.1.1.1', true],
		['0.0.0.0/0', '::1', false],
		['172.16.0.0/12', '172.31.255.255', true],
		['172.16.0.0/12', '172.32.0.0', false],
		['192.168.1.4/30', '192.168.1.7', true],
		['192.168.1.4/30', '192.168.1.8', false],
		['128.0.0.0/1', '200.0.0.0', true],
		['128.0.0.0/1', '127.0.0.0', false],
		['1.2.3.4/32', '1.2.3.4', true],
		['1.2.3.4/32', '1.2.3.5', false],
		['10.0.0.0/8', '::ffff:10.0.0.1', false],
		['::ffff:0:0/96', '::ffff:10.0.0.1', true],
		['2001:db8::/32', '2001:0db8:1::9', true],
		['2001:db8::/33', '2001:db8:8000::', false],
		['fe80::/10', 'febf::1', true],
		['fe80::/10', 'fec0::1', false],
		['::/0', '10.0.0.1', false],
		['10.0.0.0/8', '10.evil.example', false],
	])('%s, %s: %s', (block, address, inside) => {
		expect(cidrContains(cidrOf(block) as Cidr, address)).toBe(inside);
	});
});
