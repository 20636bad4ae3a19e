/** The process that runs the backends of the test files of a worker: one for all of them, since its start is what costs. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

import type { Done, Order, What } from './order';

const ROOT = resolve(__dirname, '../../..');
/** The backend needs Node 24, which comes with the install; the tests may run on an older one. */
const NODE = join(ROOT, 'node_modules', 'node', 'bin', 'node');
const SCRIPT = join(__dirname, 'serve.mjs');

interface BackendProcess {
	readonly child: ChildProcess;
	/** Orders that are not done, by their numbers. */
	readonly waiting: Map<number, (done: Done) => void>;
	orders: number;
}

/** Test files share a worker's globals, and nothing else. */
const KEPT = Symbol.for('log360.backend');
const kept = globalThis as { [KEPT]?: BackendProcess | undefined };

function start(): BackendProcess {
	if (!existsSync(join(ROOT, 'server', 'dist', 'main.js'))) {
		throw new Error('The backend is not built: run "npm run build:server" first');
	}
	const child = spawn(NODE, [SCRIPT], { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
	const made: BackendProcess = { child, waiting: new Map(), orders: 0 };
	let said = '';
	child.stderr?.on('data', (chunk) => (said = (said + String(chunk)).slice(-2_000)));
	child.on('message', (done: Done) => made.waiting.get(done.done)?.(done));
	child.once('exit', (code) => {
		if (kept[KEPT] === made) kept[KEPT] = undefined;
		const failed = `The backend ended with ${code}: ${said}`;
		for (const [number, settle] of made.waiting) settle({ done: number, failed });
	});
	// It ends with its worker, whose tests do not wait for it.
	process.once('SIGTERM', () => {
		child.once('exit', () => process.exit());
		child.kill('SIGKILL');
	});
	child.unref();
	child.channel?.unref();
	(child.stderr as unknown as { unref(): void }).unref();
	return made;
}

/**
 * Sends an order to the process, which starts with the first.
 *
 * @returns number of the order, and what was told when it was done
 * @throws Error when the order failed or the process has ended
 */
export async function order(what: What): Promise<{ number: number; told: unknown }> {
	const running = (kept[KEPT] ??= start());
	const number = (running.orders += 1);
	const { told, failed } = await new Promise<Done>((settle) => {
		running.waiting.set(number, settle);
		running.child.send({ number, ...what } satisfies Order, (error) => {
			if (error !== null) settle({ done: number, failed: error.message });
		});
	});
	running.waiting.delete(number);
	if (failed !== undefined) throw new Error(failed);
	return { number, told };
}
