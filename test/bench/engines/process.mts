/** Engines as processes of their own: started, measured, ended, and never left behind. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { processorTime } from '../support/processor-time.mts';
import { residentMemory } from '../support/server.mts';

/** Between two looks whether an engine answers, how often it is looked, and how long one look waits at most, ms. */
const [PAUSE_MS, LOOKS, LOOK_MS] = [100, 300, 5_000];
/** How often it is looked whether a process ends that does not answer any more. */
const LOOKS_FOR_END = 30;
/** Of what it said last so much is told, characters. */
const TOLD = 500;

/** What all engines of one process have in common. */
export interface Running {
	readonly pid: number;
	processorTime(): number;
	residentMemory(): number;
	howItEnded(): Promise<string | undefined>;
	stop(): Promise<void>;
}

/**
 * Measures a process that somebody else has started.
 *
 * @param end how it has ended, undefined while it runs
 */
export function measuredProcess(
	pid: number,
	stop: () => Promise<void>,
	end: () => string | undefined,
): Running {
	return {
		pid,
		processorTime: () => processorTime(pid),
		residentMemory: () => residentMemory(pid),
		async howItEnded() {
			for (let look = 0; end() === undefined && look < LOOKS_FOR_END; look++) await pause();
			return end();
		},
		stop,
	};
}

/** How a process has ended, with what it said last; undefined while it runs. */
export function howEnded(
	{ exitCode, signalCode }: Pick<ChildProcess, 'exitCode' | 'signalCode'>,
	said: string,
): string | undefined {
	if (exitCode === null && signalCode === null) return undefined;
	const way = signalCode === null ? `with code ${exitCode}` : `by ${signalCode}`;
	const last = said
		.trim()
		.slice(-TOLD)
		.trim()
		.replaceAll(/\s*\n\s*/g, ' / ');
	return `ended ${way} and had said ${last === '' ? 'nothing' : `last: ${last}`}`;
}

const pause = (ms = PAUSE_MS) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/**
 * Starts a program; it ends with this process at the latest.
 *
 * @param isReady looks whether it answers
 * @throws Error with what it said when it ends before it answers, or does not answer in 300 looks
 */
export async function startProcess(
	program: string,
	args: readonly string[],
	isReady: () => Promise<boolean>,
): Promise<Running> {
	const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'] });
	let said = '';
	child.stderr.on('data', (chunk) => (said = (said + String(chunk)).slice(-2_000)));
	// A program that is not there, for one.
	let failure: Error | undefined;
	child.once('error', (error) => (failure = error));
	// Not when it exits, as what it said last may come after that.
	let isOver = false;
	child.once('close', () => (isOver = true));
	const how = () => (isOver ? howEnded(child, said) : undefined);
	const kill = () => void child.kill('SIGKILL');
	process.once('exit', kill);
	// One that hangs may take a connection and say nothing.
	const looked = () => Promise.race([isReady().catch(() => false), pause(LOOK_MS)]);
	for (let look = 0; (await looked()) !== true; look++) {
		const ended = failure?.message ?? how();
		if (ended === undefined && look < LOOKS) {
			await pause();
			continue;
		}
		kill();
		process.off('exit', kill);
		throw new Error(`${program} ${ended ?? `does not answer: ${said}`}`);
	}
	return measuredProcess(
		child.pid as number,
		async () => {
			process.off('exit', kill);
			await end(child);
		},
		how,
	);
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
