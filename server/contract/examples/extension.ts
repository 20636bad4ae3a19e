/** One example of every operation that only this server offers; values are our own. */
import type { Example } from './example';
import { EXAMPLE_INCIDENT, EXAMPLE_SUMMARY } from './v2';

const TIME = '2026-01-31T12:00:00.000Z';
const LATER = '2026-01-31T12:05:00.000Z';
const PAGE = { from: '1', limit: '50' };
const ONE = { total_items: 1, items_in_current_page: 1 };
const WINDOW = { start_time: '2026-01-31T00:00:00Z', end_time: '2026-01-31T23:59:59Z' };
const ALERT_ID = 1769857200000000;
const INCIDENT_ID = EXAMPLE_SUMMARY.incident_id;

const COUNTING = {
	query: 'EVENTID = 4625',
	start_time: '2026-01-31T00:00:00Z',
	end_time: '2026-01-31T23:59:59Z',
	interval: '12h',
	group_by: ['USERNAME'],
	limit: 2,
};
const COUNTED = {
	data: {
		count: 372,
		buckets: [
			{ start_time: '2026-01-31T00:00:00.000Z', count: 301 },
			{ start_time: '2026-01-31T12:00:00.000Z', count: 71 },
		],
		groups: [
			{ values: { USERNAME: 'mhtoc' }, count: 240 },
			{ values: { USERNAME: 'root' }, count: 90 },
		],
	},
	meta: { exact: true, interval: '12h', group_count: 5, other_count: 40, missing_count: 2 },
};

const HIT = {
	TIME: 1769857200000,
	ALERT_ID,
	ALERT_PROFILE_ID: 1301,
	ALERT_PROFILE_NAME: 'Unix: repeated failed SSH logons',
	ALERT_SEVERITY: 'Trouble',
	ALERT_STATUS: 'Open',
	HOSTNAME: 'web01',
	REMOTEIP: '192.0.2.7',
};
const ALERT = {
	alert_id: ALERT_ID,
	profile_id: 1301,
	profile_name: 'Unix: repeated failed SSH logons',
	severity: 'trouble',
	status: 'open',
	time: '2026-01-31T11:00:00.000Z',
	raised_time: TIME,
	group: 'HOSTNAME web01, REMOTEIP 192.0.2.7',
	event_count: 10,
	event_ids: [1769857190000000, 1769857200000000],
	incident_id: INCIDENT_ID,
	hit: HIT,
};
const CHANGE = { time: LATER, actor: 'n8n', action: 'status', from: 'open', to: 'closed' };
const NOTE = { time: LATER, actor: 'n8n', action: 'note', note: 'Asked the owner' };
const WORKFLOW = {
	workflow_id: 1,
	workflow_name: 'Popup Alert',
	description: 'Shows a message on the device',
	enabled: true,
	predefined: true,
	created_time: TIME,
	updated_time: TIME,
};
const RUN = {
	run_id: 7,
	workflow_id: 1,
	workflow_name: 'Popup Alert',
	status: 'SUCCESS',
	message: '',
	trigger: 'api',
	started_by: 'tok_4Hq2mZ8sLx1',
	ticket_id: '33630',
	device: 'WS51',
	arguments: { message: 'Log off' },
	submitted_time: TIME,
	started_time: TIME,
	finished_time: LATER,
};
const WEBHOOK = {
	webhook_id: 3,
	name: 'n8n: Incident triage',
	url: 'https://n8n.example.com/webhook/log360',
	severities: ['critical', 'trouble', 'attention'],
	enabled: true,
	registered_by: 'n8n',
	created_time: TIME,
};
const SOURCE = {
	log_source_id: 3,
	log_source: 'tsi2k16adc',
	display_name: 'tsi2k16adc',
	ip_address: '202.0.112.248',
	log_type_name: 'Windows',
	log_source_group_id: 1,
	log_source_group_name: 'WindowsGroup',
	status: 'enabled',
};
const EXPORT = { export_id: 2, status: 'IN_PROGRESS', message: 'Incident Export in progress' };
const incident = { params: { incident_id: String(INCIDENT_ID) } };
const alert = { params: { alert_id: String(ALERT_ID) } };
const webhook = { params: { webhook_id: '3' } };

