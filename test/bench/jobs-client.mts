/** The job calls of both dialects against a server under measurement. */
import { send } from './support/send.mts';
import type { BenchServer } from './support/server.mts';

/** A job as the administrator of V2 sees it. */
export interface ListedJob {
	readonly request_id: string;
	readonly stage: 'RUNNING' | 'SUCCESS' | 'FAILED';
	readonly hits_done: number;
	/** ISO 8601, to the millisecond. */
	readonly submitted_at: string;
	readonly started_at?: string;
}

export type Dialect = 'v1' | 'v2';

/** One caller: a dialect with its token. */
export class JobClient {
	private readonly dialect: Dialect;
	private readonly root: string;
	private readonly token: string;

	constructor(server: BenchServer, dialect: Dialect) {
		this.dialect = dialect;
		this.root = server.url + (dialect === 'v1' ? '/RestAPI/v1' : '/api/v2');
		this.token = dialect === 'v1' ? server.v1Token : server.demoToken;
	}

	/** Submits a search over all times; answers its id. */
	async submit(query: string): Promise<string> {
		const times =
			this.dialect === 'v1'
				? { from: 0, to: 4e12 }
				: { start_time: '1970-01-01T00:00:00Z', end_time: '2100-01-01T00:00:00Z' };
		const body = await this.call('POST', '/search/async', JSON.stringify({ query, ...times }));
		const answer = JSON.parse(body.toString());
		return (answer.data ?? answer).request_id as string;
	}

	/** A result page as it came; not parsed, because that would be the client's time. */
	page(id: string, page: number): Promise<Buffer> {
		return this.call('GET', `/jobs/results?request_id=${id}&page_no=${page}`);
	}

	async delete(id: string): Promise<void> {
		await this.call('DELETE', `/jobs?request_id=${id}`);
	}

	/** V2 only: one job, or everybody's. */
	async jobs(id?: string): Promise<ListedJob[]> {
		const body = await this.call('GET', id === undefined ? '/jobs' : `/jobs?request_id=${id}`);
		return JSON.parse(body.toString()).data.jobs.requests as ListedJob[];
	}

	private call(method: string, path: string, body?: string): Promise<Buffer> {
		return send({ url: this.root + path, token: this.token, method, body });
	}
}
