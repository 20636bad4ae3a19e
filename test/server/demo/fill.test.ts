import { ManualClock } from '../../../server/platform';
import type { LogEvent } from '../../../server/logs/events';
import type { EventStore } from '../../../server/logs/store';
import { fillWithDemoData } from '../../../server/demo/fill';

const NOW = Date.UTC(2026, 0, 31);
const DAY = 86_400_000;
const MINUTE = 60_000;

/** A store that only remembers what it is given. */
function remembering(newest = 0) {
	const events: LogEvent[] = [];
	const store = {
		maxId: async () => Math.max(newest, ...events.map(({ time }) => time)) * 1000,
		append: async (batch: readonly LogEvent[]) => {
			for (const event of batch) events.push(event);
			return { stored: batch.length, dropped: 0 };
		},
	} as Partial<EventStore> as EventStore;
	return { store, events };
}

describe('fillWithDemoData', () => {
	it('gives an empty store a day of events up to now, and says so', async () => {
		const { store, events } = remembering();
		store.maxId = async () => 0;
		const said: string[] = [];
		await fillWithDemoData(store, new ManualClock(NOW), (message) => said.push(message));
		expect(events).toHaveLength(20_000);
		expect(events.every(({ time }) => time >= NOW - DAY && time < NOW)).toBe(true);
		expect(said).toEqual(['Generating 20,000 demo events ...']);
	});

	it('fills what was missed since, in proportion', async () => {
		const { store, events } = remembering();
		store.maxId = async () => (NOW - DAY / 4) * 1000;
		await fillWithDemoData(store, new ManualClock(NOW));
		expect(events).toHaveLength(5_000);
		expect(events.every(({ time }) => time > NOW - DAY / 4)).toBe(true);
	});

	it.each([
		['a few minutes ago', NOW - 9 * MINUTE],
		['in the future', NOW + DAY],
	])('adds nothing when the newest event is from %s', async (_when, newest) => {
		const { store, events } = remembering();
		store.maxId = async () => newest * 1000;
		await fillWithDemoData(store, new ManualClock(NOW));
		expect(events).toEqual([]);
	});

	it('does not repeat itself', async () => {
		const [one, other] = [remembering(), remembering()];
		one.store.maxId = other.store.maxId = async () => 0;
		await fillWithDemoData(one.store, new ManualClock(NOW));
		await fillWithDemoData(other.store, new ManualClock(NOW + DAY));
		expect(one.events.slice(0, 50).map(({ fields }) => fields)).not.toEqual(
			other.events.slice(0, 50).map(({ fields }) => fields),
		);
	});
});
