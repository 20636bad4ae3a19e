/**
 * Asks the npm registry about the locked packages: are their signatures right (`npm audit signatures`), and is a weakness known of what
 * the server brings along (`npm audit`). Where the registry does not answer such questions, as mirrors often do not, the step is
 * skipped and says so; on GitHub that is a failure.
 */
import { spawnSync } from 'node:child_process';
import { environment, root } from './toolchain.mjs';

const LIMIT_MS = 5 * 60_000;

/** Words with which npm says that it got no answer, as opposed to a bad one. */
const NO_ANSWER =
	/ENOTFOUND|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EAI_AGAIN|\bE?(40[0345]|50\d)\b|audit endpoint returned an error|no registry keys/i;

const CHECKS = [
	{
		name: 'signatures of the packages',
		args: ['audit', 'signatures', '--fetch-retries=0', '--loglevel=error'],
	},
	{
		name: 'known weaknesses of what the server brings along',
		args: [
			...['audit', '--omit=dev', '--omit=peer', '--audit-level=moderate'],
			...['--fetch-retries=0', '--loglevel=error'],
		],
	},
];

const skipped = [];
let failed = 0;
for (const { name, args } of CHECKS) {
	const { status, stdout, stderr, error } = spawnSync('npm', args, {
		cwd: root,
		env: environment(),
		encoding: 'utf8',
		timeout: LIMIT_MS,
	});
	const text = `${stdout ?? ''}\n${stderr ?? ''}`.trim();
	if (status === 0) console.log(`${name}: ${text.split('\n').at(-1)}`);
	else if (error !== undefined || NO_ANSWER.test(text)) {
		skipped.push(`${name}: the registry does not answer (${error?.message ?? firstReason(text)})`);
	} else {
		console.error(text);
		console.error(`${name}: not all is well`);
		failed += 1;
	}
}
for (const what of skipped) console.log(`SKIPPED: ${what}`);
process.exitCode = failed > 0 || (skipped.length > 0 && process.env.GITHUB_ACTIONS) ? 1 : 0;

/** The line in which npm says what was wrong, without addresses. */
function firstReason(text) {
	const line = text.split('\n').find((it) => NO_ANSWER.test(it)) ?? 'no reason given';
	return line.replace(/https?:\/\/\S+/g, '<registry>').trim();
}
