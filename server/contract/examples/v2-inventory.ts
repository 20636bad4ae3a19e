/** One example of every V2 operation on log sources, log types, reports, and of this server's own. */
import type { Example } from './example';

const PAGE = { from: '1', limit: '50' };
const ONE = { total_items: 1, items_in_current_page: 1 };
const SOURCE = {
	log_source_id: 3,
	log_source: 'tsi2k16adc',
	display_name: 'tsi2k16adc',
	ip_address: '202.0.112.248',
	log_type_name: 'Windows',
	log_source_group_id: 1,
	log_source_group_name: 'WindowsGroup',
	status: 'enabled',
	domain_name: 'EXAMPLE',
	last_message_time: '2026-01-31T12:00:00.000Z',
};
const LOG_TYPE = { log_type_id: 'Door', log_type_name: 'Door Access Control', custom: true };
const RULE = {
	rule_id: 1,
	rule_name: 'Door opened',
	log_type_id: 'Door',
	pattern: 'user=(?<USERNAME>\\S+)',
	enabled: true,
};
const REPORT = {
	report_id: 101,
	report_name: 'Failed logons',
	description: '',
	module_name: 'Windows',
	category_name: 'Logon',
	group_name: 'Failures',
	query: 'EVENTID = 4625',
	custom: false,
};

export const v2InventoryExamples = {
	'v2.logFields.list': {
		response: {
			data: { fields: [{ client_value: 'Severity', server_value: 'SEVERITY' }] },
			meta: ONE,
		},
	},
	'v2.users.list': {
		query: PAGE,
		response: {
			data: { users: [{ user_id: 1, user_name: 'admin', role: 'Administrator' }] },
			meta: ONE,
		},
	},
	'v2.logTypes.list': { query: PAGE, response: { data: { log_types: [LOG_TYPE] }, meta: ONE } },
	'v2.logTypes.create': {
		body: { log_type_name: 'Door Access Control' },
		response: { data: LOG_TYPE },
	},
	'v2.logTypes.update': {
		body: { log_type_id: 'Door', description: 'Doors of all sites' },
		response: { data: { ...LOG_TYPE, description: 'Doors of all sites' } },
	},
	'v2.logTypes.delete': {
		body: { log_type_ids: ['Door'] },
		response: { data: { message: 'Deleted 1 log type' } },
	},
	'v2.parserRules.list': {
		query: { log_type_id: 'Door', ...PAGE },
		response: { data: { parser_rules: [RULE] }, meta: ONE },
	},
	'v2.parserRules.create': {
		body: { log_type_id: 'Door', rule_name: 'Door opened', pattern: RULE.pattern },
		response: { data: RULE },
	},
	'v2.parserRules.update': {
		body: { rule_id: 1, enabled: false },
		response: { data: { ...RULE, enabled: false } },
	},
	'v2.parserRules.delete': {
		body: { rule_ids: [1] },
		response: { data: { message: 'Deleted 1 parser rule' } },
	},
	'v2.logSources.list': { query: PAGE, response: { data: { log_sources: [SOURCE] }, meta: ONE } },
	'v2.logSources.addWindows': {
		body: { log_sources: [{ log_source: 'tsi2k16adc', domain_name: 'EXAMPLE', agent_id: 1 }] },
		response: { data: { log_sources: [{ ...SOURCE, agent_id: 1 }] } },
	},
	'v2.logSources.update': {
		body: { log_sources: [{ log_source_id: 3, status: 'disabled' }] },
		response: { data: { log_sources: [{ ...SOURCE, status: 'disabled' }] } },
	},
	'v2.logSources.delete': {
		body: { log_source_ids: [3] },
		response: { data: { message: 'Deleted 1 log source' } },
	},
	'v2.logSourceGroups.list': {
		query: PAGE,
		response: {
			data: {
				log_source_groups: [
					{ log_source_group_id: 1, log_source_group_name: 'WindowsGroup', log_source_count: 12 },
				],
			},
			meta: ONE,
		},
	},
	'v2.agents.list': {
		query: PAGE,
		response: {
			data: {
				agents: [
					{
						agent_id: 1,
						agent_name: 'agent-berlin',
						ip_address: '192.0.2.10',
						status: 'running',
						version: '12.4',
						log_source_count: 12,
					},
				],
			},
			meta: ONE,
		},
	},
	'v2.domains.list': {
		query: PAGE,
		response: { data: { domains: [{ domain_id: 1, domain_name: 'EXAMPLE' }] }, meta: ONE },
	},
	'v2.computers.list': {
		query: { domain_name: 'EXAMPLE', ...PAGE },
		response: {
			data: {
				computers: [{ computer_name: 'tsi2k16adc', domain_name: 'EXAMPLE', log_source_id: 3 }],
			},
			meta: ONE,
		},
	},
	'v2.reports.profiles': {
		body: { module_name: ['Windows'], from: 1, limit: 50 },
		response: { data: { reports: [REPORT] }, meta: ONE },
	},
	'v2.reports.data': {
		params: { report_id: '101' },
		body: { start_time: '2026-01-31T00:00:00Z', end_time: '2026-01-31T23:59:59Z' },
		response: {
			data: { rows: [{ HOSTNAME: 'lix', EVENTID: 4625 }] },
			meta: { cursor: 'eyJ2IjoxfQ', total_items: 2, items_in_current_page: 1 },
		},
	},
	'v2.reports.create': {
		body: { report_name: 'Doors at night', query: 'LOGTYPE = Door' },
		response: { data: { ...REPORT, report_name: 'Doors at night', custom: true } },
	},
	'v2.reports.update': {
		params: { report_id: '102' },
		body: { query: 'LOGTYPE = Door AND RESULT = failure' },
		response: { data: { ...REPORT, report_id: 102, custom: true } },
	},
	'v2.reports.delete': {
		params: { report_id: '102' },
		response: { data: { message: 'Deleted 1 report' } },
	},
	'server.ingest': {
		query: { format: 'json' },
		response: {
			lines: 3,
			stored: 2,
			refused: 1,
			dropped: 0,
			errors: [{ line: 3, error: 'not a valid JSON object' }],
			unparsed: 0,
			cut: 0,
			untimed: 0,
			text: 0,
			readings: [{ format: 'json', source: 'web-1', lines: 2, untimed: 0 }],
			examples: [],
		},
	},
	'server.health': { response: { status: 'ok' } },
	'server.metrics': {},
	'server.openapi': { response: { openapi: '3.1.0' } },
} as const satisfies Record<string, Example>;
