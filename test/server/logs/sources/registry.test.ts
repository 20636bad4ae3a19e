/** Log sources, whichever engine keeps them: those that send, and what people change about them. */
import type { SourceKeys, SourceSighting } from '../../../../server/logs/store';
import type { NewSource } from '../../../../server/logs/sources';
import { openSources } from '../../../support/catalogue-stores';
import type { SourceWorld } from '../../../support/catalogue-worlds';
import { tempFolder } from '../../../support/temp';

const seen = (name: string, more: Partial<SourceSighting> = {}): SourceSighting => ({
	name,
	logType: 'Windows',
	ip: '',
	firstSeen: 1000.7,
	lastSeen: 2000.2,
	events: 2,
	...more,
});

const added = (name: string): NewSource => ({
	name,
	logType: 'Windows',
	domain: 'CORP',
	agentId: 7,
});

const refusal = (code: string, message: RegExp | string) =>
	expect.objectContaining({ code, message: expect.stringMatching(message) as string });

let world: SourceWorld;

beforeEach(async () => {
	world = await openSources(tempFolder());
});

afterEach(() => world.close());

const names = async () => (await world.sources()).map(({ name }) => name);

describe('sight', () => {
	it('adds a source in the group of its log type, and counts on without case', async () => {
		expect(await world.sight(seen('Web', { logType: 'Unix' }))).toBe(true);
		expect(await world.sight(seen('WEB', { ip: '10.0.0.1', firstSeen: 1, lastSeen: 9000 }))).toBe(
			true,
		);
		expect(await world.sources()).toEqual([
			{
				id: 1,
				name: 'Web',
				displayName: 'Web',
				ip: '10.0.0.1',
				logType: 'Unix',
				groupId: 1,
				group: 'UnixGroup',
				enabled: true,
				domain: null,
				agentId: null,
				timeZone: null,
				firstSeen: 1,
				lastSeen: 9000,
				events: 4,
			},
		]);
		expect(await world.groups()).toEqual([{ id: 1, name: 'UnixGroup', members: 1 }]);
	});

	it('keeps the address when later events tell none', async () => {
		await world.sight(seen('a', { ip: '10.0.0.1' }));
		await world.sight(seen('a'));
		expect((await world.sources())[0]?.ip).toBe('10.0.0.1');
	});

	it('turns the events of disabled sources away', async () => {
		await world.sight(seen('a'));
		await world.disable(['a']);
		expect(await world.sight(seen('a'))).toBe(false);
	});
});

describe('add', () => {
	it('lists a source before it has sent anything; its first event sets the times', async () => {
		expect(await world.add([added('DC01')])).toEqual([
			expect.objectContaining({
				name: 'DC01',
				domain: 'CORP',
				agentId: 7,
				events: 0,
				firstSeen: 0,
				lastSeen: 0,
				ip: '',
			}),
		]);
		await world.sight(seen('dc01'));
		expect(await world.sources()).toEqual([
			expect.objectContaining({ firstSeen: 1000, lastSeen: 2000, events: 2, agentId: 7 }),
		]);
	});

	it.each(['10.1.2.3', 'fe80::1'])('knows the address of a source named %s', async (address) => {
		expect((await world.add([added(address)]))[0]?.ip).toBe(address);
	});

	it('refuses names that are taken or come twice', async () => {
		await world.sight(seen('DC01'));
		await expect(world.add([added('new'), added('dc01')])).rejects.toEqual(
			refusal('conflict', /"dc01": already/),
		);
		await expect(world.add([added('new'), added('NEW')])).rejects.toEqual(
			refusal('conflict', /"NEW": named twice/),
		);
	});
});

