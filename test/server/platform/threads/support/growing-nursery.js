/** A process whose nursery grows, for the tests of its bound: `node growing-nursery.js [MIB]` prints how large it became, MiB. */
const { mock } = require('node:test');
const { Worker } = require('node:worker_threads');
const { once } = require('node:events');
const {
	boundFirstNursery,
	nurseryBytes,
} = require('../../../../../server/dist/platform/threads/first-nursery.js');
const {
	boundUnusedBuffers,
} = require('../../../../../server/dist/platform/threads/unused-buffers.js');

const ROUNDS = 120;
/** Rounds whose objects live on: what survives is what V8 lets a nursery grow for. */
const KEPT = 30;
const OBJECTS = 10_000;

const mib = () => Math.round(nurseryBytes() / 2 ** 20);

/** Makes much, of which a part lives for a while; a second passes after each round. */
function work() {
	const kept = [];
	let most = 0;
	for (let round = 0; round < ROUNDS; round++) {
		kept.push(Array.from({ length: OBJECTS }, (_, n) => ({ n, list: [n] })));
		if (kept.length > KEPT) kept.shift();
		most = Math.max(most, mib());
		mock.timers.tick(1_000);
	}
	return most;
}

/** Most memory of buffers that nobody uses any more, MiB. */
function ofBuffers() {
	let most = 0;
	for (let n = 0; n < 2_000; n++) {
		new ArrayBuffer(100_000);
		most = Math.max(most, process.memoryUsage().arrayBuffers / 2 ** 20);
	}
	return most;
}

/** Size of the nursery that a thread begins with, MiB. */
async function ofNewThread() {
	const script = `
		const { getHeapSpaceStatistics } = require('node:v8');
		const space = getHeapSpaceStatistics().find((it) => it.space_name === 'new_space');
		require('node:worker_threads').parentPort.postMessage(space.space_size / 2 ** 20);
	`;
	const resourceLimits = { maxYoungGenerationSizeMb: 24 };
	const [size] = await once(new Worker(script, { eval: true, resourceLimits }), 'message');
	return size;
}

async function run(bound) {
	mock.timers.enable({ apis: ['setInterval'] });
	// The process has more than a MiB of memory from the beginning.
	const bounds =
		bound === undefined ? [] : [boundFirstNursery(Number(bound)), boundUnusedBuffers(1)];
	const before = work();
	const buffers = ofBuffers();
	const thread = await ofNewThread();
	for (const giveBack of bounds) giveBack();
	const after = work();
	console.log(JSON.stringify({ before, buffers, thread, after, buffersAfter: ofBuffers() }));
}

void run(process.argv[2]);
