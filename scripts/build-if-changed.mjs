/** Builds only what has changed since the last build, so that the second start takes seconds. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { root, run } from './toolchain.mjs';

/** What each build is made from, what it makes, and the npm script that does it. */
const BUILDS = {
	server: {
		script: 'build:server',
		sources: ['server', 'scripts/bundle-server.mjs', 'package.json', 'package-lock.json'],
		made: join(root, 'server', 'dist'),
		proof: 'main.js',
	},
	nodes: {
		script: 'build:nodes',
		sources: ['nodes', 'credentials', 'tsconfig.json', 'package.json', 'package-lock.json'],
		made: join(root, 'dist'),
		proof: 'package.json',
	},
};

const NO_SOURCES = new Set(['node_modules', 'dist']);

/**
 * Runs a build unless what it is made from is as it was at its last run.
 *
 * @param {keyof typeof BUILDS} name
 */
export async function buildIfChanged(name) {
	const { script, sources, made, proof } = BUILDS[name];
	const stamp = join(root, 'node_modules', `.log360-build-${name}`);
	const wanted = fingerprint(sources.map((source) => join(root, source)));
	const known = existsSync(stamp) ? readFileSync(stamp, 'utf8') : '';
	if (known === wanted && existsSync(join(made, proof))) return;
	// A terminal gets the build's progress; a file would get a hundred frames of a spinner.
	await run('npm', ['run', '--silent', script], {
		env: process.stdout.isTTY ? {} : { CI: 'true' },
	});
	writeFileSync(stamp, wanted);
}

/**
 * Says whether files changed: their names, sizes and times, which are read in milliseconds.
 *
 * @param {string[]} paths - files and folders
 * @returns {string} the same for the same state
 */
export function fingerprint(paths) {
	const hash = createHash('sha256');
	for (const path of paths) for (const line of filesOf(path)) hash.update(`${line}\n`);
	return hash.digest('hex');
}

/** @param {string} path @returns {Generator<string>} one line a file, in the order of their names */
function* filesOf(path) {
	const state = statSync(path, { throwIfNoEntry: false });
	if (state === undefined) return;
	if (!state.isDirectory()) {
		yield `${relative(root, path)} ${state.size} ${state.mtimeMs}`;
		return;
	}
	for (const name of readdirSync(path).sort()) {
		if (!NO_SOURCES.has(name)) yield* filesOf(join(path, name));
	}
}