describe('update', () => {
	it('changes what is given and keeps the rest', async () => {
		const [source] = await world.add([added('a')]);
		const id = source?.id as number;
		await world.sight(seen('b', { logType: 'Unix' }));
		expect((await world.update([{ id, displayName: 'Alpha' }]))[0]).toMatchObject({
			displayName: 'Alpha',
			enabled: true,
			group: 'WindowsGroup',
		});
		expect((await world.update([{ id, groupId: 2, enabled: false }]))[0]).toMatchObject({
			displayName: 'Alpha',
			enabled: false,
			group: 'UnixGroup',
		});
		expect((await world.update([{ id, enabled: true }]))[0]?.enabled).toBe(true);
	});

	it('sets a time zone, keeps it through other changes, and takes it back', async () => {
		const [source] = await world.add([added('a')]);
		const id = source?.id as number;
		const zoneAfter = async (change: object) =>
			(await world.update([{ id, ...change }]))[0]?.timeZone;
		expect(source?.timeZone).toBeNull();
		expect(await zoneAfter({ timeZone: 'Europe/Berlin' })).toBe('Europe/Berlin');
		expect(await zoneAfter({ displayName: 'A' })).toBe('Europe/Berlin');
		expect(await zoneAfter({ timeZone: null })).toBeNull();
		await zoneAfter({ timeZone: '+02:00' });
		await world.delete([id]);
		expect((await world.add([added('a')]))[0]?.timeZone).toBeNull();
	});

	it('shows a source once that is changed twice', async () => {
		const [source] = await world.add([added('a')]);
		const id = source?.id as number;
		const changed = await world.update([
			{ id, displayName: 'One' },
			{ id, displayName: 'Two' },
		]);
		expect(changed.map(({ displayName }) => displayName)).toEqual(['Two']);
	});

	it('names every unknown source, and an unknown group', async () => {
		const [source] = await world.add([added('a')]);
		const id = source?.id as number;
		await expect(world.update([{ id }, { id: 98 }, { id: 99 }])).rejects.toEqual(
			refusal('unknown_host', /^98, 99$/),
		);
		await expect(world.update([{ id, groupId: 5 }])).rejects.toEqual(
			refusal('unknown_group', /^5$/),
		);
	});
});

describe('delete', () => {
	it('takes sources off the lists but keeps their events', async () => {
		await world.sight(seen('a'));
		await world.sight(seen('b'));
		expect(await world.delete([1, 1])).toBe(1);
		expect(await names()).toEqual(['b']);
		expect(await world.groups()).toEqual([expect.objectContaining({ members: 1 })]);
		await expect(world.delete([1])).rejects.toEqual(refusal('unknown_host', /^1$/));
	});

	it('lets a source come back under its old id when it sends again, even a disabled one', async () => {
		await world.sight(seen('a'));
		await world.disable(['a']);
		await world.delete([1]);
		expect(await world.sight(seen('A'))).toBe(true);
		expect(await world.sources()).toEqual([
			expect.objectContaining({ id: 1, enabled: true, events: 4 }),
		]);
	});

	it('lets a source be added again', async () => {
		await world.add([added('a')]);
		await world.delete([1]);
		expect(await world.add([{ ...added('a'), agentId: null }])).toEqual([
			expect.objectContaining({ id: 1, agentId: null, domain: 'CORP' }),
		]);
	});
});

describe('disable', () => {
	beforeEach(async () => {
		await world.sight(seen('web01', { ip: '10.0.0.1' }));
		await world.sight(seen('web02', { ip: '10.0.0.2' }));
		await world.sight(seen('nat1', { ip: '10.0.0.9' }));
		await world.sight(seen('nat2', { ip: '10.0.0.9' }));
		await world.update([{ id: 2, displayName: 'Shop' }]);
	});
	const disabled = async () =>
		(await world.sources()).flatMap(({ name, enabled }) => (enabled ? [] : [name]));

	it.each([
		['its name', 'WEB01', ['web01']],
		['its display name', 'shop', ['web02']],
		['its address', '10.0.0.1', ['web01']],
		['the address that several share', '10.0.0.9', ['nat1', 'nat2']],
	])('finds a source by %s', async (_, name, expected) => {
		await world.disable([name]);
		await world.disable([name]);
		expect(await disabled()).toEqual(expected);
	});

	it('names every unknown device', async () => {
		await expect(world.disable(['web01', 'x', '9.9.9.9'])).rejects.toEqual(
			refusal('unknown_device', /^"x", "9\.9\.9\.9"$/),
		);
	});
});

describe('some of many', () => {
	beforeEach(async () => {
		for (let n = 1; n <= 30; n++)
			await world.sight(seen(`Host${n}`, { logType: n % 2 === 0 ? 'Unix' : 'Windows' }));
		await world.delete([5, 6]);
	});

	it('are read by place, without the deleted ones', async () => {
		const all = await world.sources();
		for (const [from, limit] of [
			[1, 10],
			[4, 3],
			[27, 10],
			[29, 10],
			[1, 0],
		] as const) {
			expect(await world.sourcePage({ from, limit })).toEqual({
				total: 28,
				sources: all.slice(from - 1, from - 1 + limit),
			});
		}
	});

	it('are found by id, name without case, and group', async () => {
		const ids = async (keys: SourceKeys) => (await world.sourcesWith(keys)).map(({ id }) => id);
		expect(await ids({})).toEqual([]);
		expect(await ids({ ids: [3, 5, 99], names: ['HOST9', 'host3', 'none', '\ud800'] })).toEqual([
			3, 9,
		]);
		const unix = (await world.sources()).filter(({ logType }) => logType === 'Unix');
		expect(await world.sourcesWith({ groups: [unix[0]!.groupId, 1_000] })).toEqual(unix);
	});
});
