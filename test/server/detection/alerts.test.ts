/** Alerts in the file of the events: they come and go with what raised them. */
import { DatabaseSync } from 'node:sqlite';
import { Bench, event } from './support';

const T = 1_700_000_000_000;
const HOUR = 3_600_000;

let bench: Bench;

beforeEach(() => {
	bench = Bench.withoutPredefined();
});

afterEach(() => {
	bench.checkIntegrity();
	bench.close();
});

describe('alerts in the file of their events', () => {
	it('forgets what can no longer matter', () => {
		bench.profile({ steps: [{ query: 'KIND = bad', count: 3 }], within: 60_000, by: ['USERNAME'] });
		for (let n = 0; n < 4; n++)
			bench.store(
				Array.from({ length: 10_000 }, (_, m) =>
					event(T + n * HOUR * 10 + m * 100_000, { KIND: 'bad', USERNAME: `u${m}` }),
				),
			);
		const database = new DatabaseSync(bench.file, { readOnly: true });
		const { n } = database.prepare('SELECT count(*) AS n FROM alert_match').get() as { n: number };
		database.close();
		expect(n).toBeGreaterThanOrEqual(20_000);
		expect(n).toBeLessThan(40_000);
	});

	it('rolls alerts back together with their events', () => {
		bench.profile({ steps: [{ query: '*', count: 1 }], within: 60_000 });
		const breaking = new DatabaseSync(bench.file);
		breaking.exec(
			`CREATE TRIGGER no_alert BEFORE INSERT ON alert BEGIN SELECT RAISE(ABORT, 'disk full'); END`,
		);
		expect(() => bench.store([event(T), event(T + 1)])).toThrow('disk full');
		expect(breaking.prepare('SELECT count(*) AS n FROM event').get()).toEqual({ n: 0 });
		breaking.exec('DROP TRIGGER no_alert');
		breaking.close();
		bench.store([event(T), event(T + 1)]);
		expect(bench.alerts()).toMatchObject([{ seq: 1, events: 2 }]);
	});

	it('raises nothing for events of disabled log sources', () => {
		bench.profile({ steps: [{ query: '*', count: 1 }] });
		bench.store([event(T)]);
		bench.writer.change((to) => to.sources.disable(['h']));
		bench.store([event(T + 1), { time: T + 2, fields: { HOSTNAME: 'other' } }]);
		expect(bench.alerts().map((alert) => alert.time)).toEqual([T, T + 2]);
	});
});
