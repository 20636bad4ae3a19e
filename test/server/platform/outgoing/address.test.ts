/** Which addresses count as inside. */
import { isInternal } from '../../../../server/platform/outgoing/address';

test.each([
	'127.0.0.1',
	'127.255.255.254',
	'0.0.0.0',
	'10.1.2.3',
	'172.16.0.1',
	'172.31.255.255',
	'192.168.1.1',
	'169.254.169.254',
	'100.100.100.200',
	'198.18.0.1',
	// Azure's platform, at a public address.
	'168.63.129.16',
	'224.0.0.1',
	'255.255.255.255',
	'::',
	'::1',
	'::ffff:127.0.0.1',
	'::ffff:10.0.0.1',
	'::ffff:7f00:1',
	'::127.0.0.1',
	// SIIT, NAT64, also for local use, 6to4 and Teredo: an IPv4 address inside.
	'::ffff:0:7f00:1',
	'::ffff:0:169.254.169.254',
	'64:ff9b::7f00:1',
	'64:ff9b:1::7f00:1',
	'2001:0:7f00:1::',
	'2002:7f00:1::',
	'fc00::1',
	'fd00:ec2::254',
	'fe80::1',
	'fe80::1%eth0',
	'ff02::1',
	'not an address',
	'',
])('%s is inside', (address) => expect(isInternal(address)).toBe(true));

test.each([
	'1.1.1.1',
	'168.63.129.15',
	'168.63.129.17',
	'172.15.0.1',
	'172.32.0.1',
	'::ffff:1.1.1.1',
	'2606:4700:4700::1111',
])('%s is outside', (address) => expect(isInternal(address)).toBe(false));
