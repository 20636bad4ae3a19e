import { BackgroundLog } from '../../../server/compose/background-log';
import type { KeptEvents } from '../../../server/logs/store';

const NONE = {
	...{ toCompress: null, toCompressAnew: null, toList: null, toColumn: null },
	...{ toMerge: null, merged: null },
};
type Works = Partial<Pick<KeptEvents, keyof typeof NONE>>;

/** A log over a store that answers these, one after another, and what it said. */
function logOver(answers: (Works | Error)[]) {
	const said: string[] = [];
	const kept = () => {
		const next = answers.shift() ?? {};
		return next instanceof Error
			? Promise.reject(next)
			: Promise.resolve({ ...NONE, ...next } as KeptEvents);
	};
	const note = (_: unknown, text = String(_)) => said.push(text);
	const log = new BackgroundLog({
		retention: { kept },
		logger: { info: note, error: note } as never,
	});
	return { log, said };
}

it('tells the beginning, every further tenth and the end', async () => {
	const lefts = [1_000, 950, 899, 850, 500, 450];
	const { log, said } = logOver(lefts.map((left) => ({ toCompress: { left, total: 1_000 } })));
	for (let look = 0; look <= lefts.length + 1; look++) await log.look();
	const note = 'older events are being compressed in the background';
	expect(said).toEqual([
		`${note}: 1000 of 1000 are left`,
		`${note}: 899 of 1000 are left`,
		`${note}: 500 of 1000 are left`,
		'all older events are compressed',
	]);
});

it('tells of each work by itself, and of one that begins anew', async () => {
	const { log, said } = logOver([
		{ toCompressAnew: { left: 50, total: 500 }, toList: { left: 10, total: 40 } },
		{ toCompressAnew: { left: 600, total: 600 }, toList: { left: 8, total: 40 } },
		{ toList: { left: 6, total: 40 } },
	]);
	for (let look = 0; look < 4; look++) await log.look();
	const anew = 'events are being compressed anew in the background, as many can be made smaller';
	const listed =
		'words of older events are being listed in the background, searches inside of words read events until then';
	expect(said).toEqual([
		`${anew}: 50 of 500 are left`,
		`${listed}: 25 % are left`,
		`${anew}: 600 of 600 are left`,
		'all events have been looked at that could be made smaller',
		`${listed}: 15 % are left`,
		'the words of all older events are listed',
	]);
});

it('tells of a large merge of the index, and once how long it took', async () => {
	const MIB = 2 ** 20;
	const merged = { count: 1, at: 0, bytes: 80 * MIB, tookMs: 40_250, workMs: 4_910 };
	const { log, said } = logOver([
		{ toMerge: { left: 60 * MIB - 4_096, total: 80 * MIB } },
		{ toMerge: { left: 58 * MIB, total: 80 * MIB } },
		{ merged },
		{ merged },
		// One that has ended between two looks.
		{ merged: { ...merged, count: 2, bytes: 20 * MIB - 1, tookMs: 9_000, workMs: 800 } },
	]);
	for (let look = 0; look < 5; look++) await log.look();
	expect(said).toEqual([
		'the index is being merged in the background, as nothing is written: 60 of 80 MiB are left',
		'the index was merged: 80 MiB in 40.3 s, of which batches had to wait 4.9 s',
		'the index was merged: 20 MiB in 9.0 s, of which batches had to wait 0.8 s',
	]);
});

it('says nothing of small merges, which every few batches bring', async () => {
	const merged = { count: 1, at: 0, bytes: 4_096, tookMs: 10, workMs: 10 };
	const { log, said } = logOver([
		{ toMerge: { left: 4_096, total: 16 * 2 ** 20 - 1 } },
		{ merged },
		{ merged: { ...merged, count: 3 } },
	]);
	for (let look = 0; look < 3; look++) await log.look();
	expect(said).toEqual([]);
});

it('says nothing where there is nothing to do, and where the engine keeps events in ways of its own', async () => {
	const { log, said } = logOver([{}]);
	await log.start();
	expect(said).toEqual([]);
	const other = new BackgroundLog({ retention: undefined, logger: {} as never });
	const timers = jest.spyOn(globalThis, 'setInterval');
	await other.start();
	await other.look();
	expect(timers).not.toHaveBeenCalled();
	timers.mockRestore();
	log.close();
	other.close();
});

it('goes on after a failure', async () => {
	const { log, said } = logOver([new Error('busy'), { toCompress: { left: 5, total: 5 } }]);
	await log.look();
	await log.look();
	expect(said).toEqual([
		'look how far the work in the background is',
		'older events are being compressed in the background: 5 of 5 are left',
	]);
});

it.each([
	['finds something to do', { toCompress: { left: 5, total: 5 } }, 1],
	['fails', new Error('the store is closed'), 0],
])('looks no more when it is closed amid a first look that %s', async (_, answer, words) => {
	const { log, said } = logOver([answer]);
	const timers = jest.spyOn(globalThis, 'setInterval');
	const started = log.start();
	log.close();
	await started;
	expect(timers).not.toHaveBeenCalled();
	timers.mockRestore();
	expect(said).toHaveLength(words);
});
