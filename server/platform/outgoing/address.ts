/** Which addresses outgoing calls must not reach: a configured URL is not to become a way into the network. */
import { BlockList, isIP } from 'node:net';

/** IANA's special-purpose blocks: this host, private, link-local (cloud metadata), documentation, multicast, ... */
const V4 = [
	['0.0.0.0', 8],
	['10.0.0.0', 8],
	['100.64.0.0', 10],
	['127.0.0.0', 8],
	// Azure's platform: metadata, DNS and agents of a virtual machine, although the address is a public one.
	['168.63.129.16', 32],
	['169.254.0.0', 16],
	['172.16.0.0', 12],
	['192.0.0.0', 24],
	['192.0.2.0', 24],
	['192.88.99.0', 24],
	['192.168.0.0', 16],
	['198.18.0.0', 15],
	['198.51.100.0', 24],
	['203.0.113.0', 24],
	['224.0.0.0', 4],
	['240.0.0.0', 4],
] as const;

/** The same for IPv6, with the ranges that carry an IPv4 address inside: SIIT, NAT64, 6to4, Teredo. */
const V6 = [
	['::', 96],
	['::ffff:0:0:0', 96],
	['64:ff9b::', 96],
	['64:ff9b:1::', 48],
	['100::', 64],
	['2001::', 23],
	['2001:db8::', 32],
	['2002::', 16],
	['3fff::', 20],
	['5f00::', 16],
	['fc00::', 7],
	['fe80::', 10],
	['fec0::', 10],
	['ff00::', 8],
] as const;

const internal = new BlockList();
for (const [net, prefix] of V4) internal.addSubnet(net, prefix, 'ipv4');
for (const [net, prefix] of V6) internal.addSubnet(net, prefix, 'ipv6');

/**
 * Whether an address is not one of the public internet. What is no address counts as internal.
 *
 * @param address IPv4 or IPv6; IPv4-mapped IPv6 is judged by the IPv4 inside
 */
export function isInternal(address: string): boolean {
	const family = isIP(address);
	if (family === 0) return true;
	// A zone ("fe80::1%eth0") makes sense on the local link only.
	if (address.includes('%')) return true;
	return internal.check(address, family === 4 ? 'ipv4' : 'ipv6');
}
