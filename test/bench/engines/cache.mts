/** Where engines are kept that benchmarks install: outside of the repository, a folder for each version. */
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** Runs a program to its end. @throws Error with what it said when it fails */
export const run = promisify(execFile);

const base = () => process.env['LOG360_BENCH_CACHE'] ?? join(homedir(), '.cache', 'log360-bench');

/** The folder of an engine, whether it is there or not. */
export const cached = (name: string): string => join(base(), name);

/** Fills the folder of an engine, unless it is there; half of one is never taken for one. */
export async function fillCache(
	name: string,
	make: (folder: string) => Promise<unknown>,
): Promise<void> {
	if (existsSync(cached(name))) return;
	mkdirSync(base(), { recursive: true });
	const draft = mkdtempSync(join(base(), 'making-'));
	try {
		await make(draft);
		if (!existsSync(cached(name))) renameSync(draft, cached(name));
	} finally {
		rmSync(draft, { recursive: true, force: true });
	}
}
