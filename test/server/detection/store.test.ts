/** Stored alerts, whichever engine keeps them: what they say, how they are found, how they change, and that none is doubled. */
import type { AlertProfile, ProfileDraft } from '../../../server/detection/profile';
import type { Alert, AlertSearchRequest } from '../../../server/detection/store';
import { type AlertWorld, openAlerts } from '../../support/stores';
import { tempFolder } from '../../support/temp';
import { draft, event } from './support';

const T = 1_700_000_000_000;
const HOUR = 3_600_000;

let directory: string;
let world: AlertWorld;

beforeEach(async () => {
	directory = tempFolder();
	world = await openAlerts(directory);
});

afterEach(() => world.close());

/** Adds a profile; answers its id. */
async function profile(
	rule: AlertProfile['rule'],
	more: Partial<ProfileDraft> = {},
): Promise<number> {
	return (await world.alerts.createProfile(draft(rule, more))).id;
}

/** All alerts in the order in which they were raised. */
function alerts(): Promise<Alert[]> {
	return world.alerts.after(0, 100_000);
}

const ALL = { from: 0, to: 8e12, limit: 1_000, form: 'server', withTotal: true } as const;

/** A page: the ids of its alerts and what else it says. */
async function page(request: Partial<AlertSearchRequest> & { readonly query: string }) {
	const { hits, ...rest } = await world.alerts.search({ ...ALL, ...request });
	const found = JSON.parse(`[${new TextDecoder().decode(hits)}]`) as { ALERT_ID: number }[];
	return { ids: found.map(({ ALERT_ID }) => ALERT_ID), found, ...rest };
}

/** Ids that a query finds, newest first. */
async function find(query: string): Promise<number[]> {
	const { ids, total } = await page({ query });
	expect(total).toBe(ids.length);
	return ids;
}

async function restart(): Promise<void> {
	await world.close();
	world = await openAlerts(directory);
}

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

