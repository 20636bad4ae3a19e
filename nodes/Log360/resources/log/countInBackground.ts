/** Log > Aggregate in a job of the server: starts it, waits for its end, and hands out what it counted. */
import type { INodeProperties } from 'n8n-workflow';

import {
	aggregateResult,
	aggregateStart,
	type AggregateCriteria,
} from '../../dialects/extension/aggregate';
import type { ItemRun } from '../../operation';
import { deleteJobOption, maxWaitOption, waitSettings } from '../../parameters/waiting';
import { usageError } from '../../transport/errors';
import { startJob, waitForJob } from '../../transport/jobs';
import { placeOf } from '../shared/place';
import { tidyUp } from '../shared/runAndWait';

/** What a count without a job has no use for is offered once there is to be one. */
const ONLY_IN_BACKGROUND = { show: { inBackground: [true] } };

export const backgroundOptions: INodeProperties[] = [
	{
		displayName: 'Run in Background',
		name: 'inBackground',
		type: 'boolean',
		default: false,
		description:
			'Whether to count in a job of the server and wait for its end, for what takes longer than the server lets a call take. The token needs the scopes jobs.READ and jobs.DELETE as well.',
	},
	{
		...maxWaitOption,
		displayOptions: ONLY_IN_BACKGROUND,
		description: 'How long to wait for the end of a count in the background',
	},
	{
		...deleteJobOption,
		displayOptions: ONLY_IN_BACKGROUND,
		description:
			'Whether to delete a count in the background on the server once it is read. Otherwise it stays for 24 hours.',
	},
];

/** @returns whether the counting is to be done in a job */
export function isInBackground({ context, item }: ItemRun): boolean {
	const options = context.getNodeParameter('options', item, {}) as { inBackground?: unknown };
	return options.inBackground === true;
}

/**
 * Counts in a job. One that took too long is deleted as well, and so stopped: no operation reads its counts later.
 *
 * @returns the body of the answer, as of a count without a job
 * @throws NodeOperationError when the job failed, took longer than Max Wait, or the execution was cancelled
 */
export async function countInBackground(
	run: ItemRun,
	criteria: AggregateCriteria,
): Promise<unknown> {
	const { context, item, client } = run;
	const settings = waitSettings(context, item);
	const place = placeOf(run);
	const id = await startJob(client, aggregateStart(criteria), place);
	let tidies = settings.deleteJob;
	try {
		const job = await waitForJob(client, id, settings.maxWaitMs, place).catch((error: unknown) => {
			// A job that failed says so for a day.
			tidies = client.signal?.aborted === true;
			throw error;
		});
		if (job.state === 'success') return await client.send(aggregateResult(id));
		throw client.signal?.aborted
			? usageError(place.node, 'The execution was canceled', `Job ${id} was running.`, item)
			: usageError(
					place.node,
					`The logs were not counted within ${settings.maxWaitMs / 1000} seconds`,
					'Raise Max Wait, or narrow the time range or the query.',
					item,
				);
	} finally {
		if (tidies && !client.connection.readOnly) await tidyUp(run, id);
	}
}
