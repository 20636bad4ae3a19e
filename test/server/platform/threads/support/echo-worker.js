/** A worker for the tests of the calls: it answers, fails in every way, and dies on demand. */
const { resourceLimits, workerData } = require('node:worker_threads');
const { Transfer, serveWorker } = require('../../../../../server/dist/platform/threads/rpc.js');

if (workerData?.failAtStart) throw new Error('no start');

class OddError extends Error {
	name = 'OddError';
	code = 'ODD';
	details = { at: 7 };
}

serveWorker({
	echo: (value) => value,
	later: async (value) => value,
	fail: () => {
		throw new OddError('odd');
	},
	failWithText: () => {
		throw 'just text';
	},
	failUnclonable: () => {
		throw Object.assign(new Error('unclonable'), { details: () => 1 });
	},
	unclonable: () => () => 1,
	size: (bytes) => bytes.byteLength,
	give: (size) => {
		const bytes = new Uint8Array(size).fill(7);
		return new Transfer(bytes, [bytes.buffer]);
	},
	limits: () => resourceLimits,
	die: () => process.exit(3),
	crash: () => {
		setImmediate(() => {
			throw new Error('crashed');
		});
		return new Promise(() => undefined);
	},
	hang: () => new Promise(() => undefined),
});
