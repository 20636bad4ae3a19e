/** Files that jobs produce: written whole or not at all, with size and checksum. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';

/** A stored file. */
export interface StoredFile {
	/** Bytes. */
	readonly size: number;
	/** Hexadecimal SHA-256 of the content. */
	readonly sha256: string;
}

/** Where files of jobs lie; each appears whole, or not at all. */
export interface JobFileStore {
	/** Streams `content` to the file of job `id`, which it replaces; stops when `signal` is aborted. */
	write(
		id: string,
		content: AsyncIterable<Uint8Array | string>,
		signal: AbortSignal,
	): Promise<StoredFile>;
	/** Opens the file for download. @throws Error when it is missing or not as long as it was written */
	read(id: string, expected: Pick<StoredFile, 'size'>): Promise<Readable>;
	/** Deletes the file, if there is one. */
	remove(id: string): Promise<void>;
	/** Deletes what a crash left behind, and files whose job is not in `live`; answers how many. */
	removeOrphans(live: (id: string) => Promise<boolean>): Promise<number>;
}

/** Ending of a file that is still being written. */
const PART = '.part';

/** Files named by job id in one directory. */
export class JobFiles implements JobFileStore {
	/** @param directory made when first needed */
	constructor(private readonly directory: string) {}

	/**
	 * Streams `content` to the file of job `id`; a chunk at a time is in memory.
	 *
	 * It appears under its name only when it is complete and on disk; a second run replaces it.
	 */
	async write(
		id: string,
		content: AsyncIterable<Uint8Array | string>,
		signal: AbortSignal,
	): Promise<StoredFile> {
		await mkdir(this.directory, { recursive: true, mode: 0o700 });
		const part = this.path(id) + PART;
		const hash = createHash('sha256');
		let size = 0;
		const file = await open(part, 'w', 0o600);
		try {
			for await (const chunk of content) {
				signal.throwIfAborted();
				const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
				hash.update(bytes);
				size += bytes.length;
				await file.appendFile(bytes);
			}
			signal.throwIfAborted();
			await file.sync();
		} catch (error) {
			await file.close();
			await rm(part, { force: true });
			throw error;
		}
		await file.close();
		await rename(part, this.path(id));
		await syncDirectory(this.directory);
		return { size, sha256: hash.digest('hex') };
	}

	/** Opens the file for download. @throws Error when it is missing or not as long as it was written */
	async read(id: string, expected: Pick<StoredFile, 'size'>): Promise<Readable> {
		const { size } = await stat(this.path(id));
		if (size !== expected.size) {
			throw new Error(`The file of job ${id} has ${size} bytes instead of ${expected.size}`);
		}
		return createReadStream(this.path(id));
	}

	/** Deletes the file, if there is one. */
	async remove(id: string): Promise<void> {
		await rm(this.path(id), { force: true });
	}

	/**
	 * Deletes what a crash left behind: unfinished files, and files whose job is not in `live`. Only
	 * before the engine starts.
	 */
	async removeOrphans(live: (id: string) => Promise<boolean>): Promise<number> {
		const names = await readdir(this.directory).catch(() => [] as string[]);
		// Asked all at once: one answer after the other would delay the start by a round trip a file.
		const kept = await Promise.all(
			names.map(async (name) => !name.endsWith(PART) && (await live(name))),
		);
		const orphans = names.filter((_name, index) => !kept[index]);
		await Promise.all(orphans.map((name) => rm(join(this.directory, name), { force: true })));
		return orphans.length;
	}

	private path(id: string): string {
		// Ids are made here, but a path must never depend on that.
		if (!/^[A-Za-z0-9_-]+$/.test(id)) throw new Error(`"${id}" cannot name a file`);
		return join(this.directory, id);
	}
}

/** Makes the rename itself durable; a no-op where directories cannot be opened (Windows). */
async function syncDirectory(directory: string): Promise<void> {
	if (process.platform === 'win32') return;
	const handle = await open(directory, 'r');
	await handle.sync().finally(() => handle.close());
}
