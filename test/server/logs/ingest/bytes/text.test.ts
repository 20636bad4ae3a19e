/** What bytes of a batch are: text in its encodings, or something else that is refused by name. */

import { gzipSync } from 'node:zlib';
import { asUtf8, NotTextError } from '../../../../../server/logs/ingest/bytes/text';

async function read(bytes: Uint8Array, piece = bytes.length || 1): Promise<string> {
	async function* pieces() {
		for (let at = 0; at < bytes.length; at += piece) yield bytes.subarray(at, at + piece);
	}
	const parts: Uint8Array[] = [];
	for await (const part of asUtf8(pieces())) parts.push(part);
	return Buffer.concat(parts).toString('utf8');
}

const LINES = 'Nov 20 10:00:00 win1 app: größe €\r\nNov 20 10:00:01 win1 app: zweite\r\n';
const little = Buffer.from(LINES, 'utf16le');
const big = Buffer.from(little).swap16();

describe('asUtf8', () => {
	it.each([
		['UTF-8', Buffer.from(LINES)],
		['UTF-8 with byte order mark', Buffer.from(`\ufeff${LINES}`)],
		['UTF-16 LE with byte order mark', Buffer.concat([Buffer.from([0xff, 0xfe]), little])],
		['UTF-16 BE with byte order mark', Buffer.concat([Buffer.from([0xfe, 0xff]), big])],
		['UTF-16 LE without', little],
		['UTF-16 BE without', big],
	])('reads %s, however it is cut', async (_name, bytes) => {
		for (const piece of [1, 3, 64, bytes.length]) {
			expect((await read(bytes, piece)).replace(/^\ufeff/, '')).toBe(LINES);
		}
	});

	it.each(['', 'a', 'PK is no archive\n', 'BZh is no bzip2\n', '\0\0\0binary'])(
		'leaves %j as it is',
		async (text) => {
			expect(await read(Buffer.from(text))).toBe(text);
		},
	);

	it.each([
		['gzip', gzipSync(LINES), 'gzip data'],
		['zip', Buffer.from('504b030414000000', 'hex'), 'a zip archive'],
		['xz', Buffer.from('fd377a585a000004', 'hex'), 'xz data'],
		['zstd', Buffer.from('28b52ffd04', 'hex'), 'zstd data'],
		['bzip2', Buffer.from('BZh91AY&SY'), 'bzip2 data'],
		['7z', Buffer.from('377abcaf271c0004', 'hex'), 'a 7z archive'],
		['evtx', Buffer.from('ElfFile\0\0\0'), 'evtx_dump'],
		['journal', Buffer.from('LPKSHHRH'), 'journalctl'],
		['pcap', Buffer.from('d4c3b2a102000400', 'hex'), 'packet capture'],
	])('refuses %s by its name', async (_name, bytes, name) => {
		const read_ = read(bytes);
		await expect(read_).rejects.toBeInstanceOf(NotTextError);
		await expect(read_).rejects.toThrow(name);
	});

	it('hands out what came before a failure, and the failure', async () => {
		async function* failing() {
			yield Buffer.from('good\n');
			throw new Error('line is dead');
		}
		const parts: string[] = [];
		await expect(
			(async () => {
				for await (const part of asUtf8(failing())) parts.push(Buffer.from(part).toString());
			})(),
		).rejects.toThrow('line is dead');
		expect(parts).toEqual(['good\n']);
	});
});
