/** Address blocks as text prefixes. */
import { type Cidr, cidrOf } from '../../../../server/logs/query/cidr';
import { cidrPrefixes } from '../../../../server/logs/query/cidr-prefixes';

describe('cidrPrefixes', () => {
	it.each<[string, string[], boolean]>([
		['0.0.0.0/0', [''], false],
		['10.0.0.0/7', ['10.', '11.'], false],
		['128.0.0.0/1', [''], false],
		['10.1.2.3/8', ['10.'], false],
		['10.128.0.0/9', ['10.'], false],
		['172.16.0.0/14', ['172.16.', '172.17.', '172.18.', '172.19.'], false],
		['10.1.0.0/16', ['10.1.'], false],
		['10.1.2.0/24', ['10.1.2.'], false],
		['10.1.2.128/26', ['10.1.2.'], false],
		['10.1.2.7/30', ['10.1.2.4', '10.1.2.5', '10.1.2.6', '10.1.2.7'], true],
		['255.255.255.255/32', ['255.255.255.255'], true],
		['2001:db8::/32', ['2001:'], false],
		['fe:1::/32', ['fe:', '0fe:', '00fe:'], false],
		['fe80::/10', [''], false],
		['0:1::/32', [''], false],
	])('%s', (block, texts, areWhole) => {
		expect(cidrPrefixes(cidrOf(block) as Cidr)).toEqual({ texts, areWhole });
	});

	it('lists at most 32 addresses', () => {
		expect(cidrPrefixes(cidrOf('10.0.0.0/27') as Cidr).texts).toHaveLength(32);
	});
});
