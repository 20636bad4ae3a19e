/** The description of the node: what people and AI agents see, and what the package ships with it. */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import type {
	IDataObject,
	INodeProperties,
	INodePropertyCollection,
	INodePropertyOptions,
} from 'n8n-workflow';

import { Log360 } from '../../../nodes/Log360/Log360.node';
import { resources } from '../../../nodes/Log360/resources';
import { Log360Trigger } from '../../../nodes/Log360Trigger/Log360Trigger.node';
import { Log360WebhookTrigger } from '../../../nodes/Log360WebhookTrigger/Log360WebhookTrigger.node';
import { failure } from '../support/n8n';

const ROOT = resolve(__dirname, '../../..');
const node = new Log360();
const operations = resources.flatMap((resource) =>
	resource.operations.map((operation) => ({
		resource,
		operation,
		name: `${resource.value}/${operation.value}`,
	})),
);

/** Every parameter, those inside collections included. */
function all(properties: readonly INodeProperties[]): INodeProperties[] {
	return properties.flatMap((property) => [
		property,
		...((property.options ?? []) as Array<INodeProperties | INodePropertyCollection>).flatMap(
			(option) => {
				if ('values' in option) return all(option.values);
				return 'displayName' in option && 'type' in option ? all([option]) : [];
			},
		),
	]);
}

it('has all operations of both dialects', () => {
	expect(operations.map(({ name }) => name).sort()).toEqual([
		'agent/getMany',
		'alert/addNote',
		'alert/assign',
		'alert/count',
		'alert/get',
		'alert/getHistory',
		'alert/getIncident',
		'alert/getMany',
		'alert/getManyAndWait',
		'alert/start',
		'alert/updateStatus',
		'alertProfile/get',
		'alertProfile/getMany',
		'apiRequest/send',
		'domain/getMany',
		'incident/addNote',
		'incident/count',
		'incident/create',
		'incident/createOrUpdate',
		'incident/delete',
		'incident/deleteMany',
		'incident/export',
		'incident/exportByTicket',
		'incident/get',
		'incident/getActivity',
		'incident/getAlerts',
		'incident/getEvidence',
		'incident/getMany',
		'incident/getNotes',
		'incident/getProfileByTicket',
		'incident/syncByTicket',
		'incident/update',
		'incident/updateMany',
		'job/delete',
		'job/get',
		'job/getMany',
		'job/getResults',
		'job/wait',
		'log/aggregate',
		'log/checkQuery',
		'log/search',
		'log/searchAndWait',
		'log/send',
		'log/startSearch',
		'logField/getMany',
		'logSource/addWindows',
		'logSource/delete',
		'logSource/disable',
		'logSource/enable',
		'logSource/getByName',
		'logSource/getGroups',
		'logSource/getMany',
		'logSource/update',
		'logType/getMany',
		'product/getDetails',
		'product/getTokenInfo',
		'report/getCounts',
		'report/getData',
		'report/getProfiles',
		'ticketNotification/disable',
		'user/getMany',
		'workflow/cancelRun',
		'workflow/execute',
		'workflow/executeAndWait',
		'workflow/getMany',
		'workflow/getManyRuns',
		'workflow/getRun',
		'workflow/getTemplate',
	]);
});

