/** Stored alerts: what they say, how they are found, how they change, and that none is lost or doubled. */
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

describe('a profile without window', () => {
	it('raises an alert for every event, with the fields of both', () => {
		const id = bench.profile(
			{ steps: [{ query: 'KIND = bad', count: 1 }] },
			{ name: 'bad things', severity: 'critical' },
		);
		bench.store([
			event(T, { KIND: 'bad', USERNAME: 'joe' }),
			event(T, { KIND: 'good' }),
			event(T + 1, { KIND: 'BAD' }),
		]);
		const alerts = bench.alerts();
		expect(alerts).toMatchObject([
			{
				seq: 1,
				profileId: id,
				severity: 'critical',
				status: 'open',
				time: T,
				events: 1,
				group: '',
			},
			{ seq: 2, time: T + 1 },
		]);
		expect(alerts[0]!.document).toMatchObject({
			TIME: T,
			ALERT_PROFILE_NAME: 'bad things',
			ALERT_SEVERITY: 'Critical',
			ALERT_STATUS: 'Open',
			STATE: 'open',
			ALERT_ID: alerts[0]!.id,
			ALERT_EVENT_ID: alerts[0]!.evidence[0],
			KIND: 'bad',
			USERNAME: 'joe',
		});
		expect(alerts[0]!.document).not.toHaveProperty('ALERT_GROUP');
	});

	it('keeps its own fields when an event brings the same names', () => {
		bench.profile({ steps: [{ query: '*', count: 1 }] });
		bench.store([event(T, { ALERT_STATUS: 'Closed', STATE: 'CA', ALERT_NOTE: 'mine' })]);
		expect(bench.alerts()[0]!.document).toMatchObject({
			ALERT_STATUS: 'Open',
			STATE: 'open',
			ALERT_NOTE: 'mine',
		});
	});

	it('takes times between milliseconds', () => {
		bench.profile({ steps: [{ query: '*', count: 1 }] });
		bench.store([event(T + 0.5)]);
		expect(bench.alerts()).toMatchObject([{ time: T }]);
	});
});

describe('a profile with a window', () => {
	const rule = { steps: [{ query: 'KIND = bad', count: 3 }], within: 60_000, by: ['USERNAME'] };
	const bad = (at: number, USERNAME = 'joe') => event(T + at, { KIND: 'bad', USERNAME });

	it('raises one alert and counts further events of its stretch of time', () => {
		bench.profile(rule);
		bench.store([bad(0), bad(1000), bad(2000)]);
		bench.store([bad(3000), bad(4000)]);
		bench.store([bad(5000)]);
		expect(bench.alerts()).toMatchObject([
			{
				events: 6,
				group: 'joe',
				time: T + 2000,
				evidence: [expect.anything(), expect.anything(), expect.anything()],
			},
		]);
		expect(bench.find('ALERT_EVENT_COUNT = 6')).toHaveLength(1);
		expect(bench.find('ALERT_EVENT_COUNT = 3')).toHaveLength(0);
		expect(bench.find('ALERT_GROUP = "USERNAME joe"')).toHaveLength(1);
	});

	it('counts groups apart, without case, and leaves events out that lack the field', () => {
		bench.profile(rule);
		bench.store([bad(0), bad(1, 'kim'), bad(2, 'JOE'), event(T + 3, { KIND: 'bad' })]);
		expect(bench.alerts()).toEqual([]);
		bench.store([bad(4, 'Joe')]);
		expect(bench.alerts()).toMatchObject([{ group: 'joe', events: 3 }]);
	});

	it('includes both edges of the window', () => {
		bench.profile({ ...rule, steps: [{ query: 'KIND = bad', count: 2 }] });
		bench.store([bad(0), bad(60_000)]);
		expect(bench.alerts()).toHaveLength(1);
		bench.store([bad(0, 'kim'), bad(60_001, 'kim')]);
		expect(bench.alerts()).toHaveLength(1);
	});

	it('is completed by an event that comes late', () => {
		bench.profile(rule);
		bench.store([bad(50_000), bad(10_000)]);
		bench.store([event(T + HOUR, { KIND: 'good' })]);
		bench.store([bad(30_000)]);
		expect(bench.alerts()).toMatchObject([{ time: T + 50_000, events: 3 }]);
	});

	it('remembers across a restart', () => {
		bench.profile(rule);
		bench.store([bad(0), bad(1)]);
		bench.restart();
		bench.store([bad(2)]);
		bench.restart();
		bench.store([bad(3)]);
		expect(bench.alerts()).toMatchObject([{ events: 4 }]);
	});

	it('forgets what can no longer matter', () => {
		bench.profile(rule);
		for (let n = 0; n < 4; n++)
			bench.store(
				Array.from({ length: 10_000 }, (_, m) => bad(n * HOUR * 10 + m * 100_000, `u${m}`)),
			);
		const database = new DatabaseSync(bench.file, { readOnly: true });
		const { n } = database.prepare('SELECT count(*) AS n FROM alert_match').get() as { n: number };
		database.close();
		expect(n).toBeGreaterThanOrEqual(20_000);
		expect(n).toBeLessThan(40_000);
	});

	it('keeps long group values apart', () => {
		bench.profile({ ...rule, steps: [{ query: 'KIND = bad', count: 1 }] });
		const long = 'x'.repeat(5_000);
		bench.store([bad(0, `${long}1`), bad(0, `${long}2`), bad(1, `${long}1`)]);
		expect(bench.alerts().map((alert) => alert.events)).toEqual([2, 1]);
	});
});

