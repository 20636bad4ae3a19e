/** Measures the same work of several engines in turn, so that what the machine does meanwhile is the same for all. */
import { median, timed } from '../support/stats.mts';
import type { Engine, Unread } from './engine.mts';
import type { Field } from './field.mts';

/** What one piece of work costs. */
export interface Cost {
	/** At the client, ms; of queries the median. */
	readonly time: number;
	/** Of the engine, ms; of queries the mean. */
	readonly processor: number;
}

/** A cost with the answer that it bought. */
export interface Answered<T> extends Cost {
	readonly answer: T;
}

/** A turn lasts at least as long, since processor time is counted in steps of 10 ms, and at most so many calls. */
const [TURN_MS, FEWEST, MOST] = [400, 3, 60];
/** What takes longer is called once a turn. */
const LONG_MS = 2_000;
/** Between two looks at an engine's processor time, ms; the share of a core below which it rests; looks in a row; longest wait, ms. */
const [LOOK_MS, RESTING, LOOKS, PATIENCE_MS] = [1_000, 0.05, 3, 120_000];

/**
 * Asks all engines the same, once unmeasured and then in two turns, the second in reverse order.
 *
 * @returns the costs of those that have not ended
 */
export async function inTurn<T>(
	field: Field,
	ask: (engine: Engine) => Promise<Unread<T>>,
): Promise<Map<string, Answered<T>>> {
	const all = new Map(
		field.all.map(([id]) => [
			id,
			{ times: [] as number[], processor: 0, answer: [] as T[], fewest: 1 },
		]),
	);
	for (const named of field.running) {
		await field.attempt(named, async (engine) => {
			const { time, value } = await timed(() => ask(engine));
			const kept = all.get(named[0])!;
			kept.answer.push(value());
			kept.fewest = time > LONG_MS ? 1 : FEWEST;
		});
	}
	for (const order of [field.running, field.running.toReversed()]) {
		for (const named of order) {
			await field.attempt(named, async (engine) => {
				const kept = all.get(named[0])!;
				const [before, begin] = [engine.processorTime(), performance.now()];
				let calls = 0;
				do {
					kept.times.push((await timed(() => ask(engine))).time);
					calls++;
				} while (calls < kept.fewest || (calls < MOST && performance.now() - begin < TURN_MS));
				kept.processor += engine.processorTime() - before;
			});
		}
	}
	return new Map(
		[...all]
			.filter(([id]) => !field.hasEnded(id))
			.map(([id, { times, processor, answer }]) => [
				id,
				{ time: median(times), processor: processor / times.length, answer: answer[0] as T },
			]),
	);
}

/** Waits until an engine has ended what it does in the background. @returns whether it has, within two minutes */
export async function untilResting(engine: Pick<Engine, 'processorTime'>): Promise<boolean> {
	let resting = 0;
	for (let waited = 0; waited < PATIENCE_MS && resting < LOOKS; waited += LOOK_MS) {
		const before = engine.processorTime();
		await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
		resting = engine.processorTime() - before < LOOK_MS * RESTING ? resting + 1 : 0;
	}
	return resting === LOOKS;
}

/** Sends all batches, several under way at once. @returns time at the client, ms */
export async function sendAll(
	engine: Engine,
	batches: readonly string[],
	senders: number,
): Promise<number> {
	const { time } = await timed(async () => {
		const left = batches.values();
		await Promise.all(
			Array.from({ length: senders }, async () => {
				for (const batch of left) await engine.ingest(batch);
			}),
		);
	});
	return time;
}
