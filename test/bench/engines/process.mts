/** Engines as processes of their own: started, measured, ended, and never left behind. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { processorTime } from '../support/processor-time.mts';
import { residentMemory } from '../support/server.mts';

/** Between two looks whether an engine answers, and how often it is looked, ms. */
const [PAUSE_MS, LOOKS] = [100, 300];

/** What all engines of one process have in common. */
export interface Running {
	readonly pid: number;
	processorTime(): number;
	residentMemory(): number;
	stop(): Promise<void>;
}

/** Measures a process that somebody else has started. */
export function measuredProcess(pid: number, stop: () => Promise<void>): Running {
	return {
		pid,
		processorTime: () => processorTime(pid),
		residentMemory: () => residentMemory(pid),
		stop,
	};
}

/**
 * Starts a program; it ends with this process at the latest.
 *
 * @param isReady looks whether it answers
 * @throws Error with what it said when it ends before it answers, or does not answer within half a minute
 */
export async function startProcess(
	program: string,
	args: readonly string[],
	isReady: () => Promise<boolean>,
): Promise<Running> {
	const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'] });
	let said = '';
	child.stderr.on('data', (chunk) => (said = (said + String(chunk)).slice(-2_000)));
	const kill = () => void child.kill('SIGKILL');
	process.once('exit', kill);
	for (let look = 0; !(await isReady().catch(() => false)); look++) {
		if (child.exitCode !== null || look === LOOKS) {
			kill();
			throw new Error(`${program} does not answer: ${said}`);
		}
		await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
	}
	return measuredProcess(child.pid as number, async () => {
		process.off('exit', kill);
		await end(child);
	});
}

async function end(child: ChildProcess): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) return;
	const ended = once(child, 'exit');
	child.kill('SIGTERM');
	await ended;
}

/** What the files below a folder take on the disk, bytes. */
export function bytesBelow(folder: string): number {
	let bytes = 0;
	for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
		if (!entry.isFile()) continue;
		try {
			bytes += lstatSync(join(entry.parentPath, entry.name)).blocks * 512;
		} catch {
			// It went away meanwhile, as files of merges do.
		}
	}
	return bytes;
}
