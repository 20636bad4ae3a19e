/** Logs that match a search. */
import type { IPollFunctions } from 'n8n-workflow';

import { dialectOf } from '../../Log360/dialects';
import type { FieldNames, SearchCriteria } from '../../Log360/dialects/dialect';
import { readPage } from '../../Log360/dialects/read';
import { filterIds, queryOf } from '../../Log360/parameters/search';
import { usageError } from '../../Log360/transport/errors';
import { collectWithRestart, followCursor } from '../../Log360/transport/pages';
import { understood } from '../../Log360/transport/understood';
import { logFingerprint, timeOfHit } from '../fingerprint';
import type { PollWindow } from '../ledger';
import type { Source } from './source';

export const searchMatches: Source = {
	async fetch({ context, client, window, limit }) {
		const dialect = dialectOf(client.generation);
		const criteria = criteriaOf(context, window);
		const hits = await collectWithRestart(
			() =>
				followCursor(client, {
					first: dialect.search(criteria),
					next: (cursor) => dialect.searchNext(cursor),
					read: (body) => understood(readPage(body), body, 'logs', context.getNode()),
				}),
			limit,
		);
		return hits.map((record) => ({
			fingerprint: logFingerprint(record),
			time: timeOfHit(record, window),
			record,
		}));
	},
};

function criteriaOf(context: IPollFunctions, window: PollWindow): SearchCriteria {
	const filters = context.getNodeParameter('searchFilters', {}) as Record<string, unknown>;
	const options = context.getNodeParameter('options', {}) as { fieldNames?: FieldNames };
	try {
		return {
			query: queryOf(context.getNodeParameter('query', '*')),
			...window,
			sourceIds: filterIds(filters.logSources, 'log sources'),
			groupIds: filterIds(filters.logSourceGroups, 'log source groups'),
			logTypes: filterIds(filters.logTypes, 'log types'),
			names: options.fieldNames ?? 'server',
		};
	} catch (error) {
		throw usageError(context.getNode(), (error as Error).message, 'Correct the filters.');
	}
}
