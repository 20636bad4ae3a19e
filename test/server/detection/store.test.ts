/** Stored alerts, whichever engine keeps them: which events raise one, and none twice. */
import { T, HOUR, alerts, find, profile, restart, world } from './alert-world';
import { event } from './support';

describe('a profile without window', () => {
	it('raises an alert for every event, with the fields of both', async () => {
		const id = await profile(
			{ steps: [{ query: 'KIND = bad', count: 1 }] },
			{ name: 'bad things', severity: 'critical' },
		);
		await world.append([
			event(T, { KIND: 'bad', USERNAME: 'joe' }),
			event(T, { KIND: 'good' }),
			event(T + 1, { KIND: 'BAD' }),
		]);
		const raised = await alerts();
		expect(raised).toMatchObject([
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
		expect(raised[0]!.document).toMatchObject({
			TIME: T,
			ALERT_PROFILE_NAME: 'bad things',
			ALERT_SEVERITY: 'Critical',
			ALERT_STATUS: 'Open',
			STATE: 'open',
			ALERT_ID: raised[0]!.id,
			ALERT_EVENT_ID: raised[0]!.evidence[0],
			KIND: 'bad',
			USERNAME: 'joe',
		});
		expect(raised[0]!.document).not.toHaveProperty('ALERT_GROUP');
	});

	it('keeps its own fields when an event brings the same names', async () => {
		await profile({ steps: [{ query: '*', count: 1 }] });
		await world.append([event(T, { ALERT_STATUS: 'Closed', STATE: 'CA', ALERT_NOTE: 'mine' })]);
		expect((await alerts())[0]!.document).toMatchObject({
			ALERT_STATUS: 'Open',
			STATE: 'open',
			ALERT_NOTE: 'mine',
		});
	});

	it('takes times between milliseconds', async () => {
		await profile({ steps: [{ query: '*', count: 1 }] });
		await world.append([event(T + 0.5)]);
		expect(await alerts()).toMatchObject([{ time: T }]);
	});
});

describe('a profile with a window', () => {
	const rule = { steps: [{ query: 'KIND = bad', count: 3 }], within: 60_000, by: ['USERNAME'] };
	const bad = (at: number, USERNAME = 'joe') => event(T + at, { KIND: 'bad', USERNAME });

	it('raises one alert and counts further events of its stretch of time', async () => {
		await profile(rule);
		await world.append([bad(0), bad(1000), bad(2000)]);
		await world.append([bad(3000), bad(4000)]);
		await world.append([bad(5000)]);
		expect(await alerts()).toMatchObject([
			{
				events: 6,
				group: 'joe',
				time: T + 2000,
				evidence: [expect.anything(), expect.anything(), expect.anything()],
			},
		]);
		expect(await find('ALERT_EVENT_COUNT = 6')).toHaveLength(1);
		expect(await find('ALERT_EVENT_COUNT = 3')).toHaveLength(0);
		expect(await find('ALERT_GROUP = "USERNAME joe"')).toHaveLength(1);
	});

	it('counts groups apart, without case, and leaves events out that lack the field', async () => {
		await profile(rule);
		await world.append([bad(0), bad(1, 'kim'), bad(2, 'JOE'), event(T + 3, { KIND: 'bad' })]);
		expect(await alerts()).toEqual([]);
		await world.append([bad(4, 'Joe')]);
		expect(await alerts()).toMatchObject([{ group: 'joe', events: 3 }]);
	});

	it('includes both edges of the window', async () => {
		await profile({ ...rule, steps: [{ query: 'KIND = bad', count: 2 }] });
		await world.append([bad(0), bad(60_000)]);
		expect(await alerts()).toHaveLength(1);
		await world.append([bad(0, 'kim'), bad(60_001, 'kim')]);
		expect(await alerts()).toHaveLength(1);
	});

	it('is completed by an event that comes late', async () => {
		await profile(rule);
		await world.append([bad(50_000), bad(10_000)]);
		await world.append([event(T + HOUR, { KIND: 'good' })]);
		await world.append([bad(30_000)]);
		expect(await alerts()).toMatchObject([{ time: T + 50_000, events: 3 }]);
	});

	it('remembers across a restart', async () => {
		await profile(rule);
		await world.append([bad(0), bad(1)]);
		await restart();
		await world.append([bad(2)]);
		await restart();
		await world.append([bad(3)]);
		expect(await alerts()).toMatchObject([{ events: 4 }]);
	});

	it('keeps long group values apart', async () => {
		await profile({ ...rule, steps: [{ query: 'KIND = bad', count: 1 }] });
		const long = 'x'.repeat(5_000);
		await world.append([bad(0, `${long}1`), bad(0, `${long}2`), bad(1, `${long}1`)]);
		expect((await alerts()).map((alert) => alert.events)).toEqual([2, 1]);
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
	])('%s', async (_, kinds, count) => {
		await profile(rule);
		await world.append(kinds.map((kind, n) => happens(kind, n * 1000)));
		expect(await alerts()).toHaveLength(count);
	});

	it('keeps the events of all steps as evidence and stands on the last', async () => {
		await profile(rule);
		await world.append([happens('fail', 0), happens('fail', 1000), happens('fail', 2000)]);
		await world.append([happens('success', 3000)]);
		const [alert] = await alerts();
		expect(alert).toMatchObject({ time: T + 3000, events: 4 });
		expect(alert!.evidence).toHaveLength(3);
		expect(alert!.document).toMatchObject({ KIND: 'success' });
	});

	it('is completed by a first step that comes after the last', async () => {
		await profile(rule);
		await world.append([happens('success', 9000), happens('fail', 1000)]);
		await world.append([happens('fail', 2000)]);
		expect(await alerts()).toMatchObject([{ time: T + 9000 }]);
		expect((await alerts())[0]!.document).toMatchObject({ KIND: 'success' });
	});

	it('takes an event for its last step only', async () => {
		await profile({
			...rule,
			steps: [
				{ query: 'KIND = *', count: 1 },
				{ query: 'KIND = success', count: 1 },
			],
		});
		await world.append([happens('success', 0)]);
		expect(await alerts()).toEqual([]);
		await world.append([happens('fail', 10), happens('success', 10)]);
		expect(await alerts()).toHaveLength(1);
	});
});

it('keeps the positions of consumers', async () => {
	expect(await world.alerts.position('incidents')).toBe(0);
	await world.alerts.setPosition('incidents', 7);
	await world.alerts.setPosition('workflows', 3);
	await restart();
	expect(await world.alerts.position('incidents')).toBe(7);
	expect(await world.alerts.position('workflows')).toBe(3);
});
