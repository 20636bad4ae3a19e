import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const SCRIPT = join(__dirname, 'support', 'growing-nursery.js');

/**
 * What V8 allows by itself depends on the memory of the machine, and when it collects and grows, on how quick the threads and tasks
 * are that help it: on a busy one unused buffers waited longer. With these, what is allocated decides alone.
 */
const FLAGS = [
	'--max-semi-space-size=64',
	'--single-threaded',
	// Also while one of these is under way, unused buffers wait.
	'--no-incremental-marking',
	'--no-minor-gc-task',
	'--no-memory-reducer',
];

/** Sizes, MiB: the nursery of a process that works, buffers that it drops, the nursery of a thread that it starts then, and its own, and buffers again, after V8 has its defaults back. */
async function sizes(...bound: string[]) {
	const args = [...FLAGS, SCRIPT, ...bound];
	const { stdout, stderr } = await promisify(execFile)(process.execPath, args);
	expect(stderr).toBe('');
	return JSON.parse(stdout) as Record<
		'before' | 'buffers' | 'thread' | 'after' | 'buffersAfter',
		number
	>;
}

describe('boundFirstNursery and boundUnusedBuffers', () => {
	it('lets a nursery, and unused buffers, grow no more once it is large, until the end of the watch', async () => {
		const bounded = await sizes('8');
		// It doubles; the watch comes between two of these, or one later.
		expect(bounded.before).toBeGreaterThanOrEqual(8);
		expect(bounded.before).toBeLessThan(24);
		expect(bounded.after).toBeGreaterThanOrEqual(32);
		expect(bounded.buffers).toBeLessThan(12);
		expect(bounded.buffersAfter).toBeGreaterThan(60);
		// A thread to come does not stay small: it begins with two of the three parts that its limit of 24 MiB has.
		expect(bounded.thread).toBeGreaterThanOrEqual(8);
	});

	it('is what keeps it so: without, both grow on', async () => {
		const free = await sizes();
		expect(free.before).toBeGreaterThanOrEqual(32);
		expect(free.buffers).toBeGreaterThan(60);
	});
});
