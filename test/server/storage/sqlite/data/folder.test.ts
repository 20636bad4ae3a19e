import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DataFolder, FolderInUseError } from '../../../../../server/storage/sqlite/data/folder';
import { tempFolder } from '../../../../support/temp';

const mode = (file: string) => statSync(file).mode & 0o777;

describe('DataFolder', () => {
	it('makes a folder for its owner alone', () => {
		const directory = join(tempFolder(), 'a', 'b');
		const folder = DataFolder.take(directory);
		expect(mode(directory)).toBe(0o700);
		folder.release();
	});

	it('is owned once, and free again after its release', () => {
		const directory = tempFolder();
		const folder = DataFolder.take(directory);
		expect(() => DataFolder.take(directory)).toThrow(FolderInUseError);
		expect(() => DataFolder.take(directory)).toThrow(`The data folder ${directory} is in use`);
		folder.release();
		DataFolder.take(directory).release();
	});

	it('is free again when its owner was killed', () => {
		const directory = tempFolder();
		const entry = join(__dirname, '../../../../../server/dist/storage/sqlite/data/folder.js');
		const script = `const { DataFolder } = require(${JSON.stringify(entry)}); globalThis.folder = DataFolder.take(${JSON.stringify(directory)}); process.kill(process.pid, 'SIGKILL');`;
		expect(spawnSync(process.execPath, ['-e', script]).signal).toBe('SIGKILL');
		expect(existsSync(join(directory, 'lock.db'))).toBe(true);
		DataFolder.take(directory).release();
	});

	it('tells how large the logs of its databases are', async () => {
		const directory = tempFolder();
		const folder = DataFolder.take(directory);
		expect(await folder.logBytes()).toBe(0);
		writeFileSync(join(directory, 'events.db-wal'), 'x'.repeat(70));
		writeFileSync(join(directory, 'jobs.db-wal'), 'x'.repeat(7));
		writeFileSync(join(directory, 'events.db'), 'x'.repeat(1_000));
		symlinkSync(join(directory, 'gone'), join(directory, 'tokens.db-wal'));
		expect(await folder.logBytes()).toBe(77);
		folder.release();
	});

	it('keeps one signing key, readable by the owner only', () => {
		const directory = tempFolder();
		const folder = DataFolder.take(directory);
		const key = folder.signingKey();
		expect(key).toHaveLength(32);
		expect(folder.signingKey()).toEqual(key);
		expect(mode(join(directory, 'signing.key'))).toBe(0o600);
		expect(readFileSync(join(directory, 'signing.key'))).toEqual(key);
		folder.release();
		const other = DataFolder.take(tempFolder());
		expect(other.signingKey()).not.toEqual(key);
		other.release();
	});

	it('refuses a damaged key and names the file', () => {
		const directory = tempFolder();
		const folder = DataFolder.take(directory);
		writeFileSync(join(directory, 'signing.key'), 'short');
		expect(() => folder.signingKey()).toThrow(
			'signing.key is damaged: it has 5 bytes instead of 32',
		);
		folder.release();
	});
});
