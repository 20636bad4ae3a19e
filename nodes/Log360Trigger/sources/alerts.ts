/** New alerts. */
import type { IPollFunctions } from 'n8n-workflow';

import type { FieldNames } from '../../Log360/dialects/dialect';
import { alertFilters, type AlertFilters } from '../../Log360/parameters/alerts';
import { alertPages } from '../../Log360/transport/alertPages';
import { usageError } from '../../Log360/transport/errors';
import { collectWithRestart } from '../../Log360/transport/pages';
import { alertFingerprint, timeOfHit } from '../fingerprint';
import type { Source } from './source';

export const alerts: Source = {
	async fetch({ context, client, window, limit }) {
		const options = context.getNodeParameter('options', {}) as { fieldNames?: FieldNames };
		const criteria = { ...filtersOf(context), ...window, names: options.fieldNames ?? 'server' };
		const hits = await collectWithRestart(
			() => alertPages(client, criteria, { node: context.getNode() }),
			limit,
		);
		return hits.map((hit) => {
			const fingerprint = alertFingerprint(hit);
			const record = { ...hit, fingerprint };
			return { fingerprint, time: timeOfHit(hit, window), record };
		});
	},
};

function filtersOf(context: IPollFunctions) {
	try {
		return alertFilters(context.getNodeParameter('alertFilters', {}) as AlertFilters);
	} catch (error) {
		throw usageError(context.getNode(), (error as Error).message, 'Correct the filters.');
	}
}