describe('a correlation', () => {
	const rule = {
		steps: [
			{ query: 'KIND = fail', count: 2 },
			{ query: 'KIND = success', count: 1 },
		],
		within: 60_000,
		by: ['USERNAME'],
	};
	const happens = (KIND: string, at: number) => event(T + at, { KIND, USERNAME: 'joe' });

	it.each([
		['in order', ['fail', 'fail', 'success'], 1],
		['out of order', ['success', 'fail', 'fail'], 0],
		['with too few', ['fail', 'success', 'fail'], 0],
		['with others between', ['fail', 'success', 'fail', 'success'], 1],
	])('%s', (_, kinds, count) => {
		bench.profile(rule);
		bench.store(kinds.map((kind, n) => happens(kind, n * 1000)));
		expect(bench.alerts()).toHaveLength(count);
	});

	it('keeps the events of all steps as evidence and stands on the last', () => {
		bench.profile(rule);
		bench.store([happens('fail', 0), happens('fail', 1000), happens('fail', 2000)]);
		bench.store([happens('success', 3000)]);
		const [alert] = bench.alerts();
		expect(alert).toMatchObject({ time: T + 3000, events: 4 });
		expect(alert!.evidence).toHaveLength(3);
		expect(alert!.document).toMatchObject({ KIND: 'success' });
	});

	it('is completed by a first step that comes after the last', () => {
		bench.profile(rule);
		bench.store([happens('success', 9000), happens('fail', 1000)]);
		bench.store([happens('fail', 2000)]);
		expect(bench.alerts()).toMatchObject([{ time: T + 9000 }]);
		expect(bench.alerts()[0]!.document).toMatchObject({ KIND: 'success' });
	});

	it('takes an event for its last step only', () => {
		bench.profile({
			...rule,
			steps: [
				{ query: 'KIND = *', count: 1 },
				{ query: 'KIND = success', count: 1 },
			],
		});
		bench.store([happens('success', 0)]);
		expect(bench.alerts()).toEqual([]);
		bench.store([happens('fail', 10), happens('success', 10)]);
		expect(bench.alerts()).toHaveLength(1);
	});
});

describe('exactly once', () => {
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

describe('status', () => {
	const change = (ids: readonly number[], status: 'open' | 'in_progress' | 'closed', at = T) =>
		bench.writer.alerts.revise({ ids, status, actor: 'admin', at, note: 'why' });

	it('changes in document, index and history', () => {
		bench.profile({ steps: [{ query: '*', count: 1 }] });
		bench.store([event(T), event(T + 1)]);
		const [first, second] = bench.alerts().map((alert) => alert.id) as [number, number];
		expect(change([first, 4711], 'in_progress', T + 4)).toEqual({ unknown: 4711 });
		expect(change([first, first], 'in_progress', T + 5)).toEqual({ changed: [first] });
		expect(change([first], 'in_progress', T + 6)).toEqual({ changed: [] });
		expect(change([first, second], 'closed', T + 7)).toEqual({ changed: [first, second] });
		expect(change([second], 'open', T + 8)).toEqual({ changed: [second] });
		expect(bench.find('ALERT_STATUS = closed')).toEqual([first]);
		expect(bench.find('ALERT_STATUS = open')).toEqual([second]);
		expect(bench.find('ALERT_STATUS = In-progress')).toEqual([]);
		expect(bench.find('NOT ALERT_STATUS = closed')).toEqual([second]);
		expect(bench.read((reader) => reader.history(first))).toEqual([
			{
				at: T + 5,
				actor: 'admin',
				field: 'status',
				was: 'open',
				became: 'in_progress',
				note: 'why',
			},
			{
				at: T + 7,
				actor: 'admin',
				field: 'status',
				was: 'in_progress',
				became: 'closed',
				note: 'why',
			},
		]);
		expect(bench.read((reader) => reader.get(first))).toMatchObject({
			status: 'closed',
			document: { ALERT_STATUS: 'Closed', STATE: 'closed' },
		});
		expect(bench.read((reader) => reader.get(4711))).toBeUndefined();
	});

	it('stays when further events join the alert', () => {
		bench.profile({ steps: [{ query: '*', count: 1 }], within: HOUR });
		bench.store([event(T)]);
		const { id } = bench.alerts()[0]!;
		change([id], 'closed');
		bench.store([event(T + 1)]);
		expect(bench.alerts()).toMatchObject([{ id, status: 'closed', events: 2 }]);
		expect(bench.find('ALERT_STATUS = closed AND ALERT_EVENT_COUNT = 2')).toEqual([id]);
	});
});
