/** Iteration that an abort ends at once, with or without the source's help. */
import { untilAborted } from '../../../server/jobs/until-aborted';

async function* count(log: string[], to = 3): AsyncGenerator<number> {
	try {
		for (let n = 1; n <= to; n++) yield n;
	} finally {
		log.push('closed');
	}
}

const collect = async (
	source: AsyncIterable<number>,
	signal: AbortSignal,
	each = (_: number) => {},
) => {
	const got: number[] = [];
	for await (const n of untilAborted(source, signal)) {
		got.push(n);
		each(n);
	}
	return got;
};

test('without an abort everything comes through', async () => {
	const log: string[] = [];
	expect(await collect(count(log), new AbortController().signal)).toEqual([1, 2, 3]);
	expect(log).toEqual(['closed']);
});

test('an abort between two values throws its reason and closes the source', async () => {
	const log: string[] = [];
	const stop = new AbortController();
	const collecting = collect(
		count(log),
		stop.signal,
		(n) => n === 2 && stop.abort(new Error('enough')),
	);
	await expect(collecting).rejects.toThrow('enough');
	expect(log).toEqual(['closed']);
});

test('an abort ends the wait for a source that never answers', async () => {
	const stop = new AbortController();
	const silent = { [Symbol.asyncIterator]: () => ({ next: () => new Promise<never>(() => {}) }) };
	const collecting = collect(silent, stop.signal);
	stop.abort(new Error('enough'));
	await expect(collecting).rejects.toThrow('enough');
});

test('a signal aborted before asks for nothing', async () => {
	const log: string[] = [];
	await expect(collect(count(log), AbortSignal.abort(new Error('early')))).rejects.toThrow('early');
});

test('an error of the source comes through', async () => {
	const failing = {
		[Symbol.asyncIterator]: () => ({ next: () => Promise.reject(new Error('disk')) }),
	};
	await expect(collect(failing, new AbortController().signal)).rejects.toThrow('disk');
});

test('leaving early closes the source', async () => {
	const log: string[] = [];
	for await (const n of untilAborted(count(log), new AbortController().signal)) if (n === 2) break;
	expect(log).toEqual(['closed']);
});
