/** The node as tools of an AI agent: a model that reads only the schemas n8n makes of them solves five tasks against the backend. */
import { getSchema } from 'n8n-core/dist/execution-engine/node-execution-context/utils/create-node-as-tool';
import { NodeHelpers, type IDataObject, type INode, type INodeParameters } from 'n8n-workflow';

import { AGENT_FIELDS } from '../../../nodes/Log360/asTool/texts';
import { backend, eventually } from '../support/backend';
import { nodeTypes, output } from '../support/n8n';
import { nodeOf, workflowOfOne } from '../support/n8n/node';
import { choose, fill, type ToolSchema } from '../support/toolReader';

const server = backend('--empty');

/** What a builder of a workflow does: chooses operations, and nothing else. */
const OPERATIONS = [
	...['log/search', 'log/aggregate', 'log/searchAndWait', 'logSource/getMany', 'job/getMany'],
	...['alert/getMany', 'alert/addNote', 'alert/updateStatus', 'alert/count'],
	...['incident/getMany', 'incident/addNote', 'incident/createOrUpdate', 'incident/delete'],
];

interface Tool extends ToolSchema {
	readonly parameters: INodeParameters;
}

/** A tool as n8n tells a model of it. */
function toolOf(path: string): Tool {
	const [resource, operation] = path.split('/');
	const parameters = { resource, operation };
	const node = workflowOfOne(nodeOf('log360Tool', parameters)).getNode('Log360') as INode;
	const { shape } = getSchema(node);
	const type = nodeTypes.getByNameAndVersion(node.type);
	const description = NodeHelpers.getToolDescriptionForNode(node, type);
	return {
		parameters,
		name: description.replace(/\W+/g, '_'),
		description,
		fields: Object.entries(shape).map(([key, { description: text = '' }]) => ({ key, text })),
	};
}

/** @param silent keys of fields whose text is taken away */
function toolsWithout(...silent: string[]): Tool[] {
	return OPERATIONS.map(toolOf).map((tool) => ({
		...tool,
		fields: tool.fields.map(({ key, text }) => ({ key, text: silent.includes(key) ? '' : text })),
	}));
}

/** Does a task step by step; the last answer is the answer. */
async function solve(task: string, tools: readonly Tool[]): Promise<IDataObject[]> {
	let found: IDataObject[] = [];
	for (const step of task.split(', then ')) {
		const tool = choose(step, tools) as Tool;
		found = await output({
			credentials: server.v2(),
			parameters: tool.parameters,
			items: [fill(tool, step, found)],
			node: { type: 'n8n-nodes-log360.log360Tool' },
		});
	}
	return found;
}

const isSolved = async (check: () => Promise<void>) => {
	try {
		await check();
		return true;
	} catch {
		return false;
	}
};

const logon = (HOSTNAME: string, USERNAME: string, minutesAgo: number) => ({
	time: Date.now() - minutesAgo * 60_000,
	...{ HOSTNAME, USERNAME, EVENTID: 4625, LOGTYPE: 'Windows', CHANNEL: 'Security' },
});

let alertId = '';

beforeAll(async () => {
	await server.ingest([
		...[5, 10, 15].map((ago) => logon('fs07', 'svc backup', ago)),
		logon('fs07', 'ann', 20),
		logon('fs07', 'ann', 300),
		logon('fs08', 'ann', 10),
		{ ...logon('fs07', 'ann', 5), EVENTID: 4624 },
		{ ...logon('fs07', 'mallory', 30), EVENTID: 1102, MESSAGE: 'The audit log was cleared.' },
	]);
	const parameters = { resource: 'alert', operation: 'getMany', timeRange: 'lastHour' };
	alertId = await eventually(async () => {
		const [alert] = await output({ credentials: server.v2(), parameters });
		return alert === undefined ? undefined : String(alert.id as string);
	});
});

interface Task {
	readonly name: string;
	readonly task: () => string;
	/** Fields without whose text the task cannot be done. */
	readonly needs: readonly string[];
	check(found: IDataObject[]): void | Promise<void>;
}

const TASKS: Task[] = [
	{
		name: 'searches logs by host and event in a period',
		task: () => 'Search the logs of host fs07 with Windows event 4625 in the last 3 hours',
		needs: ['Query', 'Time_Range'],
		check(found) {
			expect(found).toHaveLength(4);
			expect(new Set(found.map(({ host, eventId }) => `${host} ${eventId}`))).toEqual(
				new Set(['fs07 4625']),
			);
			expect(JSON.stringify(found).length).toBeLessThan(4 * 500);
		},
	},
	{
		name: 'counts logs by a field',
		task: () => 'Count the logs with Windows event 4625 of the last 2 hours by user',
		needs: ['Query', 'Time_Range', 'Count_By'],
		check([answer, ...more]) {
			expect(more).toEqual([]);
			expect(answer).toMatchObject({
				count: 5,
				groups: [
					{ USERNAME: 'svc backup', count: 3 },
					{ USERNAME: 'ann', count: 2 },
				],
			});
		},
	},
	{
		name: 'finds an alert and adds a note to it',
		task: () =>
			'Get the critical alerts of the last 2 hours, then add the note "Cleared by the owner" to the alert',
		needs: ['Time_Range', 'Severities', 'Alert_ID', 'Note'],
		async check() {
			const { history } = (await historyOf(alertId)) as { history: string };
			expect(history).toContain('Cleared by the owner');
		},
	},
	{
		name: 'moves an alert on, with a reason',
		task: () =>
			`Update the status of the alert ${alertId} to in progress with the note "Asked ann"`,
		needs: ['Alert_ID', 'Status', 'Note'],
		async check([alert]) {
			expect(alert).toMatchObject({ id: alertId, status: 'in_progress', updated: true });
			expect((await historyOf(alertId)).history).toContain('Asked ann');
		},
	},
	{
		name: 'makes one incident for a key',
		task: () =>
			'Create or update the incident named "Brute force on fs07" under the key brute-force:fs07 with severity trouble, described as "Failed logons of a service account"',
		needs: ['Key', 'Name', 'Severity', 'Description'],
		check([incident]) {
			expect(incident).toMatchObject({
				name: 'Brute force on fs07',
				description: 'Failed logons of a service account',
				key: 'brute-force:fs07',
				severity: 'trouble',
				created: true,
			});
		},
	},
];

async function historyOf(id: string) {
	const parameters = { resource: 'alert', operation: 'getHistory', alertId: id };
	return { history: JSON.stringify(await output({ credentials: server.v2(), parameters })) };
}

describe.each(TASKS)('$name', ({ task, needs, check }) => {
	it.each(needs)('not without the text of %s', (key) => {
		const plan = (tools: Tool[]) =>
			task()
				.split(', then ')
				.map((step) => fill(choose(step, tools), step, [{ id: alertId }]));
		expect(plan(toolsWithout(key))).not.toEqual(plan(toolsWithout()));
	});

	it('not without any text', async () => {
		const silent = [...AGENT_FIELDS.values()].map(({ key }) => key);
		const attempt = async () => check(await solve(task(), toolsWithout(...silent)));
		expect(await isSolved(attempt)).toBe(false);
	});

	it('with the texts as they are', async () => {
		await check(await solve(task(), toolsWithout()));
	});
});

it('asks a person about a change in words: what is done, to what, with which values', () => {
	const tool = toolOf('incident/addNote');
	expect(tool.description).toBe('Add a note to an incident in Log360');
	expect(tool.fields.map(({ key }) => key)).toEqual(['Incident_ID', 'Note']);
});
