/** Searches, alerts and the jobs that both run as. */
import { eventually, type Backend } from '../../support/backend';
import { id } from '../../support/node';
import { FAILED_LOGONS, failedLogons, HOST, type Generation, type Rows } from './row';

const TEXT = expect.any(String) as string;

/** The alerts of the host: one, of the profile "Windows: audit log cleared". */
const ALERTS = { timeRange: 'lastHour', returnAll: true, filters: { query: `HOSTNAME = ${HOST}` } };

/** The flat form of that alert, the same in both generations. */
const alert = expect.objectContaining({
	key: TEXT,
	time: TEXT,
	profileName: 'Windows: audit log cleared',
	severity: 'critical',
	status: 'open',
	host: HOST,
	user: 'joe',
	count: 1,
});

/** Starts the search for the failed logons past the node and waits for its end. */
async function finishedJob(server: Backend, generation: Generation): Promise<string> {
	if (generation === 'v1') {
		const body = { query: FAILED_LOGONS.query };
		const { request_id } = await server.call('POST', '/RestAPI/v1/search/async', body);
		return await eventually(async () => {
			const path = `/RestAPI/v1/jobs?request_id=${String(request_id)}`;
			const { requests } = (await server.call('GET', path)) as { requests: [{ status: string }] };
			return requests[0].status === 'SUCCESS' ? String(request_id) : undefined;
		});
	}
	const range = { start_time: '2020-01-01T00:00:00Z', end_time: '2100-01-01T00:00:00Z' };
	const body = { query: FAILED_LOGONS.query, ...range };
	const { data } = await server.call('POST', '/api/v2/search/async', body);
	const request = String((data as { request_id: string }).request_id);
	return await eventually(async () => {
		const answer = await server.call('GET', `/api/v2/jobs?request_id=${request}`);
		const { jobs } = answer.data as { jobs: { requests: [{ stage: string }] } };
		return jobs.requests[0].stage === 'SUCCESS' ? request : undefined;
	});
}

const finished = (requestId: string) =>
	expect.objectContaining({ requestId, state: 'success', hits: 3 });

/** Whether the server still lists a job. */
async function listed(server: Backend, generation: Generation, request: string) {
	const path = generation === 'v1' ? '/RestAPI/v1/jobs' : '/api/v2/jobs';
	return JSON.stringify(await server.call('GET', path)).includes(request);
}

export const logs: Rows = {
	'log.search': {
		v2: ['v2.search.run'],
		v1: ['v1.search.run'],
		prepare: () => ({ parameters: FAILED_LOGONS, output: failedLogons }),
	},
	'log.searchAndWait': {
		v2: ['v2.jobs.delete', 'v2.jobs.list', 'v2.jobs.results', 'v2.search.start'],
		v1: ['v1.jobs.delete', 'v1.jobs.list', 'v1.jobs.results', 'v1.search.start'],
		prepare: () => ({ parameters: FAILED_LOGONS, output: failedLogons }),
	},
	'log.startSearch': {
		v2: ['v2.search.start'],
		v1: ['v1.search.start'],
		prepare: () => ({ parameters: FAILED_LOGONS, output: [{ requestId: TEXT }] }),
	},
	'alert.getMany': {
		v2: ['v2.alerts.run'],
		v1: ['v1.alerts.run'],
		prepare: () => ({ parameters: ALERTS, output: [alert] }),
	},
	'alert.getManyAndWait': {
		v2: ['v2.alerts.start', 'v2.jobs.delete', 'v2.jobs.list', 'v2.jobs.results'],
		v1: ['v1.alerts.start', 'v1.jobs.delete', 'v1.jobs.list', 'v1.jobs.results'],
		prepare: () => ({ parameters: ALERTS, output: [alert] }),
	},
	'alert.start': {
		v2: ['v2.alerts.start'],
		v1: ['v1.alerts.start'],
		prepare: () => ({ parameters: ALERTS, output: [{ requestId: TEXT }] }),
	},
	'job.get': {
		v2: ['v2.jobs.list'],
		v1: ['v1.jobs.list'],
		async prepare(server, generation) {
			const request = await finishedJob(server, generation);
			return { parameters: { job: id(request) }, output: [finished(request)] };
		},
	},
	'job.getMany': {
		v2: ['v2.jobs.list'],
		v1: ['v1.jobs.list'],
		async prepare(server, generation) {
			const request = await finishedJob(server, generation);
			return { parameters: { limit: 1 }, output: [finished(request)] };
		},
	},
	'job.getResults': {
		v2: ['v2.jobs.list', 'v2.jobs.results'],
		v1: ['v1.jobs.list', 'v1.jobs.results'],
		async prepare(server, generation) {
			const request = await finishedJob(server, generation);
			const parameters = { job: id(request), returnAll: true };
			return { parameters, output: failedLogons };
		},
	},
	'job.wait': {
		v2: ['v2.jobs.list'],
		v1: ['v1.jobs.list'],
		async prepare(server, generation) {
			const request = await finishedJob(server, generation);
			return { parameters: { job: id(request) }, output: [finished(request)] };
		},
	},
	'job.delete': {
		v2: ['v2.jobs.delete'],
		v1: ['v1.jobs.delete'],
		async prepare(server, generation) {
			const requestId = await finishedJob(server, generation);
			return {
				parameters: { job: id(requestId) },
				output: [{ requestId, deleted: true }],
				check: async () => expect(await listed(server, generation, requestId)).toBe(false),
			};
		},
	},
};
