/** Log Source > Add Windows. */
import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { wireId } from '../../dialects/ids';
import { payload, readList } from '../../dialects/read';
import { addWindows as addWindowsCall, MAX_SOURCES } from '../../dialects/v2/logSources';
import type { ItemRun, Operation } from '../../operation';
import { dryRunOption } from '../../parameters/dryRun';
import { optionsCollection } from '../../parameters/options';
import { usageError } from '../../transport/errors';
import { isObject } from '../../transport/failure';

const sourcesProperty: INodeProperties = {
	displayName: 'Log Sources',
	name: 'logSources',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Log Source',
	default: {},
	required: true,
	description: 'The Windows computers to add, at most 100',
	options: [
		{
			displayName: 'Log Source',
			name: 'source',
			values: [
				{
					displayName: 'Agent Name or ID',
					name: 'agentId',
					type: 'options',
					typeOptions: { loadOptionsMethod: 'getAgents' },
					default: '',
					description:
						'Agent that collects the logs; empty means without agent. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
				},
				{
					displayName: 'Domain Name or ID',
					name: 'domain',
					type: 'options',
					typeOptions: { loadOptionsMethod: 'getDomains' },
					default: '',
					description:
						'Domain of the computer, which must be configured in the product. The ID is the name. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
				},
				{
					displayName: 'Host',
					name: 'host',
					type: 'string',
					default: '',
					placeholder: 'e.g. web01',
					description: 'Name of the computer',
				},
			],
		},
	],
};

async function execute({ context, item, client }: ItemRun) {
	client.need('v2', 'add Windows log sources');
	const rows = context.getNodeParameter('logSources.source', item, []) as IDataObject[];
	const sources = rows.map((row) => ({
		log_source: String(row.host ?? '').trim(),
		domain_name: String(row.domain ?? '').trim(),
		...(String(row.agentId ?? '').trim() === ''
			? {}
			: { agent_id: wireId(String(row.agentId).trim()) }),
	}));
	const problem = problemOf(sources);
	if (problem) {
		throw usageError(context.getNode(), problem, 'Correct the list of log sources.', item);
	}
	const body = await client.send(addWindowsCall(sources));
	const added = readList(body, ['log_sources']);
	if (added !== undefined) return added;
	const answer = payload(body);
	return [isObject(answer) ? answer : { success: true }];
}

function problemOf(sources: ReadonlyArray<{ log_source: string; domain_name: string }>) {
	if (sources.length === 0) return 'There is no log source to add';
	if (sources.length > MAX_SOURCES) {
		return `${sources.length} log sources were given, but one call adds at most ${MAX_SOURCES}`;
	}
	const bad = sources.findIndex((source) => source.log_source === '' || source.domain_name === '');
	return bad < 0 ? undefined : `Log source ${bad + 1} has no host or no domain`;
}

export const addWindows: Operation = {
	value: 'addWindows',
	name: 'Add Windows',
	action: 'Add windows log sources',
	description: 'Add Windows computers of configured domains as log sources (API V2 only)',
	properties: [sourcesProperty, optionsCollection(dryRunOption)],
	execute,
};
