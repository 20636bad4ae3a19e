/** A reader who enters the calls of log360-server that the documents show, in a folder of their own. */
import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { blockCommands, serverArguments } from '../../../scripts/markdown-commands.mjs';

const bin = join(import.meta.dirname, '../../../server/bin/log360-server.js');

/** Calls that the documents show in blocks, in their order: `isShared` where they are about engines that several servers share. */
export const calls = blockCommands().flatMap(({ file, line }) => {
	const words = serverArguments(line);
	return words === undefined
		? []
		: [{ file, line, words, isShared: words.includes('--opensearch') }];
});

/**
 * Variables before a command, as the shell reads them.
 *
 * @param {string} line
 * @returns {Record<string, string>}
 */
export function variablesOf(line) {
	const found = /^((?:[A-Z_][A-Z0-9_]*=\S+ )*)/.exec(line)?.[1] ?? '';
	return Object.fromEntries(
		found
			.trim()
			.split(' ')
			.filter(Boolean)
			.map((pair) => pair.split('=')),
	);
}

/**
 * Starts a server on any port until it says where it is.
 *
 * @param {string} folder - where it is entered
 * @param {string[]} args
 * @param {Record<string, string>} variables
 * @throws Error with what it wrote, when it ends before
 */
export async function startServer(folder, args, variables) {
	const child = spawn(process.execPath, [bin, ...args, '--port', '0', '--json'], {
		cwd: folder,
		env: { ...process.env, ...variables },
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	let errors = '';
	child.stderr.on('data', (text) => (errors += text));
	const ended = new Promise((resolve) => child.once('close', resolve));
	const line = await Promise.race([
		new Promise((resolve) => createInterface({ input: child.stdout }).once('line', resolve)),
		ended.then(() => Promise.reject(new Error(`${args.join(' ')}: ${errors}`))),
	]);
	const stop = async () => {
		child.kill();
		await ended;
	};
	return { ...JSON.parse(line), stop };
}

/**
 * Any port, and no day of demo data for each start.
 *
 * @param {string[]} words - arguments of a `start` of the documents
 */
export function startArguments(words) {
	const args = words.filter(
		(word, at) => ![word, words[at - 1]].includes('--port') && word !== '--empty',
	);
	const syslog = args.indexOf('--syslog-udp');
	if (syslog >= 0) args.splice(syslog + 1, 0, '0');
	return [...args, '--empty'];
}

/**
 * Enters a command that ends by itself.
 *
 * @param {string} folder
 * @param {string[]} args
 * @param {Record<string, string>} variables
 */
export function enter(folder, args, variables) {
	return spawnSync(process.execPath, [bin, ...args], {
		cwd: folder,
		encoding: 'utf8',
		env: { ...process.env, ...variables },
	});
}
