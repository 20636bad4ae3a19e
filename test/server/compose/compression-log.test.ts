import { CompressionLog } from '../../../server/compose/compression-log';
import type { KeptEvents } from '../../../server/logs/store';

type Left = KeptEvents['toCompress'];

/** A log over a store that answers these, one after another, and what it said. */
function logOver(answers: (Left | Error)[]) {
	const said: string[] = [];
	const kept = () => {
		const next = answers.shift() ?? null;
		return next instanceof Error
			? Promise.reject(next)
			: Promise.resolve({ toCompress: next } as KeptEvents);
	};
	const note = (_: unknown, text = String(_)) => said.push(text);
	const log = new CompressionLog({
		retention: { kept },
		logger: { info: note, error: note } as never,
	});
	return { log, said };
}

it('tells the beginning, every further tenth and the end', async () => {
	const lefts = [1_000, 950, 899, 850, 500, 450];
	const { log, said } = logOver([...lefts.map((left) => ({ left, total: 1_000 })), null]);
	for (const _ of lefts) expect(await log.look()).toBe(true);
	expect(await log.look()).toBe(false);
	const note = 'older events are being compressed in the background';
	expect(said).toEqual([
		`${note}: 1000 of 1000 are left`,
		`${note}: 899 of 1000 are left`,
		`${note}: 500 of 1000 are left`,
		'all older events are compressed',
	]);
});

it('says nothing where there is nothing to compress, and where the engine keeps events in ways of its own', async () => {
	const { log, said } = logOver([null]);
	await log.start();
	expect(said).toEqual([]);
	const other = new CompressionLog({ retention: undefined, logger: {} as never });
	expect(await other.look()).toBe(false);
	log.close();
	other.close();
});

it('goes on after a failure', async () => {
	const { log, said } = logOver([new Error('busy'), { left: 5, total: 5 }]);
	expect(await log.look()).toBe(true);
	expect(await log.look()).toBe(true);
	expect(said).toEqual([
		'look how many events are left to compress',
		'older events are being compressed in the background: 5 of 5 are left',
	]);
});

it.each([
	['finds more to do', { left: 5, total: 5 }, 1],
	['fails', new Error('the store is closed'), 0],
])('looks no more when it is closed amid a first look that %s', async (_, answer, words) => {
	const { log, said } = logOver([answer, { left: 1, total: 5 }]);
	const timers = jest.spyOn(globalThis, 'setInterval');
	const started = log.start();
	log.close();
	await started;
	expect(timers).not.toHaveBeenCalled();
	timers.mockRestore();
	expect(said).toHaveLength(words);
});
