/** Starts a job, waits for it, and hands out its results: the common part of the operations that wait. */
import type { INodeExecutionData } from 'n8n-workflow';

import type { Job } from '../../dialects/jobs';
import type { ItemRun, Outcome } from '../../operation';
import { emitPages } from '../../parameters/output';
import { limitOf } from '../../parameters/paging';
import { waitSettings } from '../../parameters/waiting';
import type { Call } from '../../transport/call';
import { causeOfError, usageError } from '../../transport/errors';
import {
	deleteJob,
	jobRecord,
	resultPages,
	startJob,
	waitForJob,
	type Place,
} from '../../transport/jobs';
import { startWithCallback } from './callback';
import { placeOf } from './place';

/** @param start the call that starts the job */
export async function runAndWait(run: ItemRun, start: Call): Promise<Outcome> {
	const { context, item } = run;
	// What is wrong with the parameters shows before a job is started for nothing.
	limitOf(context, item);
	const settings = waitSettings(context, item);
	if (context.getNodeParameter('waitBy', item, 'polling') === 'callback') {
		return await startWithCallback(run, start);
	}
	const place: Place = placeOf(run);
	const id = await startJob(run.client, start, place);
	let finished = false;
	try {
		const job = await waitForJob(run.client, id, settings.maxWaitMs, place);
		finished = job.state === 'success';
		if (finished) return { items: await resultItems(run, job, place) };
		if (run.client.signal?.aborted) {
			throw usageError(place.node, 'The execution was canceled', `Job ${id} was running.`, item);
		}
		if (settings.onTimeout === 'partial') return { items: await partialItems(run, job, place) };
		throw usageError(
			place.node,
			`Job ${id} has not ended after ${settings.maxWaitMs / 1000} seconds`,
			'The job goes on. Fetch its results later with Job > Get Results and this ID, raise Max Wait, or narrow the time range.',
			item,
		);
	} finally {
		if (settings.deleteJob && (finished || run.client.signal?.aborted)) await tidyUp(run, id);
	}
}

async function resultItems(run: ItemRun, job: Job, place: Place): Promise<INodeExecutionData[]> {
	const pages = resultPages(run.client, job, place);
	return await emitPages(run.context, run.item, pages, { requestId: job.id });
}

/** The unfinished job, then what the server already hands out; most servers hand out nothing before the end. */
async function partialItems(run: ItemRun, job: Job, place: Place): Promise<INodeExecutionData[]> {
	const status = { json: { ...jobRecord(job), timedOut: true } };
	const rows = await resultItems(run, job, place).catch(async (error: unknown) => {
		const tooEarly = ['conflict', 'notFound', 'badRequest'].includes(causeOfError(error) ?? '');
		return tooEarly ? [] : await Promise.reject(error);
	});
	return [status, ...rows];
}

/** A job that cannot be deleted goes away by itself after 24 hours, so that is no reason to fail. */
async function tidyUp(run: ItemRun, id: string): Promise<void> {
	try {
		await deleteJob(run.client, id);
	} catch (error) {
		run.context.addExecutionHints({
			message: `Job ${id} could not be deleted afterwards: ${(error as Error).message}`,
			type: 'info',
			location: 'outputPane',
		});
	}
}
