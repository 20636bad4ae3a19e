/** Logs that match a search. */
import type { IPollFunctions } from 'n8n-workflow';

import { dialectOf } from '../../Log360/dialects';
import type { FieldNames, SearchCriteria } from '../../Log360/dialects/dialect';
import { readPage } from '../../Log360/dialects/read';
import { queryOf } from '../../Log360/parameters/query';
import { filterIds } from '../../Log360/parameters/search';
import { parameterError } from '../../Log360/transport/errors';
import { collectWithRestart, followCursor } from '../../Log360/transport/pages';
import { understood } from '../../Log360/transport/understood';
import { simplifyLog } from '../../Log360/dialects/flat';
import { logFingerprint } from '../../Log360/dialects/fingerprint';
import { shapeOfTrigger } from '../shape';
import { timeOfHit } from '../timeOfHit';
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
		const shape = shapeOfTrigger(context, simplifyLog);
		return hits.map((hit) => ({
			fingerprint: logFingerprint(hit),
			time: timeOfHit(hit, window),
			record: shape(hit),
		}));
	},
};

function criteriaOf(context: IPollFunctions, window: PollWindow): SearchCriteria {
	const filters = context.getNodeParameter('searchFilters', {}) as Record<string, unknown>;
	const options = context.getNodeParameter('options', {}) as { fieldNames?: FieldNames };
	try {
		return {
			query: queryOf(context.getNodeParameter('query', '')),
			...window,
			sourceIds: filterIds(filters.logSources, 'log sources'),
			groupIds: filterIds(filters.logSourceGroups, 'log source groups'),
			logTypes: filterIds(filters.logTypes, 'log types'),
			names: options.fieldNames ?? 'server',
		};
	} catch (error) {
		throw parameterError(context.getNode(), error, undefined, 'Correct the filters.');
	}
}