describe.each(operations)('$name', ({ resource, operation, name }) => {
	it('has names in the style of n8n', () => {
		expect(operation.name).toMatch(/^[A-Z]/);
		expect(operation.action).toMatch(/^[A-Z][a-z]*( [a-zA-Z0-9]+)*$/);
		expect(operation.action.slice(1)).not.toMatch(/[A-Z]{1}[a-z]/);
		expect(operation.description.length).toBeGreaterThan(25);
	});

	it('tells by its description which generation it needs', () => {
		const source = readFileSync(sourceOf(resource.value, operation.value), 'utf8');
		if (/need\('v1'/.test(source)) expect(operation.description).toMatch(/API V1/);
		if (/need\('v2'/.test(source)) expect(operation.description).toMatch(/API V2 only/);
	});

	it('shows its parameters only for itself', () => {
		const own = node.description.properties.filter(
			({ displayOptions }) =>
				displayOptions?.show?.resource?.includes(resource.value) &&
				displayOptions.show.operation?.includes(operation.value) &&
				displayOptions.show['@tool'] === undefined,
		);
		expect(own).toHaveLength(operation.properties.length);
	});

	it('ships an output schema that is JSON Schema', () => {
		if (name === 'apiRequest/send') return;
		const file = join(ROOT, `nodes/Log360/__schema__/v1.0.0/${name}.json`);
		expect(existsSync(file)).toBe(true);
		const schema = JSON.parse(readFileSync(file, 'utf8')) as {
			type: string;
			properties: object;
			version: number;
		};
		expect(schema).toMatchObject({ type: 'object', version: 1 });
		expect(Object.keys(schema.properties).length).toBeGreaterThan(0);
	});

	it('has an option for the time of each answer', () => {
		const options = operation.properties.find((property) => property.name === 'options');
		const names = (options?.options as INodeProperties[]).map((option) => option.name);
		expect(names).toEqual(expect.arrayContaining(['timeout', 'maxRetries']));
	});
});

/** File of an operation; `delete` is a reserved word, files are not. */
function sourceOf(resource: string, operation: string): string {
	return join(ROOT, 'nodes/Log360/resources', resource, `${operation}.ts`);
}

describe.each([
	['Log360', node.description],
	['Log360 Trigger', new Log360Trigger().description],
	['Log360 Webhook Trigger', new Log360WebhookTrigger().description],
])('%s', (displayName, description) => {
	const parameters = all(description.properties);

	it('has its name, icons and codex', () => {
		expect(description.displayName).toBe(displayName);
		const folder = join(ROOT, 'nodes', displayName.replace(/ /g, ''));
		const icon = description.icon as { light: string; dark: string };
		for (const file of [icon.light, icon.dark]) {
			expect(existsSync(join(folder, file.replace('file:', '')))).toBe(true);
		}
		const codex = JSON.parse(
			readFileSync(join(folder, `${displayName.replace(/ /g, '')}.node.json`), 'utf8'),
		) as IDataObject;
		expect(codex.node).toBe(`n8n-nodes-log360.${description.name}`);
		expect(codex.alias).toEqual(expect.arrayContaining(['ManageEngine', 'SIEM']));
	});

	it('describes every parameter that has no obvious meaning', () => {
		const silent = parameters.filter(
			({ name, type, description: text, hint, options }) =>
				!text &&
				!hint &&
				type !== 'notice' &&
				type !== 'collection' &&
				type !== 'fixedCollection' &&
				!['resource', 'operation'].includes(name) &&
				!(
					type === 'options' &&
					(options as INodePropertyOptions[]).some((option) => option.description)
				),
		);
		expect(silent.length).toBeLessThanOrEqual(8);
	});

	it('has every picker method that its parameters name', () => {
		const methods = (displayName === 'Log360 Trigger' ? new Log360Trigger() : node).methods;
		for (const { typeOptions, modes } of parameters) {
			const load = typeOptions?.loadOptionsMethod;
			if (load) expect(methods.loadOptions).toHaveProperty([load]);
			for (const mode of modes ?? []) {
				const list = mode.typeOptions?.searchListMethod;
				if (list) expect(node.methods.listSearch).toHaveProperty([list]);
			}
		}
	});

	it('sorts options by name, except those that have an order of their own', () => {
		for (const { name, options, type } of parameters) {
			if ((type !== 'options' && type !== 'multiOptions') || name === 'timeRange' || !options)
				continue;
			const names = (options as INodePropertyOptions[]).map((option) => option.name);
			expect(names).toEqual([...names].sort((one, other) => one.localeCompare(other)));
		}
	});
});

it('can be used as a tool by AI agents', () => {
	expect(node.description.usableAsTool).toBe(true);
});

it('is registered in the package, with its triggers and credentials', () => {
	const { n8n } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
		n8n: { nodes: string[]; credentials: string[] };
	};
	for (const built of [...n8n.nodes, ...n8n.credentials]) {
		const source = built.replace('dist/', '').replace(/\.js$/, '.ts');
		expect(existsSync(join(ROOT, source))).toBe(true);
	}
	expect(n8n.nodes).toHaveLength(3);
	expect(n8n.credentials).toHaveLength(2);
});

it('names an operation that does not exist, as after an edit of the workflow by hand', async () => {
	const error = await failure({
		credentials: { serverUrl: 'http://127.0.0.1:9', token: 't' },
		parameters: { resource: 'log', operation: 'nonsense' },
	});
	expect(error.message).toMatch(/nonsense|There is no operation|Could not get parameter/);
});
