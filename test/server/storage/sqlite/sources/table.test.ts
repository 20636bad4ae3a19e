import type { SourceSighting } from '../../../../../server/logs/store';
import type { NewSource } from '../../../../../server/logs/sources';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { OVERFLOW_SOURCE } from '../../../../../server/storage/sqlite/events/quotas';
import { openForWriting } from '../../../../../server/storage/sqlite/events/schema';
import {
	countEvents,
	listGroups,
	listSources,
	pageOfSources,
	SourceTable,
	sourcesWith,
} from '../../../../../server/storage/sqlite/sources/table';
import { tempFolder } from '../../../../support/temp';

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

function thrownBy(work: () => unknown): unknown {
	try {
		work();
	} catch (error) {
		return error;
	}
	throw new Error('nothing was thrown');
}

let database: DatabaseSync;
let table: SourceTable;

beforeEach(() => {
	database = openForWriting(join(tempFolder(), 'events.db'));
	table = new SourceTable(database);
});

afterEach(() => database.close());

const names = () => listSources(database).map(({ name }) => name);

describe('sight', () => {
	it('adds a source in the group of its log type, and counts on without case', () => {
		expect(table.sight(seen('Web', { logType: 'Unix' }))).toBe(true);
		expect(table.sight(seen('WEB', { ip: '10.0.0.1', firstSeen: 1, lastSeen: 9000 }))).toBe(true);
		expect(listSources(database)).toEqual([
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
		expect(listGroups(database)).toEqual([{ id: 1, name: 'UnixGroup', members: 1 }]);
	});

	it('keeps the address when later events tell none', () => {
		table.sight(seen('a', { ip: '10.0.0.1' }));
		table.sight(seen('a'));
		expect(listSources(database)[0]?.ip).toBe('10.0.0.1');
	});

	it('turns the events of disabled sources away, and counts them not', () => {
		table.sight(seen('a'));
		table.disable(['a']);
		expect(table.sight(seen('a'))).toBe(false);
		expect(countEvents(database)).toBe(2);
	});
});

describe('add', () => {
	it('lists a source before it has sent anything; its first event sets the times', () => {
		expect(table.add([added('DC01')])).toEqual([
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
		table.sight(seen('dc01'));
		expect(listSources(database)).toEqual([
			expect.objectContaining({ firstSeen: 1000, lastSeen: 2000, events: 2, agentId: 7 }),
		]);
	});

	it.each(['10.1.2.3', 'fe80::1'])('knows the address of a source named %s', (address) => {
		expect(table.add([added(address)])[0]?.ip).toBe(address);
	});

	it('refuses names that are taken or come twice', () => {
		table.sight(seen('DC01'));
		expect(thrownBy(() => table.add([added('new'), added('dc01')]))).toEqual(
			refusal('conflict', /"dc01": already/),
		);
		expect(thrownBy(() => table.add([added('new'), added('NEW')]))).toEqual(
			refusal('conflict', /"NEW": named twice/),
		);
	});
});

describe('update', () => {
	it('changes what is given and keeps the rest', () => {
		const [source] = table.add([added('a')]);
		const id = source?.id as number;
		table.sight(seen('b', { logType: 'Unix' }));
		expect(table.update([{ id, displayName: 'Alpha' }])[0]).toMatchObject({
			displayName: 'Alpha',
			enabled: true,
			group: 'WindowsGroup',
		});
		expect(table.update([{ id, groupId: 2, enabled: false }])[0]).toMatchObject({
			displayName: 'Alpha',
			enabled: false,
			group: 'UnixGroup',
		});
		expect(table.update([{ id, enabled: true }])[0]?.enabled).toBe(true);
	});

	it('sets a time zone, keeps it through other changes, and takes it back', () => {
		const [source] = table.add([added('a')]);
		const id = source?.id as number;
		const zoneAfter = (change: object) => table.update([{ id, ...change }])[0]?.timeZone;
		expect(source?.timeZone).toBeNull();
		expect(zoneAfter({ timeZone: 'Europe/Berlin' })).toBe('Europe/Berlin');
		expect(zoneAfter({ displayName: 'A' })).toBe('Europe/Berlin');
		expect(zoneAfter({ timeZone: null })).toBeNull();
		zoneAfter({ timeZone: '+02:00' });
		table.delete([id]);
		expect(table.add([added('a')])[0]?.timeZone).toBeNull();
	});

	it('shows a source once that is changed twice', () => {
		const [source] = table.add([added('a')]);
		const id = source?.id as number;
		const changed = table.update([
			{ id, displayName: 'One' },
			{ id, displayName: 'Two' },
		]);
		expect(changed.map(({ displayName }) => displayName)).toEqual(['Two']);
	});

	it('names every unknown source, and an unknown group', () => {
		const [source] = table.add([added('a')]);
		const id = source?.id as number;
		expect(thrownBy(() => table.update([{ id }, { id: 98 }, { id: 99 }]))).toEqual(
			refusal('unknown_host', /^98, 99$/),
		);
		expect(thrownBy(() => table.update([{ id, groupId: 5 }]))).toEqual(
			refusal('unknown_group', /^5$/),
		);
	});
});

describe('delete', () => {
	it('takes sources off the lists but keeps their events', () => {
		table.sight(seen('a'));
		table.sight(seen('b'));
		expect(table.delete([1, 1])).toBe(1);
		expect(names()).toEqual(['b']);
		expect(listGroups(database)).toEqual([expect.objectContaining({ members: 1 })]);
		expect(countEvents(database)).toBe(4);
		expect(thrownBy(() => table.delete([1]))).toEqual(refusal('unknown_host', /^1$/));
	});

	it('lets a source come back under its old id when it sends again, even a disabled one', () => {
		table.sight(seen('a'));
		table.disable(['a']);
		table.delete([1]);
		expect(table.sight(seen('A'))).toBe(true);
		expect(listSources(database)).toEqual([
			expect.objectContaining({ id: 1, enabled: true, events: 4 }),
		]);
	});

	it('lets a source be added again', () => {
		table.add([added('a')]);
		table.delete([1]);
		expect(table.add([{ ...added('a'), agentId: null }])).toEqual([
			expect.objectContaining({ id: 1, agentId: null, domain: 'CORP' }),
		]);
	});
});

describe('disable', () => {
	beforeEach(() => {
		table.sight(seen('web01', { ip: '10.0.0.1' }));
		table.sight(seen('web02', { ip: '10.0.0.2' }));
		table.sight(seen('nat1', { ip: '10.0.0.9' }));
		table.sight(seen('nat2', { ip: '10.0.0.9' }));
		table.update([{ id: 2, displayName: 'Shop' }]);
	});
	const disabled = () =>
		listSources(database).flatMap(({ name, enabled }) => (enabled ? [] : [name]));

	it.each([
		['its name', 'WEB01', ['web01']],
		['its display name', 'shop', ['web02']],
		['its address', '10.0.0.1', ['web01']],
		['the address that several share', '10.0.0.9', ['nat1', 'nat2']],
	])('finds a source by %s', (_, name, expected) => {
		table.disable([name]);
		table.disable([name]);
		expect(disabled()).toEqual(expected);
	});

	it('names every unknown device', () => {
		expect(thrownBy(() => table.disable(['web01', 'x', '9.9.9.9']))).toEqual(
			refusal('unknown_device', /^"x", "9\.9\.9\.9"$/),
		);
	});
});

describe('some of many', () => {
	beforeEach(() => {
		for (let n = 1; n <= 30; n++)
			table.sight(seen(`Host${n}`, { logType: n % 2 === 0 ? 'Unix' : 'Windows' }));
		table.delete([5, 6]);
	});

	it('are read by place, without the deleted ones', () => {
		const all = listSources(database);
		for (const [from, limit] of [
			[1, 10],
			[4, 3],
			[27, 10],
			[29, 10],
			[1, 0],
		] as const) {
			expect(pageOfSources(database, { from, limit })).toEqual({
				total: 28,
				sources: all.slice(from - 1, from - 1 + limit),
			});
		}
	});

	it('are found by id, name without case, and group', () => {
		const ids = (keys: Parameters<typeof sourcesWith>[1]) =>
			sourcesWith(database, keys).map(({ id }) => id);
		expect(ids({})).toEqual([]);
		expect(ids({ ids: [3, 5, 99], names: ['HOST9', 'host3', 'none', '\ud800'] })).toEqual([3, 9]);
		const unix = listSources(database).filter(({ logType }) => logType === 'Unix');
		expect(sourcesWith(database, { groups: [unix[0]!.groupId, 1_000] })).toEqual(unix);
	});
});

describe('lost', () => {
	const counts = () => new Map(listSources(database).map(({ name, events }) => [name, events]));

	it('takes removed events off their sources, whatever the case', () => {
		table.sight(seen('web', { events: 5 }));
		table.sight(seen('dc', { events: 3 }));
		table.lost(
			new Map([
				['WEB', 2],
				['dc', 3],
			]),
		);
		expect(counts()).toEqual(
			new Map([
				['web', 3],
				['dc', 0],
			]),
		);
	});

	it('keeps the sum right where the first events of a source were beyond the quota', () => {
		table.sight(seen(OVERFLOW_SOURCE, { events: 4 }));
		table.sight(seen('late', { events: 2 }));
		table.sight(seen('other', { events: 9 }));
		table.lost(new Map([['late', 5]]));
		expect([...counts().values()]).toEqual([1, 0, 9]);
		table.lost(new Map([['unlisted', 3]]));
		expect(countEvents(database)).toBe(7);
		table.lost(new Map([['unlisted', 100]]));
		expect(countEvents(database)).toBe(0);
	});
});
