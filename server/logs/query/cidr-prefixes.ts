/** What the written addresses of a block start with, for looking them up in an index of texts. */
import type { Cidr } from './cidr';

/** Texts that cover a block. */
export interface CidrPrefixes {
	/** Every address of the block is written (in lower case) like one of these or starts like one. */
	readonly texts: readonly string[];
	/** Whether the texts are whole addresses: all of the block and no others. */
	readonly areWhole: boolean;
}

/** Blocks with up to 2^5 addresses are listed; a prefix is cheaper for larger ones. */
const LISTED_HOST_BITS = 5;

/** An octet that the block covers in part is listed when it leaves this many values or fewer. */
const LISTED_OCTET_VALUES = 16;

/** The prefixes of a block; a single empty text when nothing can be said. */
export function cidrPrefixes(cidr: Cidr): CidrPrefixes {
	return cidr.address.length === 2 ? ipv4Prefixes(cidr) : ipv6Prefixes(cidr);
}

function ipv4Prefixes({ address, bits }: Cidr): CidrPrefixes {
	const [high = 0, low = 0] = address;
	const hostBits = 32 - bits;
	const size = 2 ** hostBits;
	const first = Math.floor((high * 65_536 + low) / size) * size;
	if (hostBits <= LISTED_HOST_BITS) {
		return {
			texts: Array.from({ length: size }, (_, host) => dotted(first + host)),
			areWhole: true,
		};
	}
	const octets = dotted(first).split('.');
	const fixed = bits >> 3;
	const start = octets
		.slice(0, fixed)
		.map((octet) => `${octet}.`)
		.join('');
	const values = 2 ** (8 - (bits & 7));
	if (values > LISTED_OCTET_VALUES) return { texts: [start], areWhole: false };
	const lowest = Number(octets[fixed]);
	return {
		texts: Array.from({ length: values }, (_, value) => `${start}${lowest + value}.`),
		areWhole: false,
	};
}

function dotted(address: number): string {
	return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) & 255).join('.');
}

/** IPv6 has many spellings: only a first group other than zero is always written, with or without leading zeros. */
function ipv6Prefixes({ address, bits }: Cidr): CidrPrefixes {
	const group = address[0] as number;
	if (bits < 16 || group === 0) return { texts: [''], areWhole: false };
	const texts = new Set<string>();
	for (let digits = 1; digits <= 4; digits++)
		texts.add(`${group.toString(16).padStart(digits, '0')}:`);
	return { texts: [...texts], areWhole: false };
}
