/** Workflow > Get Many Runs. */
import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { runs } from '../../dialects/extension/others';
import { pick, readList } from '../../dialects/read';
import type { ItemRun, Operation } from '../../operation';
import { optionsCollection } from '../../parameters/options';
import { limitOf, pagingProperties } from '../../parameters/paging';
import { filterList } from '../../parameters/search';
import { simplified, simplifyProperty } from '../../parameters/simplify';
import { understood } from '../../transport/understood';
import { EXTENSION } from '../shared/extension';
import { simplifyExtensionRun } from './extensionRun';

const PAGE = 100;

const filters: INodeProperties[] = [
	{
		displayName: 'Status',
		name: 'status',
		type: 'options',
		options: ['Cancelled', 'Failed', 'Queued', 'Running', 'Success'].map((name) => ({
			name,
			value: name.toUpperCase(),
		})),
		default: 'FAILED',
		description: 'Only runs with this status',
	},
	{
		displayName: 'Ticket ID',
		name: 'ticketId',
		type: 'string',
		default: '',
		placeholder: 'e.g. 33630',
		description: 'Only runs for the incident of this ticket',
	},
	{
		displayName: 'Workflow ID',
		name: 'workflowId',
		type: 'string',
		default: '',
		placeholder: 'e.g. 1',
		description: 'Only runs of this workflow, as Workflow > Get Many lists it',
	},
];

async function execute({ context, item, client }: ItemRun) {
	client.need('v2', 'list workflow runs');
	const limit = limitOf(context, item);
	const given = context.getNodeParameter('filters', item, {}) as IDataObject;
	const one = (value: unknown) => filterList(value ?? '')[0];
	const wanted = {
		workflowId: one(given.workflowId),
		ticketId: one(given.ticketId),
		status: one(given.status)?.toUpperCase(),
	};
	const found: IDataObject[] = [];
	for (let before: string | undefined; found.length < limit; ) {
		const body = await client.send(runs(wanted, Math.min(PAGE, limit - found.length), before));
		const list = readList(body, ['runs']);
		const page = understood(list, body, 'workflow runs', context.getNode(), item);
		for (const run of page) found.push(run);
		before = page.length === 0 ? undefined : pick(page[page.length - 1], ['run_id']);
		if (page.length < PAGE || before === undefined) break;
	}
	const runsFound = found.slice(0, limit);
	return simplified(context, item, runsFound, simplifyExtensionRun, client.consoleUrl());
}

export const getManyRuns: Operation = {
	value: 'getManyRuns',
	name: 'Get Many Runs',
	action: 'Get many workflow runs',
	description: `List the runs of workflows of the last 30 days, newest first. ${EXTENSION}.`,
	properties: [
		...pagingProperties,
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: filters,
		},
		simplifyProperty,
		optionsCollection(),
	],
	execute,
};
