/** Golden fixtures of V1: every request and answer that the vendor's V1 pages show. */
import type { Golden } from './golden';

const LOG360 = 'https://www.manageengine.com/log-management/help/api-settings';
const ELA =
	'https://manageengine.com/products/eventlog/help/StandaloneManagedServer-UserGuide/AdminSettings';
const FORTISOAR = 'observed: FortiSOAR connector for V1';

const SERVER_HIT = {
	COMMON_SEVERITY: 'INFORMATION',
	IS_THROWAWAY: true,
	HOSTNAME: 'gate7',
	APPID: 2,
	FORMATID: 302,
	RAWLOG: 'anna.berg /door/open accepted',
};
const CLIENT_HIT = {
	Time: '2026-01-31 10:00:00',
	Device: 'gate7',
	'Device Type': 'Windows',
	'Event ID': 4625,
	'Severity Type': 'failure',
	Message: 'An account failed to log on',
};

export const v1Goldens: readonly Golden[] = [
	{
		id: 'v1.logSources.list',
		source: `${ELA}/get-log-sources.html`,
		shows: 'the range in the query, and two devices',
		query: { from: '1', to: '10' },
		answer: {
			devices: [
				{ name: 'gate7', ip_address: '203.0.113.7', host_id: 7, group: 'WindowsGroup' },
				{ name: 'gate8', ip_address: '10.0.0.8', host_id: 408, group: 'Windows Workstation' },
			],
		},
	},
	{
		id: 'v1.logSources.list',
		source: `${ELA}/get-log-sources.html`,
		shows: 'the range as the cURL sample sends it, in a JSON body, from 0',
		query: { from: 0, to: 10 },
	},
	{
		id: 'v1.logFields.list',
		source: `${ELA}/get-log-fields.html`,
		shows: 'fields as the EventLog Analyzer page spells them',
		answer: { fields: [{ description: 'Facility', id: 'FACILITY' }] },
	},
	{
		id: 'v1.logFields.list',
		source: `${LOG360}/get-log-fields.html`,
		shows: 'fields as the Log360 page spells them',
		answer: { fields: [{ client_value: 'Facility', server_value: 'FACILITY' }] },
	},
	{
		id: 'v1.logTypes.list',
		source: `${ELA}/get-log-types.html`,
		shows: 'a log type whose id and description differ',
		answer: {
			log_types: [
				{ description: 'Unix', id: 'Unix' },
				{ description: 'Hypervisor/ESXi', id: 'Hypervisor' },
			],
		},
	},
	{
		id: 'v1.search.run',
		source: `${LOG360}/synchronous-search.html`,
		shows: 'every parameter, and quotes in the query',
		body: {
			query: 'REMOTE_INTERFACE = "port 9"',
			hosts: [7, 408],
			groups: ['WindowsGroup'],
			from: 1769817600000,
			to: 1769904000000,
		},
		answer: {
			cursor: 'Q3Vyc29yLW9mLW91ci1vd24=',
			hits: { hits: [SERVER_HIT], hits_count_in_current_page: 1 },
		},
	},
	{
		id: 'v1.search.run',
		source: `${LOG360}/synchronous-search.html`,
		shows: 'the next page by its cursor alone',
		body: { cursor: 'Q3Vyc29yLW9mLW91ci1vd24=' },
	},
	{
		id: 'v1.search.run',
		source: FORTISOAR,
		shows: 'the envelope of a real server, with display names',
		body: { query: '*', hosts: [7] },
		answer: {
			cursor: 'Q3Vyc29yLW9mLW91ci1vd24=',
			results: { hits: [CLIENT_HIT], total_hits: 81, hits_count_in_current_page: 1 },
		},
	},
	{
		id: 'v1.search.start',
		source: `${LOG360}/asynchronous-search.html`,
		shows: 'the job id',
		body: {
			query: 'IENAME = "Failed logon"',
			hosts: [7],
			groups: ['WindowsGroup'],
			from: 1769817600000,
			to: 1769904000000,
		},
		answer: { request_id: 'BZXUfDc1xQI6fXvP6kLD' },
	},
	{
		id: 'v1.alerts.run',
		source: `${ELA}/synchronous-alert.html`,
		shows: 'every filter, and a range the wrong way round as in the sample',
		body: {
			query: 'EVENTID = 4740 AND USERNAME = abe',
			alert_profiles: [3, 4, 702],
			severity: ['CRITICAL'],
			status: ['OPEN'],
			from: 1769904000000,
			to: 1769817600000,
		},
		answer: {
			cursor: 'Q3Vyc29yLW9mLW91ci1vd24=',
			hits: { hits: [SERVER_HIT], hits_count_in_current_page: 1 },
		},
	},
	{
		id: 'v1.alerts.run',
		source: FORTISOAR,
		shows: 'filter words in mixed case, and the extra keys of an alert',
		body: { severity: ['Critical', 'Trouble', 'Attention'], status: ['Inprogress', 'Closed'] },
		answer: {
			results: {
				hits: [
					{
						...CLIENT_HIT,
						Alert_Profile_Name: 'Locked out',
						Alert_Severity: 'Trouble',
						Alert_Status: 'In-progress',
						State: 'active',
					},
				],
				total_hits: 1,
				hits_count_in_current_page: 1,
			},
		},
	},
	{
		id: 'v1.alerts.start',
		source: `${LOG360}/asynchronous-alert.html`,
		shows: 'the job id',
		body: { query: '*', alert_profiles: [3], severity: ['TROUBLE'], status: ['CLOSED'] },
		answer: { request_id: 'BZXUfDc1xQI6fXvP6kLD' },
	},
	{
		id: 'v1.jobs.list',
		source: `${LOG360}/jobs-endpoint.html`,
		shows: 'a job with every key of the table',
		query: { request_id: 'BZXUfDc1xQI6fXvP6kLD' },
		answer: {
			total: 1,
			requests: [
				{
					request_id: 'BZXUfDc1xQI6fXvP6kLD',
					status: 'RUNNING',
					running_time_in_millis: 1500,
					running_time: '1.5s',
					hits_done: 20,
					total_pages: 1,
					submitted_at: 1769904000000,
					started_at: 1769904000001,
					last_synced_time: 1769904001501,
				},
			],
		},
	},
	{
		id: 'v1.jobs.list',
		source: `${LOG360}/jobs-endpoint.html`,
		shows: 'all jobs, without a parameter',
		query: {},
		answer: { total: 0, requests: [] },
	},
	{
		id: 'v1.jobs.delete',
		source: `${LOG360}/jobs-endpoint.html`,
		shows: "the sentence with the vendor's double word",
		query: { request_id: 'BZXUfDc1xQI6fXvP6kLD' },
		answer: { message: 'deleted hits for for request_id [BZXUfDc1xQI6fXvP6kLD]' },
	},
	{
		id: 'v1.jobs.results',
		source: `${LOG360}/jobs-result-endpoint.html`,
		shows: 'a page with a next one',
		query: { request_id: 'BZXUfDc1xQI6fXvP6kLD' },
		answer: { next_page: 2, results: { hits: [SERVER_HIT], hits_count_in_current_page: 1 } },
	},
	{
		id: 'v1.alertProfiles.list',
		source: `${LOG360}/get-alert-profiles.html`,
		shows: 'keys with spaces; those within a profile are observed',
		body: {
			type: ['Correlation', 'Custom', 'Predefined'],
			severity: ['Critical', 'Trouble', 'Attention'],
			status: ['Enabled', 'Disabled'],
		},
		answer: {
			'Number of Records': 2,
			'Profile Based Alerts': [
				{
					'Alert Id': 1002,
					'Alert Profile Name': 'Locked out',
					Type: 'Predefined',
					Severity: 'Attention',
					Status: 'Disabled',
					Notifications: [],
				},
			],
			'Correlation Alert Profiles': [
				{
					'Alert Id': 1003,
					'Alert Profile Name': 'Brute force, then success',
					Type: 'Correlation',
					Severity: 'Critical',
					Status: 'Enabled',
					Notifications: ['Email', 'SMS'],
				},
			],
		},
	},
	{
		id: 'v1.product.details',
		source: `${LOG360}/get-product-details.html`,
		shows: 'the only key',
		answer: { os_type: 'windows' },
	},
	{
		id: 'v1.devices.disable',
		source: `${LOG360}/disable-device.html`,
		shows: 'one device by its address',
		body: { device_name: '10.0.0.8' },
		answer: { message: 'Device(s) 10.0.0.8 disabled in EventLog Analyzer successfully' },
	},
	{
		id: 'v1.tickets.updateIncident',
		source: `${LOG360}/update-incident.html`,
		shows: "a status in the ticketing tool's own words",
		body: { ticket_id: '44120', changelog: { field: 'STATUS', value: 'Waiting for approval' } },
		answer: { message: 'Incident updated' },
	},
	{
		id: 'v1.tickets.exportIncident',
		source: `${LOG360}/export-incident.html`,
		shows: 'a number as export_id',
		body: { ticket_id: '44120' },
		answer: {
			export_id: 5,
			message: 'Incident Export triggered successfully in EventLog Analyzer',
		},
	},
	{
		id: 'v1.tickets.profile',
		source: `${ELA}/disable-ticket-notification.html`,
		shows: 'the ticket in the query, as in the sample',
		query: { ticket_id: '44120' },
		answer: {
			profile_name: 'Locked out',
			profile_id: 1002,
			message: 'Alert Profile Name fetched successfully',
		},
	},
	{
		id: 'v1.workflows.list',
		source: `${LOG360}/execute-workflow.html`,
		shows: 'upper-case keys',
		answer: {
			workflow_list: [
				{
					TEMPLATE_ID: 2,
					TEMPLATE_NAME: 'Kill Process',
					TEMPLATE_DESCRIPTION: 'Ends a process and emails the status to the administrator.',
					STATUS: 1,
					CREATED_BY: 1,
					CREATED_ON: 1769817600000,
					LAST_MODIFIED: 1769817600001,
				},
			],
			message: 'Workflow list fetched successfully',
		},
	},
];
