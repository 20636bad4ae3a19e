/** Tells addresses of the own machine and of private networks from those of the internet. */
import { BlockList, isIP, isIPv6 } from 'node:net';

const INTERNAL = new BlockList();
const RANGES: readonly (readonly [string, number])[] = [
	['0.0.0.0', 8],
	['10.0.0.0', 8],
	['100.64.0.0', 10],
	['127.0.0.0', 8],
	['169.254.0.0', 16],
	['172.16.0.0', 12],
	['192.0.0.0', 24],
	['192.168.0.0', 16],
	['198.18.0.0', 15],
	['224.0.0.0', 3],
];
for (const [address, bits] of RANGES) INTERNAL.addSubnet(address, bits, 'ipv4');
/** Only 2000::/3 is handed out to the internet; what embeds an IPv4 address could lead back inside. */
const PUBLIC = new BlockList();
PUBLIC.addSubnet('2000::', 3, 'ipv6');
INTERNAL.addSubnet('2002::', 16, 'ipv6');
INTERNAL.addSubnet('2001::', 32, 'ipv6');
INTERNAL.addSubnet('64:ff9b::', 96, 'ipv6');

/** Whether `address` (an IP) must not be called without permission. */
export function isInternalAddress(address: string): boolean {
	if (isIP(address) === 0) return true;
	if (!isIPv6(address)) return INTERNAL.check(address, 'ipv4');
	return !PUBLIC.check(address, 'ipv6') || INTERNAL.check(address, 'ipv6');
}
