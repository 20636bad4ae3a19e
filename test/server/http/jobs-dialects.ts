/** The job calls of both dialects under one form, for tests that say the same about both. */
import type { Answer, CallOptions, TestServer } from '../../support/server';

/** A job as both dialects show it. */
export interface ShownJob {
	readonly id: string;
	readonly state: 'RUNNING' | 'SUCCESS' | 'FAILED';
	readonly hits: number;
	readonly pages: number;
	/** Running time, ms. */
	readonly time: number;
	/** Epoch ms. */
	readonly submittedAt: number;
	readonly startedAt: number | undefined;
	/** Only V2 tells. */
	readonly totalHits: number | undefined;
	readonly message: string | undefined;
}

/** A page of results as both dialects show it. */
export interface ShownPage {
	readonly hits: readonly Record<string, unknown>[];
	readonly next: number | undefined;
	readonly count: number;
	/** Only V2 tells. */
	readonly total: number | undefined;
}

export type Dialect = 'v1' | 'v2';
export const DIALECTS: readonly Dialect[] = ['v1', 'v2'];

/** One caller: a dialect with a token. */
export class JobCaller {
	/** @param token the demo token of the dialect when left out */
	constructor(
		private readonly server: () => TestServer,
		readonly dialect: Dialect,
		private readonly token?: string,
	) {}

	async submit(query: string, kind: 'search' | 'alerts' = 'search'): Promise<string> {
		const answer = await this.call(`/${kind}/async`, {
			body:
				this.dialect === 'v1'
					? { query, from: 0, to: 4e12 }
					: { query, start_time: '1970-01-01T00:00:00Z', end_time: '2100-01-01T00:00:00Z' },
		});
		expect(answer.status).toBe(200);
		return (this.dialect === 'v1' ? answer.body : answer.body.data).request_id;
	}

	/** `GET jobs`; of one job with an id. */
	jobs(id?: string): Promise<Answer> {
		return this.call(`/jobs${id === undefined ? '' : `?request_id=${encodeURIComponent(id)}`}`);
	}

	page(id: string, page: number | string = 1): Promise<Answer> {
		return this.call(`/jobs/results?request_id=${encodeURIComponent(id)}&page_no=${page}`);
	}

	delete(id?: string): Promise<Answer> {
		const query = id === undefined ? '' : `?request_id=${encodeURIComponent(id)}`;
		return this.call(`/jobs${query}`, { method: 'DELETE' });
	}

	call(path: string, options: CallOptions = {}): Promise<Answer> {
		const whole = (this.dialect === 'v1' ? '/RestAPI/v1' : '/api/v2') + path;
		return this.server().call(whole, {
			...options,
			...(this.token === undefined ? {} : { token: this.token }),
		});
	}
}

/** The jobs of an answer to `GET jobs`. */
export function shownJobs(answer: Answer): ShownJob[] {
	const body = goodBody(answer);
	const requests = (body.data?.jobs ?? body).requests as Record<string, any>[];
	return requests.map((job) => ({
		id: job['request_id'],
		state: job['status'] ?? job['stage'],
		hits: job['hits_done'],
		pages: job['total_pages'],
		time: job['running_time_in_millis'] ?? job['running_time_millis'],
		submittedAt: new Date(job['submitted_at']).getTime(),
		startedAt: job['started_at'] && new Date(job['started_at']).getTime(),
		totalHits: job['total_hits'],
		message: job['message'],
	}));
}

/** The page of an answer to `GET jobs/results`. */
export function shownPage(answer: Answer): ShownPage {
	const body = goodBody(answer);
	if (body.data === undefined) {
		const { hits, hits_count_in_current_page: count } = body.results;
		return { hits, count, next: body.next_page, total: undefined };
	}
	const { items_in_current_page: count, total_items: total, next_page: next } = body.meta;
	return { hits: body.data.hits, count, next, total };
}

/** Long runs read so many answers that a matcher of jest would cost more than the calls. */
function goodBody({ status, body }: Answer): any {
	if (status === 200) return body;
	throw new Error(`Expected an answer of 200, got ${status} ${JSON.stringify(body)}`);
}

/** HTTP status and code of an error of either dialect. */
export function shownError({ status, body }: Answer): string {
	return `${status} ${body.ERROR_CODE ?? body.error?.code ?? 'no error'}`;
}
