/** Return All and Limit. */
import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { usageError } from '../transport/errors';

export const pagingProperties: INodeProperties[] = [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		displayOptions: { show: { returnAll: [false] } },
		description: 'Max number of results to return',
	},
];

/** How many results an item wants; Infinity for all. */
export function limitOf(context: IExecuteFunctions, item: number): number {
	if (context.getNodeParameter('returnAll', item, false) === true) return Infinity;
	const limit = Number(context.getNodeParameter('limit', item, 50));
	if (!Number.isInteger(limit) || limit < 1) {
		throw usageError(
			context.getNode(),
			'Limit must be a whole number of at least 1',
			'Correct Limit, or switch on Return All.',
			item,
		);
	}
	return limit;
}
