/** Address blocks in CIDR notation, IPv4 and IPv6. */
import { type Address, addressOf } from './ip';

/** A block of addresses. */
export interface Cidr {
	/** Any address of the block; bits beyond the prefix do not count. */
	readonly address: Address;
	/** Number of leading bits that all addresses of the block share. */
	readonly bits: number;
}

/** The block a text like `10.0.0.0/8` or `2001:db8::/32` stands for, undefined when it is none. */
export function cidrOf(text: string): Cidr | undefined {
	const [, address, bits] = /^([0-9a-f:.]+)\/(\d{1,3})$/i.exec(text) ?? [];
	if (address === undefined) return undefined;
	const groups = addressOf(address);
	if (groups === undefined || Number(bits) > groups.length * 16) return undefined;
	return { address: groups, bits: Number(bits) };
}

/**
 * The block that a value stands for: one in CIDR notation, or a single IPv6 address, which has many spellings
 * (`2001:DB8:0:0::1` is `2001:db8::1`). Undefined for all other values.
 */
export function blockOf(text: string): Cidr | undefined {
	const block = cidrOf(text);
	if (block !== undefined || !text.includes(':')) return block;
	const address = addressOf(text);
	return address === undefined ? undefined : { address, bits: address.length * 16 };
}

/**
 * Whether a block contains the address in `text`; false when it is no address, or one of the other version
 * (an IPv4 address written as IPv6, `::ffff:10.0.0.1`, is in no IPv4 block).
 */
export function cidrContains(cidr: Cidr, text: string): boolean {
	const address = addressOf(text);
	if (address === undefined || address.length !== cidr.address.length) return false;
	for (let group = 0; group * 16 < cidr.bits; group++) {
		const difference = (address[group] as number) ^ (cidr.address[group] as number);
		if (difference >> Math.max(0, 16 - (cidr.bits - group * 16)) !== 0) return false;
	}
	return true;
}
