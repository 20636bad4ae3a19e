/** Tells what kind of data bytes are by how they begin: text in which encoding, or something that is no text. */

/** Data that is no text, and what to do with it. */
export interface Refusal {
	/** What it is, for people. */
	readonly name: string;
	/** How to make lines of it. */
	readonly advice: string;
}

/** What bytes hold. */
export type Kind =
	| { readonly kind: 'utf8' | 'utf16le' | 'utf16be' }
	| { readonly kind: 'gzip' }
	| { readonly kind: 'refused'; readonly refusal: Refusal };

/** Bytes of the beginning that {@link kindOf} looks at. */
export const LOOKED_AT = 1_024;

const UNPACK = 'unpack it first';
const SIGNATURES: readonly (readonly [bytes: string, Refusal])[] = [
	[
		'504b0304',
		{ name: 'a zip archive', advice: `${UNPACK} (unzip), or use "log360-server import"` },
	],
	['504b0506', { name: 'an empty zip archive', advice: 'there is nothing in it' }],
	['fd377a585a00', { name: 'xz data', advice: `${UNPACK} (xz -d)` }],
	['28b52ffd', { name: 'zstd data', advice: `${UNPACK} (zstd -d)` }],
	['04224d18', { name: 'lz4 data', advice: `${UNPACK} (lz4 -d)` }],
	['377abcaf271c', { name: 'a 7z archive', advice: `${UNPACK} (7z x)` }],
	['526172211a07', { name: 'a rar archive', advice: `${UNPACK} (unrar x)` }],
	[
		'456c6646696c6500',
		{
			name: 'a Windows event log (.evtx)',
			advice:
				'turn it into JSON lines first, for instance with "evtx_dump -o jsonl FILE", or on Windows with ' +
				'"Get-WinEvent -Path FILE | ForEach-Object { $_.ToXml() }"',
		},
	],
	['4c664c65', { name: 'an old Windows event log (.evt)', advice: 'save it as .evtx first' }],
	[
		'4c504b5348485248',
		{ name: 'a systemd journal file', advice: 'use "journalctl --file FILE -o json"' },
	],
	['d4c3b2a1', { name: 'a packet capture (pcap)', advice: 'it holds no log lines' }],
	['a1b2c3d4', { name: 'a packet capture (pcap)', advice: 'it holds no log lines' }],
	['0a0d0d0a', { name: 'a packet capture (pcapng)', advice: 'it holds no log lines' }],
	['25504446', { name: 'a PDF document', advice: 'it holds no log lines' }],
	['7f454c46', { name: 'a program (ELF)', advice: 'it holds no log lines' }],
	[
		'53514c69746520666f726d6174203300',
		{ name: 'a SQLite database', advice: 'export its rows as JSON lines' },
	],
];

/** `BZh`, a digit, and the digits of pi: the letters alone could begin a line. */
const BZIP2 = /^425a683[1-9]314159265359/;

/** What the bytes of a file, body or stream are, by its first {@link LOOKED_AT} bytes (fewer, when there are no more). */
export function kindOf(start: Uint8Array): Kind {
	if (start[0] === 0x1f && start[1] === 0x8b) return { kind: 'gzip' };
	if (start[0] === 0xff && start[1] === 0xfe) return { kind: 'utf16le' };
	if (start[0] === 0xfe && start[1] === 0xff) return { kind: 'utf16be' };
	const hex = Buffer.from(start.subarray(0, 16)).toString('hex');
	const known = SIGNATURES.find(([signature]) => hex.startsWith(signature));
	if (BZIP2.test(hex))
		return { kind: 'refused', refusal: { name: 'bzip2 data', advice: `${UNPACK} (bunzip2)` } };
	if (known !== undefined) return { kind: 'refused', refusal: known[1] };
	return { kind: wideText(start) ?? 'utf8' };
}

/** UTF-16 without byte order mark: text of the West has a zero in nearly every pair, always on the same side. */
function wideText(start: Uint8Array): 'utf16le' | 'utf16be' | undefined {
	const length = Math.min(start.length, LOOKED_AT) & ~1;
	if (length < 8) return undefined;
	let even = 0;
	let odd = 0;
	for (let at = 0; at < length; at += 2) {
		if (start[at] === 0) even++;
		if (start[at + 1] === 0) odd++;
	}
	const pairs = length / 2;
	if (odd > pairs * 0.7 && even < pairs * 0.1) return 'utf16le';
	return even > pairs * 0.7 && odd < pairs * 0.1 ? 'utf16be' : undefined;
}
