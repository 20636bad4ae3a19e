import type { EventStore } from '../../../../server/logs/store';
import type { LogSource } from '../../../../server/logs/events';
import { UnknownFilterError, resolveFilters } from '../../../../server/logs/sources/lookup';

const source = (id: number, name: string, groupId: number) => ({ id, name, groupId }) as LogSource;
const SOURCES = [source(1, 'web', 1), source(2, 'DC01', 2), source(3, '1', 2), source(4, 'db', 1)];
const store = {
	sourcesWith: async ({ ids = [], names = [], groups = [] }) => {
		const wanted = names.map((name) => name.toLowerCase());
		return SOURCES.filter(
			({ id, name, groupId }) =>
				ids.includes(id) || wanted.includes(name.toLowerCase()) || groups.includes(groupId),
		);
	},
	groups: async () => [
		{ id: 1, name: 'UnixGroup', members: 2 },
		{ id: 2, name: 'WindowsGroup', members: 2 },
		{ id: 3, name: 'Empty', members: 0 },
	],
	logTypes: async () => [
		{ id: 'Windows', description: 'Windows' },
		{ id: 'Cisco Device', description: 'Cisco Device' },
	],
} as Partial<EventStore> as EventStore;

describe('resolveFilters', () => {
	it('filters nothing without filters or with empty ones', async () => {
		expect(await resolveFilters(store, {})).toEqual({});
		expect(await resolveFilters(store, { hosts: [], groups: [], logTypes: [] })).toEqual({});
	});

	it.each([
		[[1], ['web']],
		[['dc01'], ['DC01']],
		[
			['2', 4],
			['DC01', 'db'],
		],
	])('resolves the hosts %j to %j', async (hosts, expected) => {
		expect(await resolveFilters(store, { hosts })).toEqual({ hosts: expected });
	});

	it.each([
		[[1], ['web', 'db']],
		[['windowsgroup'], ['DC01', '1']],
		[['3'], []],
		[
			[1, 'WindowsGroup'],
			['web', 'DC01', '1', 'db'],
		],
	])('resolves the groups %j to the hosts %j', async (groups, expected) => {
		expect(await resolveFilters(store, { groups })).toEqual({ hosts: expected });
	});

	it('lets hosts and groups restrict each other', async () => {
		expect(await resolveFilters(store, { hosts: [1, 2], groups: [2] })).toEqual({
			hosts: ['DC01'],
		});
		expect(await resolveFilters(store, { hosts: [1], groups: [2] })).toEqual({ hosts: [] });
	});

	it('spells log types as events do', async () => {
		expect(await resolveFilters(store, { logTypes: ['windows', 'CISCO DEVICE'] })).toEqual({
			logTypes: ['Windows', 'Cisco Device'],
		});
	});

	it('prefers the host of that name to the host of that id', async () => {
		expect(await resolveFilters(store, { hosts: ['1'] })).toEqual({ hosts: ['1'] });
	});

	it.each([
		[{ hosts: [1, 99] }, 'host', 99],
		[{ hosts: ['nobody'] }, 'host', 'nobody'],
		[{ groups: [9] }, 'group', 9],
		[{ groups: ['none'] }, 'group', 'none'],
		[{ logTypes: ['Mainframe'] }, 'log type', 'Mainframe'],
	])('names what it does not know: %j', async (filters, kind, given) => {
		const error: unknown = await resolveFilters(store, filters).catch((reason: unknown) => reason);
		expect(error).toBeInstanceOf(UnknownFilterError);
		expect(error).toMatchObject({
			kind,
			given,
			message: `Unknown ${kind} ${JSON.stringify(given)}`,
		});
	});
});
