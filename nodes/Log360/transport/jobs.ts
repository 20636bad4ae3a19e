/** Starts asynchronous jobs, waits for them, and reads their results page by page. */
import type { IDataObject, INode } from 'n8n-workflow';

import { dialectOf } from '../dialects';
import type { Hits } from '../dialects/dialect';
import { readJobs, readRequestId, readResults, type Job, type ResultPage } from '../dialects/jobs';
import { readTime } from '../dialects/times';
import type { Call } from './call';
import type { Client } from './client';
import { usageError } from './errors';
import { entriesOf, fingerprintOf } from './longAnswer';
import type { EarlyEnd } from './pages';
import { pollUntil } from './polling';
import { understood } from './understood';

/** Where errors belong. */
export interface Place {
	readonly node: INode;
	readonly item: number;
	/** Told when a chain of pages had to be cut. */
	onEarlyEnd?(reason: EarlyEnd): void;
}

/** Sends the call that starts a job and returns its id. */
export async function startJob(client: Client, call: Call, place: Place): Promise<string> {
	const body = await client.send(call);
	return understood(readRequestId(body), body, 'request_id', place.node, place.item);
}

/** Every job, or the one with this id. */
export async function fetchJobs(client: Client, place: Place, id?: string): Promise<Job[]> {
	const body = await client.send(dialectOf(client.generation).jobs(id));
	return understood(readJobs(body), body, 'jobs', place.node, place.item);
}

/** @throws NodeOperationError when the server does not know the job */
export async function fetchJob(client: Client, id: string, place: Place): Promise<Job> {
	const jobs = await fetchJobs(client, place, id);
	const job =
		jobs.find((candidate) => candidate.id === id) ?? (jobs.length === 1 ? jobs[0] : undefined);
	if (job !== undefined) return job.id === '' ? { ...job, id } : job;
	throw usageError(
		place.node,
		`There is no job ${id}`,
		'Jobs and their results are kept for 24 hours, unless they are deleted. Start the job again.',
		place.item,
	);
}

/**
 * Looks at a job until it has ended, in pauses that double from a quarter of a second to ten seconds.
 *
 * @param maxWaitMs longest time to wait, in milliseconds
 * @returns the job, still `running` when the time was up or the execution was cancelled
 * @throws NodeOperationError when the job failed
 */
export async function waitForJob(
	client: Client,
	id: string,
	maxWaitMs: number,
	place: Place,
): Promise<Job> {
	const job = await pollUntil(
		async () => await fetchJob(client, id, place),
		({ state }) => state !== 'running',
		maxWaitMs,
		client.signal,
	);
	if (job.state === 'failed') throw jobFailed(job, place);
	return job;
}

function jobFailed(job: Job, place: Place) {
	return usageError(
		place.node,
		`Job ${job.id} failed${job.message ? `: ${job.message}` : ''}`,
		'Check query and time range, and start the job again. Its status in full can be had with Job > Get.',
		place.item,
	);
}

/**
 * Yields the pages of a job's results.
 *
 * What stands in `next_page` on the last page is not documented (absent, 0 or -1), and V2 may not send it at all. So the
 * reading ends when it does not lead on, when the pages of the job are through, when all hits are in, or at an empty page. A page that
 * comes again means that the server ignores `page_no`, whose name is only inferred for V2.
 */
export async function* resultPages(
	client: Client,
	job: Job,
	place: Place,
): AsyncGenerator<{ readonly hits: Hits }> {
	const dialect = dialectOf(client.generation);
	let collected = 0;
	let previous = '';
	for (let number = 1; ; ) {
		const answer = await client.sendForList(dialect.jobResults(job.id, number));
		const { body } = answer;
		const page = understood(readResults(body), body, 'results', place.node, place.item);
		if (page.hits.length === 0) return;
		const fingerprint = fingerprintOf(answer, page.hits);
		if (fingerprint === previous) {
			place.onEarlyEnd?.('repeatedPage');
			return;
		}
		previous = fingerprint;
		yield { hits: entriesOf(answer, page.hits) };
		collected += page.hits.length;
		const next = page.nextPage ?? (hasMore(page, job, number, collected) ? number + 1 : 0);
		if (next <= number || (job.pages !== undefined && next > job.pages)) return;
		number = next;
	}
}

/** Whether there must be more where the server says nothing of a next page. */
function hasMore(page: ResultPage, job: Job, number: number, collected: number): boolean {
	if (page.total !== undefined) return collected < page.total;
	return job.pages !== undefined && number < job.pages;
}

/** Deletes a job; even after the execution was cancelled, but then without waiting for a server that is busy. */
export async function deleteJob(client: Client, id: string): Promise<void> {
	const call = dialectOf(client.generation).jobDelete(id);
	await (client.signal?.aborted ? client.sendLast(call) : client.send(call));
}

/** What a job looks like in the output, the same for both generations. */
export function jobRecord(job: Job): IDataObject {
	const { raw } = job;
	return {
		requestId: job.id,
		state: job.state,
		hits: job.hits,
		...(job.pages === undefined ? {} : { pages: job.pages }),
		...(job.message === undefined ? {} : { message: job.message }),
		runningTimeMs: raw.running_time_millis ?? raw.running_time_in_millis ?? null,
		submittedAt: readTime(raw.submitted_at),
		startedAt: readTime(raw.started_at),
		lastSyncedAt: readTime(raw.last_synced_time),
	};
}
