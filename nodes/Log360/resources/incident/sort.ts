/** The order of Incident > Get Many. */
import type { INodeProperties } from 'n8n-workflow';

import type { IncidentSort } from '../../dialects/incidentFilters';
import type { ItemRun } from '../../operation';

/** Extension of log360-server; elsewhere the node reads all incidents and sorts them itself. */
export const sortOptions: INodeProperties[] = [
	{
		displayName: 'Sort By',
		name: 'sortBy',
		type: 'options',
		options: [
			{ name: 'Created Time', value: 'createdTime' },
			{ name: 'Updated Time', value: 'updatedTime' },
		],
		default: 'createdTime',
		description:
			'What the list is sorted by. A server that does not sort, as Log360, has all its incidents read first.',
	},
	{
		displayName: 'Sort Order',
		name: 'sortOrder',
		type: 'options',
		options: [
			{ name: 'Newest First', value: 'desc' },
			{ name: 'Oldest First', value: 'asc' },
		],
		default: 'desc',
		description:
			'Whether the newest or the oldest come first. A server that does not sort, as Log360, has all its incidents read first.',
	},
];

/** @returns `undefined` where neither option was set, which leaves the order to the server */
export function sortOf({ context, item }: ItemRun): IncidentSort | undefined {
	const { sortBy, sortOrder } = context.getNodeParameter('options', item, {}) as {
		sortBy?: string;
		sortOrder?: string;
	};
	if (sortBy === undefined && sortOrder === undefined) return undefined;
	return {
		by: sortBy === 'updatedTime' ? 'updatedTime' : 'createdTime',
		order: sortOrder === 'asc' ? 'asc' : 'desc',
	};
}
