/** Starts a job, waits for it, and hands out its results: the common part of the operations that wait. */
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { Job } from '../../dialects/jobs';
import type { ItemRun, Outcome } from '../../operation';
import { checkOutput, emitPages } from '../../parameters/output';
import type { Shape } from '../../parameters/shape';
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

/** Makes the flat form of a hit, with the address of the server's console. */
export type Simplify = (hit: IDataObject, consoleUrl?: string) => IDataObject;

/**
 * @param start the call that starts the job
 * @param simplify for what the job finds
 */
export async function runAndWait(run: ItemRun, start: Call, simplify: Simplify): Promise<Outcome> {
	const { context, item } = run;
	// What is wrong with the parameters shows before a job is started for nothing.
	checkOutput(context, item);
	const settings = waitSettings(context, item);
	if (context.getNodeParameter('waitBy', item, 'polling') === 'callback') {
		return await startWithCallback(run, start);
	}
	const place: Place = placeOf(run);
	const shape = (hit: IDataObject) => simplify(hit, run.client.consoleUrl());
	const id = await startJob(run.client, start, place);
	let finished = false;
	try {
		const job = await waitForJob(run.client, id, settings.maxWaitMs, place);
		finished = job.state === 'success';
		if (finished) return { items: await resultItems(run, job, place, shape) };
		if (run.client.signal?.aborted) {
			throw usageError(place.node, 'The execution was canceled', `Job ${id} was running.`, item);
		}
		if (settings.onTimeout === 'partial')
			return { items: await partialItems(run, job, place, shape) };
		throw usageError(
			place.node,
			`Job ${id} has not ended after ${settings.maxWaitMs / 1000} seconds`,
			'The job goes on. Fetch its results later with Job > Get Results and this ID, raise Max Wait, or narrow the time range.',
			item,
		);
	} finally {
		const tidies = settings.deleteJob && !run.client.connection.readOnly;
		if (tidies && (finished || run.client.signal?.aborted)) await tidyUp(run, id);
	}
}

async function resultItems(
	run: ItemRun,
	job: Job,
	place: Place,
	shape: Shape,
): Promise<INodeExecutionData[]> {
	const pages = resultPages(run.client, job, place);
	return await emitPages(run.context, run.item, pages, { requestId: job.id }, shape);
}

/** The unfinished job, then what the server already hands out; most servers hand out nothing before the end. */
async function partialItems(
	run: ItemRun,
	job: Job,
	place: Place,
	shape: Shape,
): Promise<INodeExecutionData[]> {
	const status = { json: { ...jobRecord(job), timedOut: true } };
	const rows = await resultItems(run, job, place, shape).catch(async (error: unknown) => {
		const tooEarly = ['conflict', 'notFound', 'badRequest'].includes(causeOfError(error) ?? '');
		return tooEarly ? [] : await Promise.reject(error);
	});
	return [status, ...rows];
}

/** A job that cannot be deleted goes away by itself after 24 hours, so that is no reason to fail. */
export async function tidyUp(run: ItemRun, id: string): Promise<void> {
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
