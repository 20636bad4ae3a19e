/** Database files for tests, removed afterwards. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const directories: string[] = [];

afterAll(() => {
	for (const directory of directories) rmSync(directory, { recursive: true, force: true });
});

/** A path in a new directory. */
export function tempFile(name = 'jobs.db'): string {
	const directory = mkdtempSync(join(tmpdir(), 'log360-jobs-'));
	directories.push(directory);
	return join(directory, name);
}
