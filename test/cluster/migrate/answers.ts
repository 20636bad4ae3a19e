/** What a server answers about everything it has, to compare two of them. */
import type { TestServer } from '../../support/server';

const ALL = { start_time: '1970-01-01T00:00:00Z', end_time: '2100-01-01T00:00:00Z' };

/** Searches of each kind that the query language has. */
const QUERIES = [
	'*',
	'IENAME = "Failed logon"',
	'failed AND password',
	'HOSTNAME = "web*" AND NOT IENAME = "Failed logon"',
	'REMOTEIP = 203.0.113.0/24 OR REMOTEIP = 10.0.0.0/8',
	'MESSAGE MATCHES "session.*root"',
];

const ASKED = [
	'/RestAPI/v1/meta/log_fields',
	'/RestAPI/v1/meta/log_types',
	'/RestAPI/v1/workflow/templates/list',
	'/api/v2/alerts/profile',
	'/api/v2/incident',
	'/api/v2/log-sources',
	'/api/v2/log-sources/agents',
	'/api/v2/log-sources/computers',
	'/api/v2/log-sources/domains',
	'/api/v2/log-sources/log-source-groups',
	'/api/v2/log-type',
	'/api/v2/log-type/parser-rule',
	'/api/v2/meta/log-fields',
	'/api/v2/meta/users',
	'/api/v2/webhook',
	'/api/v2/workflow',
	'/api/v2/workflow/runs',
	'/admin/api/ticketing/connections',
	'/admin/api/ticketing/deliveries',
	'/admin/api/workflows/runs',
	'/admin/api/workflows/outbox',
	'/admin/api/workflows/devices',
];

/** By what was asked. @param token of every scope, `admin` too */
export async function answersOf(
	server: TestServer,
	token: string,
	jobs: readonly string[],
): Promise<Map<string, unknown>> {
	const answers = new Map<string, unknown>();
	const pages = (path: string, query: string) => allPages(server, path, token, { ...ALL, query });
	for (const query of QUERIES) {
		answers.set(`search ${query}`, await pages('/api/v2/search', query));
		const body = { ...ALL, query, group_by: ['HOSTNAME'] };
		answers.set(
			`aggregate ${query}`,
			(await server.call('/api/v2/search/aggregate', { token, body })).body,
		);
	}
	answers.set('alerts', await pages('/api/v2/alerts', '*'));
	const one = async (path: string) => {
		const own = path.startsWith('/RestAPI/') ? {} : { token };
		const { status, body } = await server.call(path, own);
		answers.set(path, { status, body });
		return body;
	};
	for (const path of ASKED) await one(path);
	for (const { incident_id: id } of (await one('/api/v2/incident')).data?.incidents ?? [])
		for (const part of ['activity', 'alerts', 'evidence', 'notes'])
			await one(`/api/v2/incident/${id}/${part}`);
	for (const job of jobs) await one(`/api/v2/jobs/results?job_id=${job}`);
	return answers;
}

async function allPages(
	server: TestServer,
	path: string,
	token: string,
	start: object,
): Promise<unknown> {
	const hits: unknown[] = [];
	let body = start;
	for (;;) {
		const answer = await server.call(path, { token, body });
		if (answer.status !== 200) return answer.body;
		const { data, meta } = answer.body;
		hits.push(...(Object.values(data).find(Array.isArray) as unknown[]));
		const cursor = meta.cursor as string | undefined | null;
		if (cursor === undefined || cursor === null || cursor === '') return hits;
		body = { cursor };
	}
}
