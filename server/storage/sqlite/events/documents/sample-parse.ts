/** Takes samples of documents apart as a fast level of Zstandard does, to learn how often lengths, offsets and literals come. */

/** How often each came; lengths and offsets by their codes (RFC 8878, 3.1.1.3.2.1.1). */
export interface Parsed {
	sequences: number;
	readonly literals: Uint32Array;
	readonly offsets: Uint32Array;
	readonly matchLengths: Uint32Array;
	readonly literalLengths: Uint32Array;
}

/** What a document begins with. */
const BEGIN = '{"TIME":';
/** Where no document begins, pieces of this length stand for documents. */
const PIECE = 1_024;
const HASH_BITS = 17;
/** Shortest match that is looked for by what it begins with, and by what came last. */
const SHORTEST = 5;
const SHORTEST_REPEATED = 4;

/** Lengths from which on codes stand for ranges: their first lengths. */
const LITERAL_RANGES = [
	...[16, 18, 20, 22, 24, 28, 32, 40, 48, 64, 128, 256, 512, 1_024, 2_048, 4_096, 8_192],
	...[16_384, 32_768, 65_536],
];
const MATCH_RANGES = [
	...[35, 37, 39, 41, 43, 47, 51, 59, 67, 83, 99, 131, 259, 515, 1_027, 2_051, 4_099, 8_195],
	...[16_387, 32_771, 65_539],
];

/** Takes the second half of samples apart, document by document, each with all that is before it as its dictionary. */
export function parseHalf(samples: Uint8Array): Parsed {
	const bytes = Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength);
	const parsed: Parsed = {
		sequences: 0,
		literals: new Uint32Array(256),
		offsets: new Uint32Array(32),
		matchLengths: new Uint32Array(53),
		literalLengths: new Uint32Array(36),
	};
	const latest = new Int32Array(1 << HASH_BITS).fill(-1);
	const half = bytes.length >>> 1;
	let start = bytes.indexOf(BEGIN, half);
	if (start < 0) start = half;
	for (let at = 0; at < start; at++) note(bytes, at, latest);
	while (start < bytes.length) {
		const next = bytes.indexOf(BEGIN, start + 1);
		const end = next < 0 ? Math.min(bytes.length, start + PIECE) : next;
		parseOne(bytes, start, end, latest, parsed);
		start = end;
	}
	return parsed;
}

function parseOne(
	bytes: Buffer,
	start: number,
	end: number,
	latest: Int32Array,
	parsed: Parsed,
): void {
	let anchor = start;
	let repeated = 0;
	let before = 0;
	for (let at = start; at + SHORTEST <= end; ) {
		const candidate = latest[hashOf(bytes, at)] as number;
		note(bytes, at, latest);
		let from = at + 1;
		let offset = repeated;
		let isRepeated = offset > 0 && same(bytes, from, offset, end) >= SHORTEST_REPEATED;
		if (!isRepeated && candidate >= 0) {
			from = at;
			offset = at - candidate;
		}
		let length = isRepeated || candidate >= 0 ? same(bytes, from, offset, end) : 0;
		if (length < (isRepeated ? SHORTEST_REPEATED : SHORTEST)) {
			at++;
			continue;
		}
		for (; !isRepeated && from > anchor && bytes[from - 1] === bytes[from - 1 - offset]; length++)
			from--;
		for (;;) {
			count(parsed, bytes.subarray(anchor, from), length, isRepeated ? 0 : offset);
			for (let inside = Math.max(at + 1, from); inside < from + length; inside++)
				note(bytes, inside, latest);
			anchor = from + length;
			if (offset !== repeated) [repeated, before] = [offset, repeated];
			// Right behind a match, the offset before it is tried at once.
			length = before > 0 ? same(bytes, anchor, before, end) : 0;
			if (length < SHORTEST_REPEATED) break;
			[from, offset, isRepeated] = [anchor, before, true];
		}
		at = anchor;
	}
	for (let at = anchor; at < end; at++) {
		parsed.literals[bytes[at] as number]! += 1;
		note(bytes, at, latest);
	}
}

/** @param offset 0 for a repeated one */
function count(parsed: Parsed, literals: Uint8Array, length: number, offset: number): void {
	parsed.sequences++;
	for (const byte of literals) parsed.literals[byte]! += 1;
	parsed.literalLengths[codeOf(literals.length, LITERAL_RANGES, 0)]! += 1;
	parsed.matchLengths[codeOf(length, MATCH_RANGES, 3)]! += 1;
	parsed.offsets[offset === 0 ? 0 : 31 - Math.clz32(offset + 3)]! += 1;
}

function codeOf(length: number, ranges: readonly number[], shortest: number): number {
	const first = ranges[0] as number;
	if (length < first) return length - shortest;
	let range = 0;
	while (range + 1 < ranges.length && (ranges[range + 1] as number) <= length) range++;
	return first - shortest + range;
}

/** How many bytes from a place on are those that stand so far before them. */
function same(bytes: Buffer, at: number, offset: number, end: number): number {
	if (offset > at) return 0;
	let length = 0;
	while (at + length < end && bytes[at + length] === bytes[at + length - offset]) length++;
	return length;
}

function note(bytes: Buffer, at: number, latest: Int32Array): void {
	latest[hashOf(bytes, at)] = at;
}

function hashOf(bytes: Buffer, at: number): number {
	let hash = 0;
	for (let next = at; next < at + SHORTEST; next++)
		hash = Math.imul(hash ^ (bytes[next] ?? 0), 0x9e37_79b1);
	return hash >>> (32 - HASH_BITS);
}
