/** The documents of the repository and its other files: what git tracks, and what it would. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './toolchain.mjs';

/**
 * Paths of all Markdown files from the repository's root; those that are deleted but still tracked are left out.
 *
 * @returns {string[]}
 */
export function documents() {
	return files().filter((file) => file.endsWith('.md'));
}

/**
 * Paths of all files from the repository's root, without those that are deleted but still tracked.
 *
 * @returns {string[]}
 */
export function files() {
	const args = ['ls-files', '--cached', '--others', '--exclude-standard'];
	return execFileSync('git', args, { cwd: root, encoding: 'utf8' })
		.trim()
		.split('\n')
		.filter((file) => existsSync(join(root, file)));
}
