import type { LogSource } from '../../../../server/logs/events';
import { listComputers } from '../../../../server/logs/sources/computers';

const inventory = {
	computers: async () => [
		{ name: 'DC01', domain: 'CORP' },
		{ name: 'WS01', domain: 'CORP' },
		{ name: 'TEST01', domain: 'LAB' },
	],
	domains: async () => [
		{ id: 1, name: 'CORP' },
		{ id: 2, name: 'LAB' },
		{ id: 3, name: 'EMPTY' },
	],
};
const sources = [
	{ id: 4, name: 'dc01.corp.example' },
	{ id: 5, name: 'ws01' },
] as unknown as LogSource[];

it('finds the log source of a computer, with or without DNS domain, in any case', async () => {
	expect(await listComputers(inventory, sources)).toEqual([
		{ name: 'DC01', domain: 'CORP', sourceId: 4 },
		{ name: 'WS01', domain: 'CORP', sourceId: 5 },
		{ name: 'TEST01', domain: 'LAB', sourceId: undefined },
	]);
});

it('lists one domain in any case, also an empty one', async () => {
	expect(await listComputers(inventory, sources, 'lab')).toHaveLength(1);
	expect(await listComputers(inventory, sources, 'EMPTY')).toEqual([]);
});

it('refuses a domain that is not configured', async () => {
	await expect(listComputers(inventory, sources, 'nope')).rejects.toMatchObject({
		code: 'unknown_domain',
		message: '"nope"',
	});
});
