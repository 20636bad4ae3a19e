/** Reads what both generations say about asynchronous jobs. */
import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../transport/failure';
import type { Page } from './dialect';
import { numberOf, payload, pick, readPage } from './read';

export type JobState = 'running' | 'success' | 'failed';

export interface Job {
	readonly id: string;
	readonly state: JobState;
	/** Hits found so far. */
	readonly hits: number;
	/** Pages of results, where the server tells. */
	readonly pages?: number;
	/** Why the job failed, where the server tells (assumed key). */
	readonly message?: string;
	/** The job as it was on the wire. */
	readonly raw: IDataObject;
}

/** The id of a started job: `request_id`, at the top in V1, in `data` in V2. */
export function readRequestId(body: unknown): string | undefined {
	for (const level of [payload(body), body]) {
		if (isObject(level)) {
			const id = pick(level, ['request_id']);
			if (id !== undefined) return id;
		}
	}
	return undefined;
}

/**
 * Reads a list of jobs: V1 `requests`, V2 `data.jobs.requests` (both documented). The state is `status` in V1 and `stage` in
 * V2, on the job itself and nowhere above it.
 */
export function readJobs(body: unknown): Job[] | undefined {
	let level: unknown = payload(body);
	if (isObject(level) && 'jobs' in level) level = level.jobs;
	if (isObject(level) && 'requests' in level) level = level.requests;
	if (isObject(level) && pick(level, ['request_id', 'stage', 'status']) !== undefined)
		level = [level];
	if (level === null || level === undefined || level === '') return [];
	if (isObject(level) && Object.keys(level).length === 0) return [];
	if (!Array.isArray(level)) return undefined;
	return level.filter(isObject).map(jobOf);
}

function jobOf(raw: IDataObject): Job {
	const pages = numberOf(raw.total_pages);
	const message = pick(raw, ['message', 'error_message', 'error']);
	return {
		id: pick(raw, ['request_id']) ?? '',
		state: stateOf(pick(raw, ['stage', 'status']) ?? ''),
		hits: numberOf(raw.hits_done) ?? numberOf(raw.total_hits) ?? 0,
		...(pages === undefined ? {} : { pages }),
		...(message === undefined ? {} : { message }),
		raw,
	};
}

/** Documented are RUNNING, SUCCESS and FAILED; what is unknown counts as running, so that waiting goes on. */
export function stateOf(word: string): JobState {
	if (/^(success|succeeded|completed?|finished|done)$/i.test(word)) return 'success';
	if (/^(fail(ed|ure)?|error|cancell?ed|aborted|expired)$/i.test(word)) return 'failed';
	return 'running';
}

/** A page of results, and the number of the next one where the server tells. */
export interface ResultPage extends Page {
	readonly nextPage?: number;
}

/** Reads job results: V1 `next_page` and `results.hits` (documented), V2 `data.hits` and `meta`. */
export function readResults(body: unknown): ResultPage | undefined {
	const page = readPage(body);
	if (page === undefined) return undefined;
	const levels = isObject(body) ? [body, body.meta, body.data, body.results].filter(isObject) : [];
	const nextPage = levels
		.map((level) => numberOf(level.next_page))
		.find((next) => next !== undefined);
	return nextPage === undefined ? page : { ...page, nextPage };
}
