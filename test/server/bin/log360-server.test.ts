/** The program as it is started: what it sets for its whole process. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const BIN = join(__dirname, '../../../server/bin/log360-server.js');
const PROBE = join(__dirname, 'support', 'unused-buffers.js');
/** What is allocated decides alone when V8 collects, not how quick the threads and tasks are that help it. */
const FLAGS = [
	'--max-semi-space-size=64',
	'--single-threaded',
	'--no-incremental-marking',
	'--no-minor-gc-task',
	'--no-memory-reducer',
];

/** The most memory of buffers that nobody uses, MiB, in a process that ran this script. */
async function unused(...script: string[]): Promise<number> {
	const args = [...FLAGS, '--require', PROBE, ...script];
	const { stderr } = await promisify(execFile)(process.execPath, args);
	return (JSON.parse(stderr) as { most: number }).most;
}

it('lets V8 look for unused buffers when a few MiB of them have come together', async () => {
	expect(await unused(BIN, 'help')).toBeLessThan(12);
});

it('is what does so: a bare process keeps dozens', async () => {
	expect(await unused('--eval', '0')).toBeGreaterThan(60);
});
