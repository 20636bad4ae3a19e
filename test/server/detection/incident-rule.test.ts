/** A profile's own rule for incidents: on or off, what repeats have in common, severity, assignee, window. */
import { ManualClock } from '../../../server/platform';
import { alertConsumer } from '../../../server/response/incidents';
import type { ProfileIncidentRule } from '../../../server/detection/incident-rule';
import type { RaisedAlert } from '../../../server/detection/raised-alert';
import type { TicketStore } from '../../../server/response/tickets';
import { openIncidents } from '../../support/stores';
import { tempFolder } from '../../support/temp';

const NOW = Date.UTC(2026, 0, 31, 12);
const MINUTE = 60_000;
const stores: TicketStore[] = [];

afterAll(() => Promise.all(stores.map((store) => store.close())));

/** Incidents of a profile with this rule. */
async function open(rule: Partial<ProfileIncidentRule>, folder = tempFolder()) {
	const store = await openIncidents(folder);
	stores.push(store);
	const incidentRule: ProfileIncidentRule = {
		...{ enabled: true, groupBy: 'alert', severity: null, assignee: null, within: null },
		...rule,
	};
	const settings = async () => ({ incidentRule, makesTickets: true });
	const take = alertConsumer({ store, clock: new ManualClock(NOW), settings });
	const all = async () => (await store.call('listIncidents', [{ from: 1, limit: 100 }])).incidents;
	/** Numbers of alerts of each incident, the oldest incident first. */
	const sizes = async () => {
		const whole = (await all()).map(({ id }) => store.call('getIncident', [id]));
		return (await Promise.all(whole)).map(({ evidence }) => evidence.length).reverse();
	};
	return { store, folder, take, all, sizes };
}

function alert(seq: number, fields: Record<string, unknown> = {}, at = 0): RaisedAlert {
	return {
		seq,
		id: 1_000 + seq,
		profileId: 1801,
		profileName: 'Mine',
		severity: 'trouble',
		time: NOW + at,
		group: 'lix',
		document: { HOSTNAME: 'lix', ALERT_GROUP: 'HOSTNAME lix', ...fields },
	};
}

test('a rule that is off makes no incidents', async () => {
	const { take, all } = await open({ enabled: false });
	await take([alert(1)]);
	expect(await all()).toEqual([]);
});

test('severity and assignee come from the rule, also for what is worth only attention', async () => {
	const { take, all, store } = await open({ severity: 'critical', assignee: 'ann' });
	await take([{ ...alert(1), severity: 'attention' }]);
	const [incident] = await all();
	expect(incident).toMatchObject({ severity: 'critical', assignee: 'ann', status: 'open' });
	// Somebody else has taken it over and thinks it milder: a repeat decides about the severity only.
	const change = { assignee: 'bob', severity: 'attention' } as const;
	await store.call('updateIncident', [incident?.id ?? 0, change, { actor: 'bob', now: NOW }]);
	await take([alert(2)]);
	expect(await all()).toMatchObject([{ assignee: 'bob', severity: 'critical' }]);
});

test.each<[string, ProfileIncidentRule['groupBy'], number[], string]>([
	['what the rule found', 'alert', [4], 'Mine: HOSTNAME lix'],
	['the profile', 'profile', [4], 'Mine'],
	['a field, whatever its case', ['USERNAME'], [2, 1, 1], 'Mine: USERNAME Joe'],
	['an actor', ['actor.user'], [2, 1, 1], 'Mine: USERNAME Joe'],
	['two of them', ['HOSTNAME', 'actor.suspect'], [3, 1], 'Mine: HOSTNAME lix'],
	['a field that none has', ['URL'], [4], 'Mine'],
])('repeats are joined by %s', async (_what, groupBy, expected, name) => {
	const { take, all, sizes } = await open({ groupBy });
	await take([
		alert(1, { USERNAME: 'Joe' }),
		alert(2, { USERNAME: 'JOE' }),
		alert(3, { USERNAME: 'jane' }),
		alert(4, { REMOTEIP: '192.0.2.7' }),
	]);
	expect(await sizes()).toEqual(expected);
	expect((await all()).at(-1)?.name).toBe(name);
});

test('values of one field do not run into the next', async () => {
	const { take, sizes } = await open({ groupBy: ['USERNAME', 'URL'] });
	await take([
		alert(1, { USERNAME: 'a","b' }),
		alert(2, { USERNAME: 'a', URL: 'b' }),
		alert(3, { USERNAME: 'a","', URL: 'b' }),
	]);
	expect(await sizes()).toEqual([1, 1, 1]);
});

describe('a window', () => {
	const within = 10 * MINUTE;

	test('counts from the first alert, by event time', async () => {
		const { take, sizes } = await open({ within });
		await take([alert(1), alert(2, {}, 6 * MINUTE), alert(3, {}, 10 * MINUTE)]);
		await take([alert(4, {}, 10 * MINUTE + 1), alert(5, {}, 12 * MINUTE)]);
		// The last one finds both open and joins the newer.
		expect(await sizes()).toEqual([3, 2]);
	});

	test('late alerts find their incident, and one from long ago makes its own', async () => {
		const { take, sizes } = await open({ within });
		await take([alert(1), alert(2, {}, 60 * MINUTE)]);
		await take([alert(3, {}, 5 * MINUTE), alert(4, {}, -5 * MINUTE)]);
		await take([alert(5, {}, -600 * MINUTE), alert(6, {}, 55 * MINUTE)]);
		expect(await sizes()).toEqual([3, 2, 1]);
	});

	test('a group whose value looks like a key is another group', async () => {
		const { take, sizes } = await open({ within, groupBy: 'alert' });
		const disguised = `lix@000${NOW}`;
		await take([{ ...alert(1), group: disguised }, alert(2), { ...alert(3), group: disguised }]);
		expect(await sizes()).toEqual([2, 1]);
	});

	test('a closed incident is not joined, and a time before 1970 does no harm', async () => {
		const { take, all, store, sizes } = await open({ within });
		await take([{ ...alert(1), time: -5 }, alert(2)]);
		const [newest] = await all();
		const doing = { actor: 'ann', now: NOW };
		await store.call('updateIncident', [newest?.id ?? 0, { status: 'closed' }, doing]);
		await take([alert(3), { ...alert(4), time: 5 }]);
		expect(await sizes()).toEqual([2, 1, 1]);
	});

	test('holds over a restart, where alerts come again', async () => {
		const first = await open({ within });
		await first.take([alert(1), alert(2, {}, MINUTE)]);
		await first.store.close();
		const second = await open({ within }, first.folder);
		await second.take([alert(1), alert(2, {}, MINUTE), alert(3, {}, 2 * MINUTE)]);
		expect(await second.sizes()).toEqual([3]);
	});
});
