/** The documents: their JSON can be read, and their commands exist with the options that they are given. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { documents } from '../../scripts/documents.mjs';
import { commandProblems } from '../../scripts/github/workflow-rules.mjs';

const root = join(import.meta.dirname, '../..');
const bin = join(root, 'server/bin/log360-server.js');
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const surroundings = {
	scripts: new Set(Object.keys(scripts)),
	exists: (/** @type {string} */ path) => existsSync(join(root, path)),
};

const files = documents();

/** @typedef {{ file: string, language: string, text: string }} Block */

/** @type {Block[]} */
const blocks = files.flatMap((file) =>
	[...readFileSync(join(root, file), 'utf8').matchAll(/^ *```(\w+)\n([\s\S]*?)^ *```$/gm)].map(
		([, language, text]) => ({ file, language, text }),
	),
);

/** Command lines of a block: continued lines joined, prompts and comments taken off. */
function linesOf(/** @type {Block} */ { language, text }) {
	const joined = text.replace(/\\\n\s*/g, ' ').split('\n');
	return joined
		.filter((line) => language !== 'console' || line.startsWith('$ '))
		.map((line) =>
			line
				.replace(/^\$ /, '')
				.replace(/\s+#.*$/, '')
				.trim(),
		)
		.filter((line) => line !== '' && !line.startsWith('#'));
}

const commands = blocks
	.filter(({ language }) => ['sh', 'bash', 'console'].includes(language))
	.flatMap((block) => linesOf(block).map((line) => ({ file: block.file, line })));

/** @type {Map<string, string>} */
const helps = new Map();

/** What the command line says of a command. */
function helpOf(/** @type {string} */ command) {
	const known = helps.get(command);
	if (known !== undefined) return known;
	// `import` and `parse` stand in the general help.
	const args = ['import', 'parse', 'help'].includes(command) ? ['--help'] : [command, '--help'];
	const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...args], {
		encoding: 'utf8',
	});
	assert.equal(status, 0, `${command}: ${stderr}`);
	helps.set(command, stdout);
	return stdout;
}

test('there is something to check', () => {
	assert.ok(blocks.filter(({ language }) => language === 'json').length >= 5);
	assert.ok(commands.filter(({ line }) => line.includes('log360-server ')).length >= 10);
});

test('every block of JSON can be read', () => {
	for (const { file, language, text } of blocks) {
		if (language !== 'json') continue;
		assert.doesNotThrow(() => JSON.parse(text), `${file}:\n${text}`);
	}
});

test('every npm script and file that a command names is there', () => {
	for (const { file, line } of commands)
		assert.deepEqual(commandProblems(line, surroundings), [], `${file}: ${line}`);
});

test('every call of log360-server names a command and options that its help lists', () => {
	for (const { file, line } of commands) {
		const call = /(?:^|\s)log360-server ((?:"[^"]*"|'[^']*'|[^|><&;])*)/.exec(line)?.[1];
		if (call === undefined || /docker|--tag/.test(line)) continue;
		const words = call
			.replace(/"[^"]*"|'[^']*'/g, 'TEXT')
			.trim()
			.split(/\s+/);
		const [command] = words;
		const help = helpOf(command);
		for (const option of words.filter((word) => word.startsWith('--'))) {
			const name = option.split('=')[0];
			assert.ok(help.includes(name), `${file}: "${line}": "${command}" has no ${name}`);
		}
	}
});
