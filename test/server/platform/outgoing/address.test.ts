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
	'224.0.0.1',
	'255.255.255.255',
	'::',
	'::1',
	'::ffff:127.0.0.1',
	'::ffff:10.0.0.1',
	'::ffff:7f00:1',
	'::127.0.0.1',
	'64:ff9b::7f00:1',
	'2002:7f00:1::',
	'fc00::1',
	'fd00:ec2::254',
	'fe80::1',
	'fe80::1%eth0',
	'ff02::1',
	'not an address',
	'',
])('%s is inside', (address) => expect(isInternal(address)).toBe(true));

test.each(['1.1.1.1', '172.15.0.1', '172.32.0.1', '::ffff:1.1.1.1', '2606:4700:4700::1111'])(
	'%s is outside',
	(address) => expect(isInternal(address)).toBe(false),
);
