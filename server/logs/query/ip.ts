/** Reads IPv4 and IPv6 addresses into groups of 16 bits. */

/** An address: 2 groups of 16 bits for IPv4, 8 for IPv6. */
export type Address = readonly number[];

/** The address a text stands for, undefined when it is none. A zone (`fe80::1%eth0`) is ignored. */
export function addressOf(text: string): Address | undefined {
	return text.includes(':') ? ipv6(text.replace(/%.*$/s, '')) : ipv4(text);
}

/** Leading zeros are refused: some programs read `010` as octal, so the meaning is open. */
function ipv4(text: string): Address | undefined {
	if (text.length > 15) return undefined;
	const octets = text.split('.');
	if (octets.length !== 4) return undefined;
	const numbers: number[] = [];
	for (const octet of octets) {
		if (!/^(?:0|[1-9]\d{0,2})$/.test(octet) || Number(octet) > 255) return undefined;
		numbers.push(Number(octet));
	}
	const [a, b, c, d] = numbers as [number, number, number, number];
	return [a * 256 + b, c * 256 + d];
}

function ipv6(text: string): Address | undefined {
	if (text.length > 45) return undefined;
	const [head, tail, ...more] = text.split('::');
	if (head === undefined || more.length > 0) return undefined;
	const before = groups(head, tail === undefined);
	if (before === undefined) return undefined;
	if (tail === undefined) return before.length === 8 ? before : undefined;
	const after = groups(tail, true);
	if (after === undefined || before.length + after.length > 7) return undefined;
	const zeros = new Array<number>(8 - before.length - after.length).fill(0);
	return [...before, ...zeros, ...after];
}

/** Groups between colons; the last one of an address may be an IPv4 address. */
function groups(text: string, isEnd: boolean): number[] | undefined {
	if (text === '') return [];
	const numbers: number[] = [];
	const parts = text.split(':');
	for (const [index, part] of parts.entries()) {
		if (/^[0-9a-f]{1,4}$/i.test(part)) {
			numbers.push(parseInt(part, 16));
			continue;
		}
		const embedded = isEnd && index === parts.length - 1 ? ipv4(part) : undefined;
		if (embedded === undefined) return undefined;
		numbers.push(...embedded);
	}
	return numbers;
}
