/** What is remembered in a data folder of a move into it, and refuses a server until the move is over. */
import type { MoveMark, MoveMarks } from '../../../platform';
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const NAME = 'migration.json';

/** Marks in a file of the folder, which is there as long as the move is not over. */
export class FolderMarks implements MoveMarks {
	private readonly file: string;

	/** @param directory owned by the caller */
	constructor(directory: string) {
		this.file = join(directory, NAME);
	}

	async get(step: string): Promise<MoveMark | undefined> {
		return this.read()[step];
	}

	async set(step: string, mark: MoveMark): Promise<void> {
		const fresh = `${this.file}.new`;
		const text = `${JSON.stringify({ ...this.read(), [step]: mark }, undefined, '\t')}\n`;
		writeFileSync(fresh, text, { mode: 0o600, flush: true });
		renameSync(fresh, this.file);
	}

	/** The move is over. */
	remove(): void {
		rmSync(this.file, { force: true });
	}

	private read(): Record<string, MoveMark> {
		if (!existsSync(this.file)) return {};
		return JSON.parse(readFileSync(this.file, 'utf8')) as Record<string, MoveMark>;
	}
}

/** @throws Error while something is being moved into the folder, or was and has not come to its end */
export function requireNoMove(directory: string): void {
	if (existsSync(join(directory, NAME)))
		throw new Error(
			`Something was being moved into ${directory}, and has not come to its end: run the same "log360-server migrate" again, it goes on where it was`,
		);
}
