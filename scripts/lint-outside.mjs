/**
 * Lints what npm has no linter for: workflows (actionlint), Dockerfiles (hadolint), and the spelling of everything (codespell). A tool
 * that this machine cannot get is skipped, which the last line says; with CI=true on GitHub that is a failure.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { TOOLS, toolCommand } from './outside-tools.mjs';
import { root } from './toolchain.mjs';

/** Words that codespell takes for mistakes: names of fields and products, and words in another meaning. */
const OUR_WORDS = ['cancell', 'chage', 'ist', 'referers', 'ser', 'te', 'ure'];

/** Names of programs, which are no words. */
const NAMES = String.raw`\b[a-z]+[A-Z]\w*\b`;

const workflows = readdirSync(join(root, '.github', 'workflows')).map((name) =>
	join('.github', 'workflows', name),
);
const dockerfiles = ['Dockerfile', 'Dockerfile.n8n'].filter((name) => existsSync(join(root, name)));
const texts = spawnSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
	cwd: root,
	encoding: 'utf8',
})
	.stdout.split('\n')
	.filter(
		(path) => /\.(md|ts|mts|mjs|js|html|yml|yaml)$/.test(path) && existsSync(join(root, path)),
	)
	// Words of other languages and of made-up logs are data there.
	.filter((path) => !/^(test\/|node_modules\/)/.test(path));

const RUNS = [
	{ tool: TOOLS.actionlint, args: ['-no-color', ...workflows] },
	{ tool: TOOLS.hadolint, args: ['--no-color', ...dockerfiles], needed: dockerfiles.length > 0 },
	{
		tool: TOOLS.codespell,
		args: ['--ignore-words-list', OUR_WORDS.join(), '--ignore-regex', NAMES, '--', ...texts],
	},
];

const skipped = [];
let failed = 0;
for (const { tool, args, needed = true } of RUNS) {
	if (!needed) continue;
	const found = toolCommand(tool);
	if ('missing' in found) {
		skipped.push(`${tool.name} (${found.missing})`);
		continue;
	}
	const { status } = spawnSync(found.command, args, {
		cwd: root,
		env: { ...process.env, ...found.env },
		stdio: ['ignore', 'inherit', 'inherit'],
	});
	console.log(`${tool.name}: ${status === 0 ? 'no finding' : 'findings above'}`);
	if (status !== 0) failed += 1;
}
for (const what of skipped) console.log(`SKIPPED: ${what}`);
process.exitCode = failed > 0 || (skipped.length > 0 && process.env.GITHUB_ACTIONS) ? 1 : 0;
