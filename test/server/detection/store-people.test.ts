/** Stored alerts, whichever engine keeps them: what people change in them and in profiles, and what an import leaves of that. */
import type { ProfileDraft } from '../../../server/detection/profile';
import { T, HOUR, alerts, find, profile, restart, world } from './alert-world';
import { draft, event } from './support';

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

it('reads one profile by its id', async () => {
	const all = await world.alerts.profiles();
	const [first, last] = [all[0]!, all.at(-1)!];
	expect(await world.alerts.profile(first.id)).toEqual(first);
	expect(await world.alerts.profile(last.id)).toEqual(last);
	await world.alerts.updateProfile(first.id, { enabled: !first.enabled });
	expect(await world.alerts.profile(first.id)).toEqual({ ...first, enabled: !first.enabled });
	for (const none of [last.id + 1, -1, 0.5])
		expect(await world.alerts.profile(none)).toBeUndefined();
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