export const extensionExamples = {
	'server.alerts.get': { ...alert, query: { response_type: 'server' }, response: { data: ALERT } },
	'server.alerts.update': {
		...alert,
		body: { status: 'closed', assignee: 'admin', note: 'Tested by the red team' },
		response: {
			data: { ...ALERT, status: 'closed', assignee: 'admin' },
			meta: { updated: true },
		},
	},
	'server.alerts.updateMany': {
		body: { alert_ids: [ALERT_ID], status: 'in_progress' },
		response: { data: { alerts: [{ alert_id: ALERT_ID, updated: true }] } },
	},
	'server.alerts.addNote': { ...alert, body: { note: NOTE.note }, response: { data: NOTE } },
	'server.alerts.history': { ...alert, response: { data: { history: [CHANGE, NOTE] } } },
	'server.alerts.incident': {
		...alert,
		query: { response_type: 'server' },
		response: { data: { incident: EXAMPLE_SUMMARY } },
	},
	'server.alerts.count': {
		body: { query: 'HOSTNAME = web01', ...WINDOW, severity: 'critical' },
		response: { data: { count: 42, exact: true } },
	},
	'server.incidents.upsert': {
		body: {
			key: 'brute-force:dev-agent',
			name: 'Brute force on dev-agent',
			severity: 'critical',
			actors: EXAMPLE_SUMMARY.actors,
			note: 'Ten more attempts',
		},
		response: {
			data: { ...EXAMPLE_INCIDENT, key: 'brute-force:dev-agent' },
			meta: { created: false, updated: true },
		},
	},
	'server.incidents.updateMany': {
		body: { incident_ids: [INCIDENT_ID], status: 'closed', note: 'False alarm' },
		response: {
			data: { incidents: [{ incident_id: INCIDENT_ID, updated: true, updated_time: LATER }] },
		},
	},
	'server.incidents.addNote': {
		...incident,
		body: { note: 'Asked the owner' },
		response: { data: EXAMPLE_INCIDENT.notes[0] },
	},
	'server.incidents.notes': {
		...incident,
		query: PAGE,
		response: { data: { notes: EXAMPLE_INCIDENT.notes }, meta: ONE },
	},
	'server.incidents.addEvidence': {
		...incident,
		body: { evidence: [{ source: 'alert', description: 'Failed logons', data: HIT }] },
		response: { data: { evidence: EXAMPLE_INCIDENT.evidence } },
	},
	'server.incidents.evidence': {
		...incident,
		query: PAGE,
		response: { data: { evidence: EXAMPLE_INCIDENT.evidence }, meta: ONE },
	},
	'server.incidents.activity': {
		...incident,
		query: PAGE,
		response: { data: { activity: EXAMPLE_INCIDENT.activity }, meta: ONE },
	},
	'server.incidents.alerts': {
		...incident,
		query: { response_type: 'server', ...PAGE },
		response: { data: { hits: [HIT] }, meta: ONE },
	},
	'server.incidents.export': {
		...incident,
		body: { format: 'pdf' },
		response: { data: EXPORT },
	},
	'server.incidentExports.get': { params: { export_id: '2' }, response: { data: EXPORT } },
	'server.incidentExports.download': { params: { export_id: '2' } },
	'server.workflows.list': {
		query: PAGE,
		response: { data: { workflows: [WORKFLOW] }, meta: ONE },
	},
	'server.workflows.get': {
		params: { workflow_id: '1' },
		response: {
			data: {
				...WORKFLOW,
				arguments: [
					{
						name: 'message',
						description: 'Text that the user of the device sees',
						type: 'text',
						mandatory: true,
					},
				],
				needs_device: true,
				blocks: [
					{
						block_id: 'popup',
						block_type: 'Popup alert',
						parameters: { message: '{{arguments.message}}' },
						next: [],
					},
				],
			},
		},
	},
	'server.workflows.execute': {
		params: { workflow_id: '1' },
		body: { incident_id: INCIDENT_ID, arguments: { message: 'Log off' } },
		response: { data: RUN },
	},
	'server.runs.list': {
		query: { workflow_id: '1', status: 'SUCCESS', limit: '50' },
		response: { data: { runs: [RUN] }, meta: { items_in_current_page: 1 } },
	},
	'server.runs.get': {
		params: { run_id: '7' },
		response: {
			data: {
				...RUN,
				steps: [
					{
						block_id: 'popup',
						block_type: 'Popup alert',
						status: 'SUCCESS',
						attempts: 1,
						output: { shown: true },
						simulated: true,
						started_time: TIME,
						finished_time: LATER,
					},
				],
			},
		},
	},
	'server.runs.cancel': {
		params: { run_id: '7' },
		response: { data: { ...RUN, status: 'CANCELLED', message: 'Cancelled by n8n' } },
	},
	'server.search.aggregate': { body: COUNTING, response: COUNTED },
	'server.search.startAggregate': {
		body: COUNTING,
		response: { data: { request_id: 'AYVTeCb0wPH5eWuO5jkC' } },
	},
	'server.jobs.aggregate': {
		query: { request_id: 'AYVTeCb0wPH5eWuO5jkC' },
		response: COUNTED,
	},
	'server.reports.aggregate': {
		params: { report_id: '108' },
		body: WINDOW,
		response: {
			data: {
				count: 372,
				distinct_count: 31,
				groups: [{ values: { USERNAME: 'mhtoc' }, count: 240, distinct_count: 2 }],
			},
			meta: { exact: true, group_count: 5, other_count: 130, missing_count: 2 },
		},
	},
	'server.reports.aggregateFile': { params: { report_id: '108' }, body: WINDOW },
	'server.search.check': {
		body: { query: 'USERNAMEX = foo', ...WINDOW, target: 'logs' },
		response: {
			data: {
				valid: true,
				everything: false,
				fields: [{ name: 'USERNAMEX', known: false, hint: 'USERNAME' }],
				unknown_fields: ['USERNAMEX'],
				hits: { count: 0, exact: true },
			},
		},
	},
	'server.token.get': {
		response: {
			data: {
				token_id: 'tok_4Hq2mZ8sLx1',
				name: 'n8n',
				generation: 'v2',
				scopes: ['search.READ', 'alerts.READ'],
				created_time: TIME,
				expires_time: '2026-02-07T12:00:00.000Z',
				expires_in_seconds: 604800,
				server_time: TIME,
			},
		},
	},
	'server.webhooks.create': {
		body: {
			name: WEBHOOK.name,
			url: WEBHOOK.url,
			severities: ['critical', 'trouble', 'attention'],
		},
		response: { data: { ...WEBHOOK, secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw' } },
	},
	'server.webhooks.list': { query: PAGE, response: { data: { webhooks: [WEBHOOK] }, meta: ONE } },
	'server.webhooks.get': { ...webhook, response: { data: WEBHOOK } },
	'server.webhooks.delete': {
		...webhook,
		response: { data: { message: 'Removed webhook n8n: Incident triage' } },
	},
	'server.webhooks.deliveries': {
		...webhook,
		query: { state: 'dead', limit: '50' },
		response: {
			data: {
				deliveries: [
					{
						delivery_id: 7,
						message_id: 'msg_7',
						incident_id: INCIDENT_ID,
						type: 'incident.created',
						state: 'dead',
						attempts: 14,
						message: 'POST the address was answered with 403',
						created_time: TIME,
						updated_time: LATER,
					},
				],
			},
			meta: { items_in_current_page: 1 },
		},
	},
	'server.webhooks.resend': { ...webhook, response: { data: { resent: 12 } } },
	'server.logSources.byName': { query: { name: 'tsi2k16adc' }, response: { data: SOURCE } },
	'server.logSources.setStatus': {
		body: { names: ['tsi2k16adc'], status: 'enabled' },
		response: { data: { log_sources: [SOURCE] }, meta: { updated: 1 } },
	},
} as const satisfies Record<string, Example>;
