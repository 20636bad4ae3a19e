/** Starts the built server as a process of its own and calls it over HTTP. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { send } from './send.mts';

/** The checkout that this file is of. */
const OWN = join(import.meta.dirname, '..', '..', '..');

/** A server under measurement. */
export interface BenchServer {
	readonly url: string;
	readonly demoToken: string;
	readonly v1Token: string;
	readonly pid: number;
	/** Milliseconds from spawn to the line that says it is ready. */
	readonly startTime: number;
	/** How it has ended, for a sentence; undefined while it runs. What it said stands on this process's standard error. */
	howItEnded(): string | undefined;
	/** Ends it; nothing is done when it has ended already. */
	stop(): Promise<void>;
}

/** Older servers made demo tokens without being asked. */
function demoTokens(bin: string): string[] {
	const { stdout } = spawnSync(process.execPath, [bin, 'start', '--help'], { encoding: 'utf8' });
	return stdout.includes('--demo-tokens') ? ['--demo-tokens'] : [];
}

/**
 * Starts a server on `data`; `flags` are added to the command line.
 *
 * @param checkout folder of the repository whose built server it is; this one by default
 */
export async function startServer(
	data: string,
	flags: readonly string[] = [],
	checkout = OWN,
): Promise<BenchServer> {
	const bin = join(checkout, 'server', 'bin', 'log360-server.js');
	const tokens = checkout === OWN ? ['--demo-tokens'] : demoTokens(bin);
	const start = performance.now();
	const child = spawn(
		process.execPath,
		[
			bin,
			'start',
			'--data',
			data,
			'--port',
			'0',
			'--empty',
			...tokens,
			'--json',
			'--rate-limit',
			'off',
			'--log-level',
			'warn',
			...flags,
		],
		{
			stdio: ['ignore', 'pipe', 'inherit'],
		},
	);
	const { value } = await createInterface({ input: child.stdout })[Symbol.asyncIterator]().next();
	const startTime = performance.now() - start;
	if (value === undefined) throw new Error('The server ended before it was ready');
	return {
		...JSON.parse(value),
		pid: child.pid as number,
		startTime,
		howItEnded: () => howEnded(child),
		stop: () => stop(child),
	};
}

function howEnded({ exitCode, signalCode }: ChildProcess): string | undefined {
	if (exitCode === null && signalCode === null) return undefined;
	return signalCode === null ? `ended with code ${exitCode}` : `ended by ${signalCode}`;
}

function stop(child: ChildProcess): Promise<void> {
	if (howEnded(child) !== undefined) return Promise.resolve();
	return new Promise((resolve) => {
		child.once('exit', () => resolve());
		child.kill('SIGTERM');
	});
}

/** One POST; resolves with the whole body. */
export function call(
	url: string,
	token: string,
	body: Uint8Array | string,
	type = 'application/json',
): Promise<Buffer> {
	return send({ url, token, method: 'POST', body, type });
}

/** Resident memory of a process, bytes (Linux). */
export function residentMemory(pid: number): number {
	const line = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
	return Number(line?.[1]) * 1024;
}
