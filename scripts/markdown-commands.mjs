/** The commands that documents show: in blocks of a shell, and in code within sentences. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { documents } from './documents.mjs';
import { root } from './toolchain.mjs';

/** What was may name commands that are no more. */
const PAST = /^CHANGELOG|^docs\/decisions\//;
const SHELLS = new Set(['sh', 'bash', 'console']);

/**
 * @typedef {object} Shown
 * @property {string} file - document, from the repository's root
 * @property {string} line - the command, continued lines joined, without prompt and comment
 */

/** @returns {[file: string, text: string][]} documents that say what is true now */
function present() {
	return documents()
		.filter((file) => !PAST.test(file))
		.map((file) => [file, readFileSync(join(root, file), 'utf8')]);
}

/**
 * Commands in blocks, in the order in which a reader would enter them.
 *
 * @returns {Shown[]}
 */
export function blockCommands() {
	return present().flatMap(([file, text]) =>
		[...text.matchAll(/^ *```(\w+)\n([\s\S]*?)^ *```$/gm)]
			.filter(([, language]) => SHELLS.has(language))
			.flatMap(([, language, block]) => linesOf(language, block).map((line) => ({ file, line }))),
	);
}

/**
 * Commands within sentences and tables: those of npm, node, npx and log360-server.
 *
 * @returns {Shown[]}
 */
export function inlineCommands() {
	return present().flatMap(([file, text]) => {
		const prose = text.replace(/^ *```[\s\S]*?^ *```$/gm, '');
		return [...prose.matchAll(/`([^`\n]+)`/g)]
			.map(([, line]) => line)
			.filter((line) => /^(?:[A-Z_][A-Z0-9_]*=\S+ )*(?:npm|node|npx|log360-server) /.test(line))
			.map((line) => ({ file, line }));
	});
}

/** Command lines of a block: continued lines joined, prompts and comments taken off. */
function linesOf(/** @type {string} */ language, /** @type {string} */ text) {
	return text
		.replace(/\\\n\s*/g, ' ')
		.split('\n')
		.filter((line) => language !== 'console' || line.startsWith('$ '))
		.map((line) =>
			line
				.replace(/^\$ /, '')
				.replace(/\s+#.*$/, '')
				.trim(),
		)
		.filter((line) => line !== '' && !line.startsWith('#'));
}

/**
 * The arguments of a call of log360-server within a command; undefined where there is none.
 *
 * @param {string} line
 * @returns {string[] | undefined}
 */
export function serverArguments(line) {
	const call =
		/^(?:[A-Z_][A-Z0-9_]*=\S+ )*(?:npx )?log360-server ((?:"[^"]*"|'[^']*'|[^|><&;])*)/.exec(line);
	// What a server says of itself is no call.
	if (call === null || /^needs /.test(call[1])) return undefined;
	return call[1]
		.replace(/"[^"]*"|'[^']*'/g, 'TEXT')
		.trim()
		.split(/\s+/);
}
