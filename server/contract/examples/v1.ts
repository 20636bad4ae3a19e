/** One example of every V1 operation; shapes follow the vendor's samples where there are some, values are our own. */
import type { Example } from './example';

const EVENT = {
	HOSTNAME: 'lix',
	COMMON_SEVERITY: 'INFORMATION',
	EVENTID: 4625,
	USERNAME: 'mhtoc',
	IS_THROWAWAY: true,
};
const JOB = 'AYVTeCb0wPH5eWuO5jkC';
const RANGE = { from: 1769817600000, to: 1769904000000 };
const WORKFLOW = {
	TEMPLATE_ID: 1,
	TEMPLATE_NAME: 'Popup Alert',
	TEMPLATE_DESCRIPTION: 'Shows a message on the device and emails the status to the administrator.',
	STATUS: 1,
	CREATED_BY: 1,
	CREATED_ON: 1769817600000,
	LAST_MODIFIED: 1769817600000,
};

export const v1Examples = {
	'v1.search.run': {
		body: { query: 'REMOTE_INTERFACE = "switch 1"', hosts: [3, 301], ...RANGE },
		response: {
			cursor: 'DnF1ZXJ5VGhlbkZldGNo',
			results: { hits: [EVENT], total_hits: 1234, hits_count_in_current_page: 1 },
		},
	},
	'v1.search.start': {
		body: { query: 'EVENTID = 4625', groups: ['WindowsGroup'], ...RANGE },
		response: { request_id: JOB },
	},
	'v1.alerts.run': {
		body: {
			query: 'EVENTID = 16384 AND USERNAME = mhtoc',
			alert_profiles: [1, 2, 601],
			severity: ['CRITICAL'],
			status: ['OPEN'],
			...RANGE,
		},
		response: {
			results: {
				hits: [
					{
						Time: '2026-01-31 10:00:00',
						Device: 'lix',
						Alert_Profile_Name: 'Repeated failed logons',
						Alert_Severity: 'Critical',
						Alert_Status: 'Open',
					},
				],
				total_hits: 1,
				hits_count_in_current_page: 1,
			},
		},
	},
	'v1.alerts.start': { body: { severity: ['TROUBLE'], ...RANGE }, response: { request_id: JOB } },
	'v1.alertProfiles.list': {
		body: { type: ['Custom'], severity: ['Critical'], status: ['Enabled'] },
		response: {
			'Number of Records': 1,
			'Profile Based Alerts': [
				{
					'Alert Id': 1001,
					'Alert Profile Name': 'Repeated failed logons',
					Type: 'Custom',
					Severity: 'Critical',
					Status: 'Enabled',
					Notifications: ['Email'],
				},
			],
			'Correlation Alert Profiles': [],
		},
	},
	'v1.jobs.list': {
		query: { request_id: JOB },
		response: {
			total: 1,
			requests: [
				{
					request_id: JOB,
					status: 'SUCCESS',
					running_time_in_millis: 97,
					running_time: '97ms',
					hits_done: 372,
					total_pages: 1,
					submitted_at: 1769904000000,
					started_at: 1769904000003,
					last_synced_time: 1769904000100,
				},
			],
		},
	},
	'v1.jobs.delete': {
		query: { request_id: JOB },
		response: { message: `deleted hits for for request_id [${JOB}]` },
	},
	'v1.jobs.results': {
		query: { request_id: JOB, page_no: '4' },
		response: { next_page: 5, results: { hits: [EVENT], hits_count_in_current_page: 1 } },
	},
	'v1.logFields.list': {
		response: {
			fields: [
				{ client_value: 'Severity', server_value: 'SEVERITY' },
				{ client_value: 'Event Name', server_value: 'IENAME' },
			],
		},
	},
	'v1.logTypes.list': {
		response: {
			log_types: [
				{ description: 'Windows', id: 'Windows' },
				{ description: 'Hypervisor/ESXi', id: 'Hypervisor' },
			],
		},
	},
	'v1.logSources.list': {
		query: { from: '1', to: '10' },
		response: {
			devices: [
				{ name: 'tsi2k16adc', ip_address: '202.0.112.248', host_id: 3, group: 'WindowsGroup' },
			],
		},
	},
	'v1.devices.disable': {
		body: { device_name: '1.1.1.1' },
		response: { message: 'Device(s) 1.1.1.1 disabled in EventLog Analyzer successfully' },
	},
	'v1.tickets.updateIncident': {
		body: { ticket_id: '33630', changelog: { field: 'STATUS', value: 'Pending' } },
		response: { message: 'Incident updated successfully in EventLog Analyzer' },
	},
	'v1.tickets.exportIncident': {
		body: { ticket_id: '33630' },
		response: {
			export_id: 2,
			message: 'Incident Export triggered successfully in EventLog Analyzer',
		},
	},
	'v1.exports.status': {
		query: { export_id: '2' },
		response: { export_id: 2, status: 'COMPLETED', message: 'Incident Export completed' },
	},
	'v1.exports.download': { query: { export_id: '2' } },
	'v1.tickets.profile': {
		query: { ticket_id: '33741' },
		response: {
			profile_name: 'Alert 1',
			profile_id: 1801,
			message: 'Alert Profile Name fetched successfully',
		},
	},
	'v1.tickets.disableNotification': {
		body: { profile_id: 1801 },
		response: { message: 'Ticket notification disabled for Alert 1' },
	},
	'v1.workflows.list': {
		response: { workflow_list: [WORKFLOW], message: 'Workflow list fetched successfully' },
	},
	'v1.workflows.template': {
		query: { template_id: '1' },
		response: {
			template_data: {
				...WORKFLOW,
				ARGUMENTS: [
					{ NAME: 'message', DESCRIPTION: 'Text to show', TYPE: 'text', MANDATORY: true },
				],
				BLOCKS: [
					{
						BLOCK_ID: 'popup',
						BLOCK_TYPE: 'Popup alert',
						PARAMETERS: { text: '{{message}}' },
						NEXT: [],
					},
				],
			},
			message: 'Workflow template fetched successfully',
		},
	},
	'v1.workflows.execute': {
		body: { template_id: 1, ticket_id: '33630', arguments: { message: 'Please log off.' } },
		response: { execution_id: 7, message: 'Workflow execution started' },
	},
	'v1.workflows.execution': {
		query: { execution_id: '7' },
		response: {
			execution_id: 7,
			template_id: 1,
			status: 'SUCCESS',
			message: '',
			submitted_at: 1769817600000,
			finished_at: 1769817600120,
			blocks: [{ BLOCK_ID: 'popup', BLOCK_TYPE: 'Popup alert', STATUS: 'SUCCESS' }],
		},
	},
	'v1.product.details': { response: { os_type: 'windows' } },
} as const satisfies Record<string, Example>;
