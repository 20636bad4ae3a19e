/** Alert > Start: starts the retrieval of alerts in the background. */
import { dialectOf } from '../../dialects';
import type { ItemRun, Operation } from '../../operation';
import { alertCriteria, alertProperties } from '../../parameters/alerts';
import { optionsCollection } from '../../parameters/options';
import { overridden, overridePathOption } from '../../parameters/overridePath';
import { fieldNamesOption } from '../../parameters/search';
import type { Call } from '../../transport/call';
import { usageError } from '../../transport/errors';
import { startJob } from '../../transport/jobs';

/** The call that starts the job; shared with the operation that waits for it. */
export function startCall({ context, item, client }: ItemRun): Call {
	const criteria = alertCriteria(context, item);
	const several = criteria.severities.length > 1 || criteria.statuses.length > 1;
	if (client.generation === 'v2' && several) {
		throw usageError(
			context.getNode(),
			'API V2 takes one severity and one status for alerts in the background',
			'Choose one of each or none, or use Alert > Get Many, which asks for each by itself.',
			item,
		);
	}
	return overridden(context, item, dialectOf(client.generation).alertsStart(criteria));
}

async function execute(run: ItemRun) {
	const place = { node: run.context.getNode(), item: run.item };
	return [{ requestId: await startJob(run.client, startCall(run), place) }];
}

export const start: Operation = {
	value: 'start',
	name: 'Start',
	action: 'Start the retrieval of alerts',
	description:
		'Start the retrieval of alerts in the background and return its request ID for Job > Wait, Get and Get Results',
	properties: [
		...alertProperties,
		optionsCollection(fieldNamesOption, overridePathOption('/api/v2/alerts/async')),
	],
	execute,
};
