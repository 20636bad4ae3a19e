/** Files of logs as they are packed: plain, gzip, zip, and what is none of them. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { importFiles } from '../../../server/cli/import';
import { tempFolder } from '../../support/temp';
import { zipOf } from '../../support/zip';

/** Tries a file with this content; the events that would be stored, and what is reported. */
async function tried(name: string, content: string | Uint8Array) {
	const path = join(tempFolder(), name);
	writeFileSync(path, content);
	const events: Record<string, unknown>[] = [];
	let said = '';
	const summary = await importFiles({
		files: [path],
		target: { dryRun: (text) => events.push(JSON.parse(text) as Record<string, unknown>) },
		ingest: {},
		report: (text) => (said += text),
		interactive: false,
	});
	const seen = events.map(({ HOSTNAME, MESSAGE }) => `${String(HOSTNAME)}: ${String(MESSAGE)}`);
	return { seen, said, summary, path };
}

const LINES = 'first words\nsecond words\n';

test.each([
	['plain.log', LINES, ['plain.log: first words', 'plain.log: second words']],
	['packed.log', gzipSync(LINES), ['packed.log: first words', 'packed.log: second words']],
	[
		'several.zip',
		zipOf({ 'a.log': 'one\n', 'logs/': '', 'logs/b.log': 'two\nthree' }),
		['a.log: one', 'b.log: two', 'b.log: three'],
	],
	[
		'mixed.bin',
		zipOf({
			'c.log.gz': gzipSync('four\n'),
			'd.txt': Buffer.from('\ufefffive\r\n', 'utf16le'),
			'empty.log': '',
		}),
		['c.log.gz: four', 'd.txt: five'],
	],
	['stored.zip', zipOf({ 'e.log': 'six' }, { method: 'stored' }), ['e.log: six']],
	['none.zip', zipOf({ '__MACOSX/._a.log': 'x', 'logs/.DS_Store': 'x' }), []],
])('reads %s', async (name, content, expected) => {
	const { seen, summary } = await tried(name, content);
	expect(seen).toEqual(expected);
	expect(summary).toMatchObject({ stored: expected.length, refused: 0 });
});

test('a file of an archive is a log of its own: line numbers, columns and documents begin anew', async () => {
	const w3c = (host: string) => `#Fields: date time c-ip\n2026-01-31 10:00:00 ${host}\n`;
	const { said, summary, path } = await tried(
		'iis.zip',
		zipOf({ 'u1.log': w3c('192.0.2.1'), 'u2.json': '[{"N":1},\n{"N":2}]', 'u3.log': '\n{"x"\n' }),
	);
	expect(summary).toMatchObject({ stored: 3, refused: 1 });
	expect(said).toContain('iis from u1.log: 1 line');
	expect(said).toContain('json from u2.json: 2 lines');
	expect(said).toContain(`${path}/u3.log:2: not a valid JSON object`);
});

test('what is no text in an archive is named and left out', async () => {
	const { seen, said, path } = await tried(
		'some.zip',
		zipOf({ 'a.pdf': '%PDF-1.7', 'b.zip': zipOf({}), 'c.log': 'a line' }),
	);
	expect(seen).toEqual(['c.log: a line']);
	expect(said).toContain(`${path}/a.pdf: left out. This is a PDF document, not text`);
});

test.each([
	['encrypted.zip', zipOf({ 'a.log': 'x' }, { flags: 1 }), "zip archive's file a.log is encrypted"],
	['cut.zip', zipOf({ 'a.log': 'x'.repeat(90) }).subarray(0, 40), 'This is no zip archive'],
	[
		'logs.xz',
		Buffer.from('fd377a585a000004', 'hex'),
		'This is xz data, not text; unpack it first (xz -d)',
	],
	['logs.7z', Buffer.from('377abcaf271c0004', 'hex'), 'a 7z archive'],
	['cut.gz', gzipSync(LINES).subarray(0, 20), 'unexpected end of file'],
])('refuses %s by its name', async (name, content, message) => {
	await expect(tried(name, content)).rejects.toThrow(
		expect.objectContaining({ message: expect.stringMatching(new RegExp(`${name}.*: `)) }),
	);
	await expect(tried(name, content)).rejects.toThrow(message);
});
