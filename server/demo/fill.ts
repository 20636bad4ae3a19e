/** Keeps the demo data fresh: a day of events at the first start, and what was missed since at every later one. */
import type { Clock } from '../platform';
import type { LogEvent } from '../logs/events';
import type { EventStore } from '../logs/store';
import { generateEvents } from './generator';

const DAY_MS = 24 * 60 * 60 * 1000;
const EVENTS_A_DAY = 20_000;
/** A gap shorter than this is not worth filling, ms. */
const SMALL_GAP_MS = 10 * 60 * 1000;
const BATCH = 5_000;

/**
 * Fills the time up to now with generated events, at most the last day.
 *
 * @param onProgress told before the work starts, for people
 */
export async function fillWithDemoData(
	store: EventStore,
	clock: Clock,
	onProgress: (message: string) => void = () => undefined,
): Promise<void> {
	const to = clock.now();
	const newest = Math.floor((await store.maxId()) / 1000);
	const from = Math.max(to - DAY_MS, newest + 1);
	if (to - from < SMALL_GAP_MS) return;
	const count = Math.ceil(((to - from) / DAY_MS) * EVENTS_A_DAY);
	onProgress(`Generating ${count.toLocaleString('en')} demo events ...`);
	let batch: LogEvent[] = [];
	// The seed follows the time, so that a later fill does not repeat an earlier one's events.
	for (const event of generateEvents({
		seed: Math.floor(from / 1000) % 2 ** 31,
		count,
		from,
		to,
	})) {
		batch.push(event);
		if (batch.length < BATCH) continue;
		await store.append(batch);
		batch = [];
	}
	if (batch.length > 0) await store.append(batch);
}
