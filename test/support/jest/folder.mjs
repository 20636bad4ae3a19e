/** Jest's global setup: one folder for a run, for what test files share because it is slow to make. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export default function setup() {
	process.env.LOG360_TESTS_FOLDER ??= mkdtempSync(join(tmpdir(), 'log360-tests-'));
}

/** Jest's global teardown: removes it. */
export function remove() {
	const folder = process.env.LOG360_TESTS_FOLDER;
	if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
}
