/** Zip archives are read within limits; what is damaged is told, never guessed. */
import { ZipError, readZip } from '../../../server/platform/zip';
import { zipOf } from '../../support/zip';

const LIMITS = { files: 3, fileSize: 1_000, totalSize: 2_000 };
const read = (archive: Buffer, wanted = (name: string) => name.endsWith('.yml')) =>
	[...readZip(archive, wanted, LIMITS)].map(({ name, content }) => [name, content.toString()]);

test.each(['stored', 'deflated'] as const)('files that are %s', (method) => {
	const archive = zipOf(
		{ 'a.yml': 'x: 1', 'b/ü.yml': 'y', 'c.txt': 'no' },
		{ method },
		'a comment',
	);
	expect(read(archive)).toEqual([
		['a.yml', 'x: 1'],
		['b/ü.yml', 'y'],
	]);
});

test.each<[string, Buffer, string]>([
	['text', Buffer.from('title: x'), 'This is no zip archive.'],
	['nothing', Buffer.alloc(0), 'This is no zip archive.'],
	['too many files', zipOf({ 'a.yml': '', 'b.yml': '', 'c.yml': '', 'd.yml': '' }), 'more than 3'],
	['a large file', zipOf({ 'a.yml': 'x'.repeat(1_001) }), 'larger than 1000 bytes'],
	[
		'a file that hides its size',
		zipOf({ 'a.yml': 'x'.repeat(50_000) }, { claimedSize: 10 }),
		'larger than 1000 bytes',
	],
	[
		'too much in all',
		zipOf({ 'a.yml': 'x'.repeat(900), 'b.yml': 'x'.repeat(900), 'c.yml': 'x'.repeat(900) }),
		'more than 2000 bytes',
	],
	['an encrypted file', zipOf({ 'a.yml': 'x' }, { flags: 1 }), 'is encrypted'],
	['a cut archive', zipOf({ 'a.yml': 'x'.repeat(90) }).subarray(60), 'is damaged'],
])('refuses %s', (_, archive, message) => {
	expect(() => read(archive)).toThrow(ZipError);
	expect(() => read(archive)).toThrow(message);
});
