/** A process beside the server that has nothing to do: what it waits for is the machine's doing and not the server's. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';

const RESOLUTION_MS = 10;
const PROBE_EVERY_MS = 100;
/** Steps of the probe's piece of work, a millisecond or so: as much as a small search takes a thread. */
const STEPS = 300_000;

if (isMainThread) measure();
else parentPort.on('message', () => parentPort.postMessage(work()));

/** Answers each message of the parent with what was measured since the last one. */
function measure() {
	const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
	delay.enable();
	const worker = new Worker(new URL(import.meta.url));
	let probes = [];
	let asked = performance.now();
	const ask = () => {
		asked = performance.now();
		worker.postMessage('');
	};
	worker.on('message', () => {
		probes.push(performance.now() - asked);
		setTimeout(ask, PROBE_EVERY_MS);
	});
	worker.once('online', ask);
	process.on('message', () => {
		probes.sort((a, b) => a - b);
		process.send({
			delayMs: Math.max(0, delay.percentile(99) / 1e6 - RESOLUTION_MS),
			probeMs: probes[Math.floor(probes.length * 0.99)],
			probes: probes.length,
		});
		probes = [];
		delay.reset();
	});
	// The parent's end is this one's.
	process.on('disconnect', () => process.exit());
}

function work() {
	let mixed = 1;
	for (let step = 0; step < STEPS; step++) mixed = Math.imul(mixed ^ step, 0x45d9f3b);
	return mixed;
}
