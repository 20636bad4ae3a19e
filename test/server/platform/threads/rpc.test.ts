import { join } from 'node:path';
import { getHeapStatistics } from 'node:v8';
import { once } from 'node:events';
import {
	LARGE_HEAP,
	ownThread,
	startWorker,
	WorkerCallError,
	WorkerClient,
	workerEntry,
} from '../../../../server/platform/threads/rpc';

type Methods = {
	echo: (value: unknown) => unknown;
	later: (value: number) => Promise<number>;
	fail: () => void;
	failWithText: () => void;
	failUnclonable: () => void;
	unclonable: () => unknown;
	size: (bytes: Uint8Array) => number;
	give: (size: number) => Uint8Array;
	die: () => void;
	crash: () => Promise<void>;
	hang: () => Promise<void>;
	limits: () => { maxYoungGenerationSizeMb: number; maxOldGenerationSizeMb: number };
	toString: () => string;
};

const clients: WorkerClient<Methods>[] = [];

function start(data: unknown = {}): WorkerClient<Methods> {
	const client = new WorkerClient<Methods>(
		ownThread(join(__dirname, 'support', 'echo-worker.js'), data, 'echo'),
	);
	clients.push(client);
	return client;
}

afterEach(async () => {
	for (const client of clients.splice(0)) await client.terminate();
});

describe('WorkerClient', () => {
	it('calls and gets answers, in whatever order they come', async () => {
		const client = start();
		await client.ready;
		const values = [1, 'two', { three: [3] }, undefined, new Float64Array([4])];
		expect(await Promise.all(values.map((value) => client.call('echo', [value])))).toEqual(values);
		expect(await client.call('later', [5])).toBe(5);
		expect(client.inFlight).toBe(0);
	});

	it('rebuilds an error with name, code, details and where it was thrown', async () => {
		const error: unknown = await start()
			.call('fail', [])
			.catch((reason: unknown) => reason);
		expect(error).toBeInstanceOf(WorkerCallError);
		expect(error).toMatchObject({
			name: 'OddError',
			message: 'odd',
			code: 'ODD',
			details: { at: 7 },
		});
		expect((error as Error).stack).toContain('echo-worker.js');
	});

	it('rejects for whatever is thrown, and goes on', async () => {
		const client = start();
		await expect(client.call('failWithText', [])).rejects.toThrow('just text');
		await expect(client.call('failUnclonable', [])).rejects.toThrow('unclonable');
		await expect(client.call('unclonable', [])).rejects.toThrow(/could not be cloned/);
		await expect(client.call('nosuch' as 'fail', [])).rejects.toThrow('no method "nosuch"');
		expect(await client.call('echo', ['still there'])).toBe('still there');
	});

	it('rejects arguments that cannot be sent, and does not wait for them', async () => {
		const client = start();
		await client.ready;
		await expect(client.call('echo', [() => 1])).rejects.toThrow(/could not be cloned/);
		expect(client.inFlight).toBe(0);
	});

	it('hands buffers over in both directions', async () => {
		const client = start();
		const bytes = new Uint8Array(1000);
		expect(await client.call('size', [bytes], [bytes.buffer])).toBe(1000);
		expect(bytes.byteLength).toBe(0);
		expect(await client.call('give', [3])).toEqual(new Uint8Array([7, 7, 7]));
	});

	it.each(['die', 'crash'] as const)(
		'rejects all calls when the worker ends by %s, and all later ones',
		async (way) => {
			const client = start();
			const calls = [client.call('hang', []), client.call(way, []), client.call('hang', [])];
			for (const result of await Promise.allSettled(calls)) {
				expect(result).toMatchObject({
					status: 'rejected',
					reason: { message: way === 'die' ? 'Worker "echo" ended with code 3' : 'crashed' },
				});
			}
			await expect(client.call('echo', [1])).rejects.toThrow();
			expect(client.inFlight).toBe(0);
		},
	);

	it('rejects unanswered calls when it is terminated', async () => {
		const client = start();
		await client.ready;
		const call = client.call('hang', []);
		const outcome = expect(call).rejects.toThrow('ended with code');
		await client.terminate();
		await outcome;
	});

	it('is not ready when the worker fails at its start', async () => {
		const client = start({ failAtStart: true });
		await expect(client.ready).rejects.toThrow('no start');
		await expect(client.call('echo', [1])).rejects.toThrow('no start');
	});

	it('rejects when the entry is missing', async () => {
		const client = new WorkerClient<Methods>(ownThread(join(__dirname, 'nosuch.js'), {}, 'none'));
		clients.push(client);
		await expect(client.ready).rejects.toThrow('nosuch.js');
	});
});

describe('the heap of a thread', () => {
	const entry = join(__dirname, 'support', 'echo-worker.js');

	it('has a small nursery, and what lasts a limit', async () => {
		expect(await start().call('limits', [])).toMatchObject({
			maxYoungGenerationSizeMb: 24,
			maxOldGenerationSizeMb: 1024,
		});
	});

	it('has larger bounds where that is asked for', async () => {
		const client = new WorkerClient<Methods>(ownThread(entry, {}, 'echo', LARGE_HEAP));
		clients.push(client);
		const all = Math.floor(getHeapStatistics().heap_size_limit / 2 ** 20);
		expect(await client.call('limits', [])).toMatchObject({
			maxYoungGenerationSizeMb: 48,
			maxOldGenerationSizeMb: Math.min(2048, all),
		});
	});

	it('is bounded too in a thread that several users share', async () => {
		const worker = startWorker(entry, { name: 'shared' });
		await once(worker, 'message');
		const { maxYoungGenerationSizeMb, maxOldGenerationSizeMb } = worker.resourceLimits ?? {};
		expect([maxYoungGenerationSizeMb, maxOldGenerationSizeMb]).toEqual([24, 1024]);
		await worker.terminate();
	});
});

describe('workerEntry', () => {
	it('finds the compiled entry of a source folder', () => {
		const folder = join(__dirname, '../../../../server/compose/threads');
		expect(workerEntry(folder, 'ingest-worker')).toBe(
			join(__dirname, '../../../../server/dist/compose/threads/ingest-worker.js'),
		);
	});

	it('prefers the entry beside the caller', () => {
		const folder = join(__dirname, 'support');
		expect(workerEntry(folder, 'echo-worker')).toBe(join(folder, 'echo-worker.js'));
	});
});
