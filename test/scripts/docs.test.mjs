/** The commands of the documents exist, with the options that they are given. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { commandProblems } from '../../scripts/github/workflow-rules.mjs';
import {
	blockCommands,
	inlineCommands,
	serverArguments,
} from '../../scripts/markdown-commands.mjs';

const root = join(import.meta.dirname, '../..');
const bin = join(root, 'server/bin/log360-server.js');
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const surroundings = {
	scripts: new Set(Object.keys(scripts)),
	exists: (/** @type {string} */ path) => existsSync(join(root, path)),
};

const commands = [...blockCommands(), ...inlineCommands()];

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
	assert.ok(blockCommands().length >= 15);
	assert.ok(inlineCommands().length >= 50);
	assert.ok(commands.filter(({ line }) => serverArguments(line) !== undefined).length >= 20);
});

test('every npm script and file that a command names is there', () => {
	for (const { file, line } of commands) {
		// `npm run ...` stands for any.
		if (line.startsWith('npm run ...')) continue;
		assert.deepEqual(commandProblems(line, surroundings), [], `${file}: ${line}`);
	}
});

test('arguments that a command gives an npm script reach all that the script does', () => {
	const builds =
		/^(?:npm run (?:--silent )?build\S*|node scripts\/compile-server\.mjs|n8n-node build)$/;
	for (const { file, line } of commands) {
		for (const [, name] of line.matchAll(/\bnpm run (?:--silent )?([\w:.-]+) -- /g)) {
			// npm puts them behind the last command of the script.
			const others = scripts[name].split(' && ').slice(0, -1);
			const deaf = others.filter((/** @type {string} */ command) => !builds.test(command));
			assert.deepEqual(deaf, [], `${file}: "${line}": these run without the arguments`);
		}
	}
});

test('every test that a command picks is there', () => {
	for (const { file, line } of commands) {
		if (!/\bnpx jest\b/.test(line)) continue;
		// The option takes whatever follows it, behind dashes too, for projects, and all tests would run.
		assert.doesNotMatch(line, /--selectProjects.*test\//, `${file}: "${line}": paths come first`);
		for (const [path] of line.matchAll(/\btest\/[\w/.-]+/g)) {
			const isThere = [path, `${path}.ts`, `${path}.test.ts`].some(surroundings.exists);
			assert.ok(isThere, `${file}: "${line}": there is no ${path}`);
		}
	}
});

test('every variable that a command sets for the tests is read by one', () => {
	const tests = spawnSync('git', ['grep', '-hoE', '\\b[A-Z]+_[A-Z_]+\\b', '--', 'test'], {
		...{ cwd: root, encoding: 'utf8' },
	});
	const known = new Set(tests.stdout.split('\n'));
	for (const { file, line } of commands) {
		if (!/\bnpx jest\b/.test(line)) continue;
		for (const [, name] of line.matchAll(/\b([A-Z_]+)=\S/g))
			assert.ok(name === 'TMPDIR' || known.has(name), `${file}: "${line}": no test reads ${name}`);
	}
});

test('every call of log360-server names a command and options that its help lists', () => {
	for (const { file, line } of commands) {
		const words = serverArguments(line);
		if (words === undefined) continue;
		const [command] = words;
		const help = helpOf(command);
		for (const option of words.filter((word) => word.startsWith('--'))) {
			const name = option.split('=')[0];
			assert.ok(
				name === '--help' || help.includes(name),
				`${file}: "${line}": "${command}" has no ${name}`,
			);
		}
		// What follows `token`, `profile`, ... is a command of its own.
		const [, word] = words;
		if (/^(token|profile|delivery|demo)$/.test(command) && /^[a-z]+$/.test(word ?? ''))
			assert.match(help, new RegExp(`log360-server ${command} ${word}\\b`), `${file}: ${line}`);
	}
});
