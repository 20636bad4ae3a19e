/** One example of every V2 operation on logs, alerts, jobs and incidents; values are our own. */
import type { Example } from './example';

const HIT = { TIME: 1769857200000, HOSTNAME: 'lix', EVENTID: 4625, USERNAME: 'mhtoc' };
const JOB = 'AYVTeCb0wPH5eWuO5jkC';
const WINDOW = { start_time: '2026-01-31T00:00:00Z', end_time: '2026-01-31T23:59:59+05:30' };
const PAGE = { from: '1', limit: '50' };
const ONE = { total_items: 1, items_in_current_page: 1 };
const PROFILE = {
	profile_id: 1801,
	profile_name: 'Repeated failed logons',
	description: 'Five failed logons of one user in ten minutes',
	type: 'custom',
	severity: 'critical',
	status: 'enabled',
	notifications: ['email'],
};
/** An incident of the list. */
export const EXAMPLE_SUMMARY = {
	incident_id: 3000000438278,
	name: 'Brute force on dev-agent',
	description: '',
	severity: 'critical',
	status: 'open',
	assignee: 'admin',
	created_by: 'admin',
	created_time: '2026-01-31T12:00:00.000Z',
	updated_time: '2026-01-31T12:05:00.000Z',
	source: 'alert',
	actors: [{ entity: ['dev-agent'] }, { suspect: ['dev-agent'] }],
};
/** The same, whole. */
export const EXAMPLE_INCIDENT = {
	...EXAMPLE_SUMMARY,
	notes: [
		{
			note_id: 1,
			note: 'Asked the owner',
			author: 'admin',
			created_time: '2026-01-31T12:05:00.000Z',
		},
	],
	evidence: [
		{
			evidence_id: 1,
			source: 'alert',
			description: 'Repeated failed logons',
			data: { USERNAME: 'mhtoc' },
			added_by: 'admin',
			created_time: '2026-01-31T12:00:00.000Z',
		},
	],
	activity: [
		{ time: '2026-01-31T12:00:00.000Z', actor: 'admin', action: 'created', detail: 'by an alert' },
	],
};

export const v2Examples = {
	'v2.search.run': {
		body: {
			query: 'EVENTID = 4625',
			...WINDOW,
			log_source_ids: [3, 301],
			log_types: ['Windows'],
			log_source_group_ids: [1],
			response_type: 'server',
		},
		response: { data: { hits: [HIT] }, meta: { cursor: 'eyJ2IjoxfQ', ...ONE } },
	},
	'v2.search.start': {
		body: { query: 'EVENTID = 4625', ...WINDOW },
		response: { data: { request_id: JOB } },
	},
	'v2.alerts.run': {
		body: { query: '*', ...WINDOW, status: 'open', severity: 'critical', profile_ids: [1801] },
		response: { data: { hits: [HIT] }, meta: ONE },
	},
	'v2.alerts.start': { body: { query: '*', ...WINDOW }, response: { data: { request_id: JOB } } },
	'v2.alertProfiles.list': { query: PAGE, response: { data: { profiles: [PROFILE] }, meta: ONE } },
	'v2.alertProfiles.get': { params: { profile_id: '1801' }, response: { data: PROFILE } },
	'v2.jobs.list': {
		query: { request_id: JOB },
		response: {
			data: {
				jobs: {
					requests: [
						{
							request_id: JOB,
							stage: 'SUCCESS',
							running_time_millis: 97,
							hits_done: 372,
							total_hits: 372,
							total_pages: 1,
							submitted_at: '2026-01-31T12:00:00.000Z',
							started_at: '2026-01-31T12:00:00.003Z',
							last_synced_time: '2026-01-31T12:00:00.100Z',
						},
					],
				},
			},
		},
	},
	'v2.jobs.delete': {
		query: { request_id: JOB },
		response: { data: { message: `deleted hits for request_id [${JOB}]` } },
	},
	'v2.jobs.results': {
		query: { request_id: JOB, page_no: '1' },
		response: {
			data: { hits: [HIT] },
			meta: { total_items: 372, items_in_current_page: 1, next_page: 2 },
		},
	},
	'v2.incidents.list': {
		query: { status: 'open', response_type: 'server', ...PAGE },
		response: { data: { incidents: [EXAMPLE_SUMMARY] }, meta: ONE },
	},
	'v2.incidents.get': {
		params: { incident_id: '3000000438278' },
		query: { response_type: 'server' },
		response: { data: EXAMPLE_INCIDENT },
	},
	'v2.incidents.create': {
		body: {
			name: 'Brute force on dev-agent',
			severity: 'critical',
			assignee: 'admin',
			actors: EXAMPLE_SUMMARY.actors,
			note: 'Asked the owner',
		},
		response: { data: EXAMPLE_INCIDENT },
	},
	'v2.incidents.updateByBody': {
		body: { incident_id: 3000000438278, status: 'closed' },
		response: { data: { ...EXAMPLE_INCIDENT, status: 'closed' }, meta: { updated: true } },
	},
	'v2.incidents.update': {
		params: { incident_id: '3000000438278' },
		body: { status: 'in_progress', note: 'Looking into it' },
		response: { data: { ...EXAMPLE_INCIDENT, status: 'in_progress' }, meta: { updated: true } },
	},
	'v2.incidents.delete': {
		body: { incident_ids: [3000000438278] },
		response: { data: { incident_ids: [3000000438278] } },
	},
} as const satisfies Record<string, Example>;
