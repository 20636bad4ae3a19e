/** An expression that comes out empty is an error before any call, in every operation and in triggers, and never means "everything". */
import type { INodeParameters, INodeProperties } from 'n8n-workflow';

import { bench, picked } from '../../support/cases';
import { poller, run } from '../../support/n8n';
import { json } from '../../support/scripted';
import { CASES, parametersOf, type Kind } from '../resources/every/cases';
import { contractAnswers } from '../resources/every/contract';
import { placed } from '../../description/parameters';
import { resources } from '../../../../nodes/Log360/resources';

const b = bench();
const NOTHING = '={{ $json.typo }}';
const search = { resource: 'log', operation: 'search', timeRange: 'lastHour' };

it.each<[string, INodeParameters, string]>([
	['a query', { query: NOTHING }, 'Query is empty: the expression {{ $json.typo }} gave nothing'],
	['a query of blanks', { query: '={{ "  " }}' }, 'Query is empty'],
	['a time', { query: '*', timeRange: 'custom', startTime: NOTHING }, 'Start Time is empty'],
	['the range', { query: '*', timeRange: NOTHING }, 'Time Range is empty'],
	['a filter', { query: '*', filters: { logSources: NOTHING } }, 'Filters > Log Sources is empty'],
	[
		'a filter that is an empty list',
		{ query: '*', filters: { logSourceGroups: '={{ [] }}' } },
		'Filters > Log Source Groups is empty',
	],
	[
		'a filter that is a list of nothing',
		{ query: '*', filters: { logTypes: '={{ [null, "", " "] }}' } },
		'Filters > Log Types is empty',
	],
	[
		'a filter of commas',
		{ query: '*', filters: { logTypes: '={{ " , " }}' } },
		'Log Types is empty',
	],
	[
		'the value of a condition',
		{
			query: '*',
			filters: { conditions: { condition: [{ field: 'A', operator: 'equals', value: NOTHING }] } },
		},
		'Filters > Conditions > Condition > 1 > Value is empty',
	],
	['a limit', { query: '*', limit: NOTHING }, 'Limit is empty'],
	['an option', { query: '*', options: { timeout: NOTHING } }, 'Options > Timeout is empty'],
])('of %s', async (_what, parameters, message) => {
	const error = await b.fail(b.v2(), { ...search, ...parameters }, json({ data: { hits: [] } }));
	expect(error.message).toContain(message);
	expect(error.description).toMatch(/Correct the expression/);
	expect(error.context.itemIndex).toBe(0);
	expect(b.seen).toHaveLength(0);
});

it('says how to ask for everything', async () => {
	const error = await b.fail(b.v2(), { ...search, query: NOTHING }, {});
	expect(error.description).toBe('Correct the expression. To ask for everything, let it give *.');
	b.answer([json({ data: { hits: [{ n: 1 }] } })]);
	expect(await b.run(b.v2(), { ...search, query: '={{ "*" }}' })).toHaveLength(1);
	expect(b.seen[0].body).toMatchObject({ query: '*' });
});

it('names the item whose expression was empty', async () => {
	b.answer([json({ data: { hits: [{ n: 1 }] } })]);
	const result = await run(
		b.trial(b.v2(), { ...search, query: '={{ $json.q }}' }, { items: [{ q: 'A = 1' }, { q: '' }] }),
	);
	expect(result.data.resultData.error).toMatchObject({ context: { itemIndex: 1 } });
	expect(b.seen).toHaveLength(1);
});

it.each(['', '   '])(
	'a query field that was left empty (%j) is an error as well',
	async (query) => {
		const error = await b.fail(b.v2(), { ...search, query }, {});
		expect(error.message).toBe('Query is empty. Write * for everything.');
	},
);

it('lets a note and a description be empty, since they choose nothing', async () => {
	b.answer(contractAnswers);
	const parameters = {
		resource: 'incident',
		operation: 'create',
		name: 'n',
		additionalFields: { description: NOTHING, note: NOTHING },
	};
	await b.run(b.v2(), parameters);
	expect(b.seen[0].body).toEqual({ name: 'n' });
});

/** Every parameter of every operation, one at a time, with an expression that gives nothing. */
const EVERYWHERE = CASES.flatMap((entry) => {
	const [resource, operation] = entry.name.split('/');
	const properties =
		resources
			.find(({ value }) => value === resource)
			?.operations.find(({ value }) => value === operation)?.properties ?? [];
	return placed(properties)
		.filter(({ path, property }) => {
			const isGroup = [
				...['collection', 'fixedCollection', 'notice'],
				...['resourceLocator', 'resourceMapper'],
			];
			return path.split('.').length <= 2 && !isGroup.includes(property.type);
		})
		.filter(
			({ property }) => !['description', 'note', 'message', 'columns'].includes(property.name),
		)
		.map(({ path, property }) => ({ entry, path, property }));
});

it.each(EVERYWHERE)('$entry.name with nothing in $path calls nobody', async (one) => {
	const { entry, path, property } = one;
	const [group, name] = path.split('.');
	// What the parameter depends on is given, so that it is read: others of its collection, and of the operation.
	const siblings = name === undefined ? {} : shownWith(property);
	const given = { [group]: name === undefined ? NOTHING : { ...siblings, [name]: NOTHING } };
	const kind = Object.keys(entry.requests)[0] as Kind;
	const shown = shownBy(entry.name, path);
	b.answer(contractAnswers);
	// A body is shown for methods that have one.
	const method = path === 'body' ? { method: 'POST' } : {};
	const found = await b
		.fail(b[kind](), parametersOf(entry, { ...shown, ...method, ...given } as INodeParameters))
		.catch((error: Error) => error);
	expect([path, found.message]).toEqual([
		path,
		expect.stringMatching(/is empty|has no|no host|There is no|nothing|0 log sources/) as string,
	]);
	expect(b.seen).toHaveLength(0);
});

/** Values of other parameters under which one is shown. */
function shownBy(operation: string, path: string): INodeParameters {
	const [resource, value] = operation.split('/');
	const properties =
		resources
			.find((candidate) => candidate.value === resource)
			?.operations.find((candidate) => candidate.value === value)?.properties ?? [];
	const [group] = path.split('.');
	return shownWith(properties.find(({ name }) => name === group));
}

/** Values of the parameters beside one under which it is shown. */
function shownWith(property: Pick<INodeProperties, 'displayOptions'> | undefined): INodeParameters {
	return Object.fromEntries(
		Object.entries(property?.displayOptions?.show ?? {}).map(([name, values]) => [
			name,
			(values as string[])[0],
		]),
	);
}

describe('a trigger', () => {
	it.each<[string, INodeParameters, string]>([
		['the query', { event: 'searchMatch', query: '={{ $vars.typo }}' }, 'Query is empty'],
		[
			'a filter',
			{ event: 'newAlert', alertFilters: { severities: '={{ $vars.typo }}' } },
			'Alert Filters > Severities is empty',
		],
	])('with nothing in %s asks nobody', async (_what, parameters, message) => {
		b.answer([json({ data: { hits: [] } })]);
		await expect(poller(b.v2(), parameters).poll()).rejects.toThrow(message);
		expect(b.seen).toHaveLength(0);
	});
});

it('leaves a locator to its own reader', async () => {
	const parameters = { resource: 'incident', operation: 'get', incident: picked(NOTHING) };
	const error = await b.fail(b.v2(), parameters, {});
	expect(error.message).toBe('Incident is empty');
});
