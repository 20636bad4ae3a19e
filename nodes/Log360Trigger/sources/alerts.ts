/** New alerts. */
import type { IPollFunctions } from 'n8n-workflow';

import type { FieldNames } from '../../Log360/dialects/dialect';
import { simplifyAlert } from '../../Log360/dialects/flat';
import { alertFilters, type AlertFilters } from '../../Log360/parameters/alerts';
import { alertPages } from '../../Log360/transport/alertPages';
import { parameterError } from '../../Log360/transport/errors';
import { collectWithRestart } from '../../Log360/transport/pages';
import { alertFingerprint } from '../../Log360/dialects/fingerprint';
import { isSimplified, shapeOfTrigger } from '../shape';
import { timeOfHit } from '../timeOfHit';
import type { Source } from './source';

export const alerts: Source = {
	async fetch({ context, client, window, limit }) {
		const options = context.getNodeParameter('options', {}) as { fieldNames?: FieldNames };
		const criteria = { ...filtersOf(context), ...window, names: options.fieldNames ?? 'server' };
		const hits = await collectWithRestart(
			() => alertPages(client, criteria, { node: context.getNode() }),
			limit,
		);
		const shape = shapeOfTrigger(context, (hit) => simplifyAlert(hit, client.consoleUrl()));
		const simple = isSimplified(context);
		return hits.map((hit) => {
			const fingerprint = alertFingerprint(hit);
			const record = { ...shape(hit), ...(simple ? {} : { fingerprint }) };
			return { fingerprint, time: timeOfHit(hit, window), record };
		});
	},
};

function filtersOf(context: IPollFunctions) {
	try {
		return alertFilters(context.getNodeParameter('alertFilters', {}) as AlertFilters);
	} catch (error) {
		throw parameterError(context.getNode(), error, undefined, 'Correct the filters.');
	}
}