describe('status', () => {
	const change = (ids: readonly number[], status: 'open' | 'in_progress' | 'closed', at = T) =>
		world.alerts.revise({ ids, status, actor: 'admin', at, note: 'why' });

	it('changes in document, index and history', async () => {
		await profile({ steps: [{ query: '*', count: 1 }] });
		await world.append([event(T), event(T + 1)]);
		const [first, second] = (await alerts()).map((alert) => alert.id) as [number, number];
		expect(await change([first, 4711], 'in_progress', T + 4)).toEqual({ unknown: 4711 });
		expect(await change([first, first], 'in_progress', T + 5)).toEqual({ changed: [first] });
		expect(await change([first], 'in_progress', T + 6)).toEqual({ changed: [] });
		expect(await change([first, second], 'closed', T + 7)).toEqual({ changed: [first, second] });
		expect(await change([second], 'open', T + 8)).toEqual({ changed: [second] });
		expect(await find('ALERT_STATUS = closed')).toEqual([first]);
		expect(await find('ALERT_STATUS = open')).toEqual([second]);
		expect(await find('ALERT_STATUS = In-progress')).toEqual([]);
		expect(await find('NOT ALERT_STATUS = closed')).toEqual([second]);
		expect(await world.alerts.history(first)).toEqual([
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
		expect(await world.alerts.get(first)).toMatchObject({
			status: 'closed',
			document: { ALERT_STATUS: 'Closed', STATE: 'closed' },
		});
		expect(await world.alerts.get(4711)).toBeUndefined();
	});

	it('stays when further events join the alert', async () => {
		await profile({ steps: [{ query: '*', count: 1 }], within: HOUR });
		await world.append([event(T)]);
		const { id } = (await alerts())[0]!;
		await change([id], 'closed');
		await world.append([event(T + 1)]);
		expect(await alerts()).toMatchObject([{ id, status: 'closed', events: 2 }]);
		expect(await find('ALERT_STATUS = closed AND ALERT_EVENT_COUNT = 2')).toEqual([id]);
	});
});

describe('a search', () => {
	/** Alerts of three profiles over an hour, the later ones first: numbers and times run apart. */
	beforeEach(async () => {
		for (const severity of ['critical', 'trouble', 'attention'] as const)
			await profile(
				{ steps: [{ query: `KIND = ${severity}`, count: 1 }] },
				{ name: severity, severity },
			);
		const kinds = ['critical', 'trouble', 'attention', 'critical', 'trouble', 'critical'];
		for (const [n, KIND] of kinds.entries())
			await world.append([event(T + (10 - n) * 60_000, { KIND, N: n, USERNAME: `user${n % 2}` })]);
	});

	const numbers = (found: object[]) => found.map((hit) => (hit as { N: number }).N);

	it('filters by profile, severity, status and time, each together with the query', async () => {
		const of = async (request: Partial<AlertSearchRequest>) =>
			numbers((await page({ query: '*', ...request })).found);
		expect(await of({})).toEqual([0, 1, 2, 3, 4, 5]);
		expect(await of({ profiles: [1801, 1803] })).toEqual([0, 2, 3, 5]);
		expect(await of({ profiles: [] })).toEqual([]);
		expect(await of({ severities: ['critical'], query: 'USERNAME = user1' })).toEqual([3, 5]);
		expect(await of({ from: T + 6 * 60_000, to: T + 8 * 60_000 })).toEqual([2, 3, 4]);
		const [first] = await alerts();
		await world.alerts.revise({
			...{ ids: [first!.id], status: 'closed', actor: 'ann', at: T, note: '' },
		});
		expect(await of({ statuses: ['closed'] })).toEqual([0]);
		expect(await of({ statuses: ['open', 'in_progress'] })).toEqual([1, 2, 3, 4, 5]);
	});

	it.each([
		['N >= 4', [4, 5]],
		['KIND = *t*c*', [0, 3, 5]],
		['KIND = cr*', [0, 3, 5]],
		['NOT KIND = cr*', [1, 2, 4]],
		['USERNAME = user0 AND NOT KIND = critical', [2, 4]],
		['(N = 0 OR N = 5) AND KIND = critical', [0, 5]],
		['user1', [1, 3, 5]],
		['NOBODY = *', []],
		['KIND = "it\'s" OR KIND = "a\\\\b" OR N = 1', [1]],
		['KIND MATCHES "^t.*e$"', [1, 4]],
		['ALERT_PROFILE_NAME = trouble', [1, 4]],
	])('understands %s', async (query, expected) => {
		const { found, total } = await page({ query });
		expect(numbers(found).sort()).toEqual([...expected].sort());
		expect(total).toBe(expected.length);
	});

	it.each(['event', 'raised'] as const)(
		'goes page by page, by the time of %s',
		async (timeField) => {
			const whole = await page({ query: '*', timeField });
			const read: number[] = [];
			let before: number | undefined;
			let upTo: number | undefined;
			for (;;) {
				const next = await page({
					...{ query: '*', timeField, limit: 2, before, upTo },
					withTotal: before === undefined,
				});
				read.push(...numbers(next.found));
				if (before === undefined) {
					expect(next.total).toBe(6);
					// What is raised meanwhile is in none of the pages.
					await world.append([event(T + 20 * 60_000, { KIND: 'critical', N: 99 })]);
				}
				({ lastId: before, upTo } = next);
				if (!next.more) break;
			}
			expect(read).toEqual(numbers(whole.found));
			expect(read).toEqual(timeField === 'event' ? [0, 1, 2, 3, 4, 5] : [5, 4, 3, 2, 1, 0]);
		},
	);

	it('refuses what is no query', async () => {
		await expect(page({ query: 'KIND = ' })).rejects.toMatchObject({ name: 'QuerySyntaxError' });
	});

	it('is stopped when nobody waits for it', async () => {
		const caller = { owner: 'test', signal: AbortSignal.abort() };
		await expect(
			world.alerts.search({ ...ALL, query: 'KIND MATCHES "r"' }, caller),
		).rejects.toThrow();
	});

	it('scans all ids, newest first, and fetches alerts by them', async () => {
		const ids: number[] = [];
		let scanned = 0;
		const filter = { query: 'N > 0 AND USERNAME = user1', from: 0, to: 8e12 };
		for await (const batch of world.alerts.scan(filter)) {
			ids.push(...batch.ids);
			scanned += batch.scanned;
		}
		expect(scanned).toBeGreaterThanOrEqual(3);
		expect(ids).toEqual([...ids].sort((one, other) => other - one));
		const { hits, count } = await world.alerts.fetch(
			Float64Array.from([...ids.slice(1), 4711, ids[0]!]),
			'client',
		);
		expect(count).toBe(3);
		const found = JSON.parse(`[${new TextDecoder().decode(hits)}]`) as object[];
		expect(numbers(found)).toEqual([3, 5, 1]);
		expect(found[0]).toHaveProperty('Alert_Profile_Name', 'critical');
	});

	it('lets a scan be stopped', async () => {
		const filter = { query: '*', from: 0, to: 8e12 };
		const over = AbortSignal.abort(new Error('enough'));
		const scan = world.alerts.scan(filter, over);
		await expect(scan[Symbol.asyncIterator]().next()).rejects.toThrow('enough');
		for await (const batch of world.alerts.scan(filter)) {
			expect(batch.scanned).toBeGreaterThan(0);
			break;
		}
		expect(await find('*')).toHaveLength(6);
	});
});

it('finds alerts of events that are larger than an index takes', async () => {
	await profile({ steps: [{ query: 'KIND = bad', count: 1 }], within: HOUR });
	const words = (count: number) =>
		Array.from({ length: count }, (_, n) => `word${n}x${'y'.repeat(60)}`).join(' ');
	await world.append([event(T, { KIND: 'bad', MESSAGE: words(20_000) })]);
	await world.append([event(T + HOUR * 3, { KIND: 'bad', MESSAGE: words(2) })]);
	await world.append([event(T + 1, { KIND: 'bad' })]);
	const [large, small] = await alerts();
	expect(large).toMatchObject({ events: 2 });
	expect(await find(`word19999x${'y'.repeat(60)}`)).toEqual([large!.id]);
	expect(await find('KIND = bad')).toEqual([small!.id, large!.id]);
	expect(await find('NOT KIND = bad')).toEqual([]);
	expect(await find('ALERT_EVENT_COUNT = 2')).toEqual([large!.id]);
});

describe('a revision', () => {
	it('gives alerts to people and keeps notes', async () => {
		await profile({ steps: [{ query: '*', count: 1 }] });
		await world.append([event(T)]);
		const [alert] = await alerts();
		const ids = [alert!.id];
		const change = { ids, actor: 'ann', note: 'mine' };
		const assign = (assignee: string | null, at: number) =>
			world.alerts.revise({ ...change, assignee, at });
		expect(await assign('ann', T + 1)).toEqual({ changed: ids });
		expect(await find('ALERT_ASSIGNEE = ann')).toEqual(ids);
		expect(await assign('ann', T + 2)).toEqual({ changed: [] });
		expect(await world.alerts.revise({ ...change, at: T + 3, keepNote: true })).toEqual({
			changed: ids,
		});
		expect(
			await world.alerts.revise({ ...change, assignee: null, status: 'closed', at: T + 4 }),
		).toEqual({ changed: ids });
		expect(await find('ALERT_ASSIGNEE = *')).toEqual([]);
		expect(await world.alerts.get(ids[0]!)).toMatchObject({ assignee: null, status: 'closed' });
		expect(await world.alerts.history(ids[0]!)).toEqual([
			{ at: T + 1, actor: 'ann', field: 'assignee', was: '', became: 'ann', note: 'mine' },
			{ at: T + 3, actor: 'ann', field: 'note', was: '', became: '', note: 'mine' },
			{ at: T + 4, actor: 'ann', field: 'status', was: 'open', became: 'closed', note: 'mine' },
			{ at: T + 4, actor: 'ann', field: 'assignee', was: 'ann', became: '', note: '' },
		]);
	});
});

describe('an import of profiles', () => {
	const imported = (id: string, name: string, query = 'KIND = bad') =>
		draft(
			{ steps: [{ query, count: 1 }] },
			{ name, imported: { id, enabled: true } as NonNullable<ProfileDraft['imported']> },
		);

	it('makes profiles, changes those it knows, and leaves what people decided', async () => {
		const first = await world.alerts.importProfiles([imported('a', 'One'), imported('b', 'Two')]);
		expect(first.map(({ change, profile: made }) => [change, made?.id])).toEqual([
			['created', 1801],
			['created', 1802],
		]);
		await world.alerts.updateProfile(1801, { enabled: false });
		const again = await world.alerts.importProfiles([
			imported('a', 'One', 'KIND = worse'),
			imported('b', 'Two'),
		]);
		expect(again.map(({ change }) => change)).toEqual(['updated', 'unchanged']);
		const stored = (await world.alerts.profiles()).filter(({ id }) => id > 1800);
		expect(stored).toMatchObject([
			{ id: 1801, enabled: false, rule: { steps: [{ query: 'KIND = worse' }] } },
			{ id: 1802, enabled: true },
		]);
		await world.append([event(T, { KIND: 'bad' })]);
		expect(await alerts()).toMatchObject([{ profileId: 1802 }]);
	});

	it('keeps names apart', async () => {
		await profile({ steps: [{ query: '*', count: 1 }] }, { name: 'one' });
		const [taken] = await world.alerts.importProfiles([imported('a', 'One')]);
		expect(taken!.profile?.name ?? taken!.problem).toContain('a');
		await world.alerts.deleteProfile(1801);
		await expect(world.alerts.deleteProfile(1801)).rejects.toMatchObject({
			name: 'NoSuchProfileError',
		});
	});
});

it('leaves predefined profiles as they are, but for what people decide', async () => {
	const [first] = await world.alerts.profiles();
	const { id } = first!;
	await expect(world.alerts.deleteProfile(id)).rejects.toThrow('predefined');
	await expect(world.alerts.updateProfile(id, { name: 'x' })).rejects.toThrow('predefined');
	await world.alerts.updateProfile(id, { enabled: true, ticketNotification: false });
	await restart();
	expect((await world.alerts.profiles())[0]).toMatchObject({
		enabled: true,
		ticketNotification: false,
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
