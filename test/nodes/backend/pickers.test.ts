/** Pickers of the editor against the backend: what they offer has names and works as an id, the filter filters, long lists have pages. */
import type { INodeListSearchResult, INodePropertyOptions } from 'n8n-workflow';

import { Log360 } from '../../../nodes/Log360/Log360.node';
import { backend } from '../support/backend';
import { editorContext } from '../support/n8n';
import { bothGenerations, bothWaysToV1, id, nodeWith } from '../support/node';

/** With the demo data, and more sources than a list shows at once. */
const server = backend();
const MANY = Array.from({ length: 150 }, (_, index) => `many${String(index).padStart(3, '0')}`);
const { listSearch, loadOptions } = new Log360().methods;
type Search = keyof typeof listSearch;
type Load = keyof typeof loadOptions;

beforeAll(async () => {
	await server.ingest(MANY.map((HOSTNAME) => ({ time: Date.now(), HOSTNAME, LOGTYPE: 'Unix' })));
});

const CREDENTIALS = { V2: () => server.v2(), V1: () => server.v1(), alone: () => server.v2Only() };

async function search(
	kind: keyof typeof CREDENTIALS,
	list: Search,
	filter?: string,
	page?: string,
): Promise<INodeListSearchResult> {
	return await listSearch[list].call(editorContext(CREDENTIALS[kind]()), filter, page);
}

async function load(kind: keyof typeof CREDENTIALS, list: Load): Promise<INodePropertyOptions[]> {
	return await loadOptions[list].call(editorContext(CREDENTIALS[kind]()));
}

const namesOf = (choices: Array<{ name: string }>) => choices.map(({ name }) => name);

/** Every list of locators: which generations have it, and an entry that the demo data has. */
const LISTS: Array<[Search, ReadonlyArray<'V2' | 'V1'>, string, string | undefined]> = [
	['searchAlertProfiles', ['V2', 'V1'], 'Windows: audit log cleared', '1101'],
	['searchIncidents', ['V2'], 'Web scan of the shop', undefined],
	['searchLogSources', ['V2', 'V1'], 'many149', undefined],
	['searchReports', ['V2'], 'Failed logons', '101'],
	['searchWorkflows', ['V2', 'V1'], 'Stop Service', '3'],
];

it('covers every list of the node', () => {
	expect([...LISTS.map(([list]) => list), 'searchJobs'].sort()).toEqual(
		Object.keys(listSearch).sort(),
	);
});

/** Behind the name of an incident stand severity, status and id. */
const isNamed = (label: string, name: string) => label === name || label.startsWith(`${name} · `);

describe.each(LISTS)('%s', (list, generations, name, value) => {
	it.each(generations)('finds by a part of the name, in any case, over %s', async (kind) => {
		const filter = ` ${name.slice(2).toUpperCase()} `;
		const { results } = await search(kind, list, filter);
		expect(results.filter((choice) => isNamed(choice.name, name))).not.toEqual([]);
		for (const choice of results) {
			expect(`${choice.name} ${choice.value}`.toUpperCase()).toContain(filter.trim());
		}
		if (value !== undefined) {
			expect(results.find((choice) => isNamed(choice.name, name))?.value).toBe(value);
		}
	});

	it.each(generations)('finds by the id over %s', async (kind) => {
		const { results } = await search(kind, list, name);
		const wanted = results.find((choice) => isNamed(choice.name, name));
		const byId = await search(kind, list, String(wanted?.value));
		expect(byId.results).toContainEqual(wanted);
	});

	it.each(generations)('offers none for nonsense over %s', async (kind) => {
		expect(await search(kind, list, 'no such thing')).toEqual({ results: [] });
	});

	const missing = (['V2', 'V1'] as const).filter((kind) => !generations.includes(kind));
	it.each(missing.length > 0 ? missing : ['none'])('is refused to %s', async (kind) => {
		if (kind === 'none') return;
		const calls = await server.answered(async () => {
			await expect(search(kind as 'V1', list)).rejects.toThrow(/^API V1 cannot list /);
		});
		expect(calls).toEqual([]);
	});
});

describe('long lists', () => {
	it.each(['V2', 'V1'] as const)('come in pages over %s, each entry once', async (kind) => {
		const pages = [await search(kind, 'searchLogSources', 'many')];
		while (pages[pages.length - 1].paginationToken !== undefined) {
			const { paginationToken } = pages[pages.length - 1];
			pages.push(await search(kind, 'searchLogSources', 'many', String(paginationToken)));
		}
		expect(pages.map(({ results }) => results.length)).toEqual([100, 50]);
		expect(pages.flatMap(({ results }) => namesOf(results)).sort()).toEqual(MANY);
	});
});

