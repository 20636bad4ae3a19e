/** Folders for tests, removed when the test file is done. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folders: string[] = [];

afterAll(() => {
	for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A new empty folder. */
export function tempFolder(): string {
	const folder = mkdtempSync(join(tmpdir(), 'log360-test-'));
	folders.push(folder);
	return folder;
}
