/** The data folder: one server at a time owns it, and it keeps the server's signing key. */
import { randomBytes } from 'node:crypto';
import { readdir, stat } from 'node:fs/promises';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { requireNoMove } from '../transfer/marks';
import { keepPrivate, makePrivate } from './private';

const KEY_BYTES = 32;

/** Another process owns the data folder. */
export class FolderInUseError extends Error {
	/** @param directory the folder */
	constructor(readonly directory: string) {
		super(
			`The data folder ${directory} is in use by a running log360-server: stop that one, choose another --data, or talk to it with --url`,
		);
		this.name = 'FolderInUseError';
	}
}

/** An owned data folder. */
export class DataFolder {
	private constructor(
		/** Path of the folder. */
		readonly directory: string,
		private readonly lock: DatabaseSync,
		/** What others can read although they should not, and could not be changed. */
		readonly openToOthers: readonly string[],
	) {}

	/**
	 * Takes the folder, creating it when missing.
	 *
	 * The lock is an SQLite transaction that is never finished: the operating system frees it however the
	 * process ends, so a killed server leaves no stale lock behind.
	 *
	 * @param moving whether the caller is moving things into the folder
	 * @throws FolderInUseError when another process has it
	 * @throws Error when something was being moved into it, and only a part is there
	 */
	static take(directory: string, { moving = false } = {}): DataFolder {
		keepPrivate();
		mkdirSync(directory, { recursive: true, mode: 0o700 });
		const lock = new DatabaseSync(join(directory, 'lock.db'), { timeout: 0 });
		try {
			lock.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE;');
		} catch (error) {
			lock.close();
			if (/locked|busy/i.test(String(error))) throw new FolderInUseError(directory);
			throw error;
		}
		try {
			if (!moving) requireNoMove(directory);
			return new DataFolder(directory, lock, makePrivate(directory));
		} catch (error) {
			lock.close();
			throw error;
		}
	}

	/**
	 * The signing key of this folder, 32 bytes, made at the first call and readable by the owner only.
	 *
	 * @param own what it is to be where there is none yet, for an installation that moves here; random by default
	 */
	signingKey(own: Uint8Array = randomBytes(KEY_BYTES)): Buffer {
		const file = join(this.directory, 'signing.key');
		if (!existsSync(file)) {
			const fresh = `${file}.new`;
			writeFileSync(fresh, own, { mode: 0o600, flush: true });
			renameSync(fresh, file);
		}
		chmodSync(file, 0o600);
		const key = readFileSync(file);
		if (key.length !== KEY_BYTES)
			throw new Error(`${file} is damaged: it has ${key.length} bytes instead of ${KEY_BYTES}`);
		return key;
	}

	/**
	 * Bytes of the write-ahead logs of all databases: what was written lately, and is not carried over into their files yet, or a
	 * log that somebody reads.
	 */
	async logBytes(): Promise<number> {
		const names = (await readdir(this.directory)).filter((name) => name.endsWith('.db-wal'));
		const sizes = names.map(async (name) => {
			try {
				return (await stat(join(this.directory, name))).size;
			} catch {
				// Closing a database removes its log.
				return 0;
			}
		});
		return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
	}

	/** Gives the folder back. */
	release(): void {
		this.lock.close();
	}
}