it('workflows need the V1 token of a V2 credential, and say so', async () => {
	await expect(search('alone', 'searchWorkflows')).rejects.toThrow(
		'API V2 cannot list workflows; this needs a V1 token',
	);
});

describe.each(bothGenerations(server))('jobs over %s', (kind, node) => {
	it('are offered newest first, with state and hits', async () => {
		const parameters = { query: 'HOSTNAME = many*', timeRange: 'lastHour' };
		const ids: unknown[] = [];
		for (let count = 0; count < 2; count += 1) {
			const [{ requestId }] = await node.run('log.startSearch', parameters);
			await node.run('job.wait', { job: id(requestId) });
			ids.unshift(requestId);
		}
		const { results } = await search(kind, 'searchJobs');
		expect(results.slice(0, 2)).toEqual(
			ids.map((value) => ({ value, name: `${String(value)} (success, 150 hits)` })),
		);
		const found = await search(kind, 'searchJobs', String(ids[1]));
		expect(found.results.map(({ value }) => value)).toEqual([ids[1]]);
	});
});

describe.each(['V2', 'V1'] as const)('multi-selects over %s', (kind) => {
	const node = nodeWith(() => CREDENTIALS[kind]());

	it.each([
		['getAlertProfiles', 'Windows: audit log cleared', '1101'],
		['getLogFields', 'Event ID', 'EVENTID'],
		['getLogTypes', 'Unix', undefined],
		['getLogSources', 'many000', undefined],
		['getLogSourceNames', 'many000', 'many000'],
		['getLogSourceGroups', 'UnixGroup', undefined],
	] as const)('%s offers "%s", sorted by name', async (list, name, value) => {
		const choices = await load(kind, list);
		expect(namesOf(choices)).toContain(name);
		expect(namesOf(choices)).toEqual(namesOf(choices).sort((a, b) => a.localeCompare(b)));
		if (value !== undefined) {
			expect(choices.find((choice) => choice.name === name)?.value).toBe(value);
		}
	});

	it('offers ids that the search takes: a source, its group, its type', async () => {
		const idOf = async (list: Load, name: string) =>
			(await load(kind, list)).find((choice) => choice.name === name)?.value;
		const filters = {
			logSources: [await idOf('getLogSources', 'many042')],
			logTypes: [await idOf('getLogTypes', 'Unix')],
		};
		const range = { timeRange: 'lastHour', returnAll: true };
		const found = await node.run('log.search', { ...range, filters });
		expect(found.map((hit) => hit.HOSTNAME ?? hit.Device)).toEqual(['many042']);
		const logSourceGroups = [await idOf('getLogSourceGroups', 'UnixGroup')];
		const query = 'HOSTNAME = many*';
		const inGroup = await node.run('log.search', { ...range, query, filters: { logSourceGroups } });
		expect(inGroup).toHaveLength(MANY.length);
	});
});

describe('what only V2 has', () => {
	it.each([
		['getAgents', ['agent-branch', 'agent-hq', 'agent-lab']],
		['getDomains', ['CORP', 'LAB']],
		['getUsers', ['admin', 'anna.novak', 'david.khan', 'maria.silva', 'wei.chen']],
	] as const)('%s', async (list, names) => {
		expect(namesOf(await load('V2', list))).toEqual(names);
		await expect(load('V1', list)).rejects.toThrow(/^API V1 cannot list /);
	});

	it('users are offered by the name that an incident takes as assignee', async () => {
		const [, anna] = await load('V2', 'getUsers');
		const node = nodeWith(() => server.v2());
		const additionalFields = { assignee: anna.value };
		expect(await node.run('incident.create', { name: 'x', additionalFields })).toMatchObject([
			{ assignee: 'anna.novak' },
		]);
	});
});

describe.each(bothWaysToV1(server))('a workflow from the list over %s', (_name, node) => {
	it('can be described by what was picked', async () => {
		const { results } = await search('V1', 'searchWorkflows', 'kill');
		const workflow = { __rl: true, mode: 'list', value: results[0].value };
		expect(await node.run('workflow.getTemplate', { workflow })).toMatchObject([
			{ name: results[0].name },
		]);
	});
});

it('a bad token is told in the editor as it is in a run', async () => {
	const context = editorContext({ serverUrl: server.url, token: 'l360_none' });
	await expect(loadOptions.getLogFields.call(context)).rejects.toThrow(
		'Could not list log fields: the server does not accept the token',
	);
});
