/** Incidents, tickets and workflows: every parameter is read for each item. */
import { bench } from '../../../support/cases';
import { checkPerItem, from, located, type Row } from './perItem';

const b = bench();

const ROWS: readonly Row[] = [
	{
		name: 'incident/create',
		kind: 'v2',
		parameters: {
			name: from('name'),
			additionalFields: {
				assignee: from('who'),
				description: from('text'),
				dueDate: from('due'),
				note: from('note'),
				severity: from('severity'),
				status: from('status'),
			},
		},
		items: [
			{
				name: 'one',
				who: 'admin',
				text: 'd',
				due: '2026-11-05',
				note: 'n',
				severity: 'critical',
				status: 'open',
			},
			{
				name: 'two',
				who: 'ann',
				text: '',
				due: '2026-11-06',
				note: '',
				severity: 'Trouble',
				status: 'Closed',
			},
		],
		requests: [
			[
				'POST',
				'/api/v2/incident',
				{
					body: {
						name: 'one',
						assignee: 'admin',
						description: 'd',
						due_date: '2026-11-05T00:00:00Z',
						note: 'n',
						severity: 'critical',
						status: 'open',
					},
				},
			],
			[
				'POST',
				'/api/v2/incident',
				{
					body: {
						name: 'two',
						assignee: 'ann',
						due_date: '2026-11-06T00:00:00Z',
						severity: 'trouble',
						status: 'closed',
					},
				},
			],
		],
	},
	{
		name: 'incident/update',
		kind: 'v2',
		parameters: {
			incident: located('id'),
			updateFields: { name: from('name'), status: from('status') },
			options: { idInBody: from('inBody') },
		},
		items: [
			{ id: '7', name: 'new', status: 'In Progress', inBody: false },
			{ id: 3000000438278, name: 'old', status: 'CLOSED', inBody: true },
		],
		requests: [
			['PUT', '/api/v2/incident/7', { body: { name: 'new', status: 'in_progress' } }],
			[
				'PUT',
				'/api/v2/incident',
				{ body: { incident_id: 3000000438278, name: 'old', status: 'closed' } },
			],
		],
	},
	{
		name: 'incident/get',
		kind: 'v2',
		parameters: { incident: located('id'), options: { fieldNames: from('names') } },
		items: [
			{ id: 7, names: 'server' },
			{ id: 8, names: 'client' },
		],
		requests: [
			['GET', '/api/v2/incident/7', { query: { response_type: 'server' } }],
			['GET', '/api/v2/incident/8', { query: { response_type: 'client' } }],
		],
	},
	{
		name: 'incident/getMany',
		kind: 'v2',
		parameters: {
			filters: {
				actor: from('actor'),
				assignee: from('who'),
				createdAfter: from('since'),
				severities: from('severity'),
				statuses: from('status'),
				text: from('text'),
			},
		},
		items: [
			{
				...{ who: 'admin', severity: 'critical', status: 'open' },
				...{ actor: 'dev-agent', since: '2026-01-01T00:00:00Z', text: 'brute' },
			},
			{
				...{ who: '*', severity: ['TROUBLE', 'Critical'], status: 'In progress,open' },
				...{ actor: '*', since: 1767312000000, text: '*' },
			},
		],
		requests: [
			[
				'GET',
				'/api/v2/incident',
				{
					query: {
						assignee: 'admin',
						severity: 'critical',
						status: 'open',
						created_since: '2026-01-01T00:00:00Z',
						text: 'brute',
						actor: 'dev-agent',
						response_type: 'server',
						from: '1',
						limit: '100',
					},
				},
			],
			[
				'GET',
				'/api/v2/incident',
				{
					query: {
						severity: 'trouble,critical',
						status: 'in_progress,open',
						created_since: '2026-01-02T00:00:00Z',
						response_type: 'server',
						from: '1',
						limit: '100',
					},
				},
			],
		],
	},
	{
		name: 'incident/delete',
		kind: 'v2',
		parameters: { incident: located('id') },
		items: [{ id: 7 }, { id: 'a-b' }],
		requests: [
			['DELETE', '/api/v2/incident', { body: { incident_ids: [7] } }],
			['DELETE', '/api/v2/incident', { body: { incident_ids: ['a-b'] } }],
		],
	},
	{
		name: 'incident/syncByTicket',
		kind: 'v1',
		parameters: { ticketId: from('ticket'), field: from('field'), value: from('value') },
		items: [
			{ ticket: 33630, field: 'STATUS', value: 'Pending' },
			{ ticket: ' INC-1 ', field: 'SEVERITY', value: 'P1' },
		],
		requests: [
			[
				'POST',
				'/RestAPI/v1/ticket/incident/update',
				{ body: { ticket_id: '33630', changelog: { field: 'STATUS', value: 'Pending' } } },
			],
			[
				'POST',
				'/RestAPI/v1/ticket/incident/update',
				{ body: { ticket_id: 'INC-1', changelog: { field: 'SEVERITY', value: 'P1' } } },
			],
		],
	},
	{
		name: 'incident/exportByTicket',
		kind: 'both',
		parameters: { step: from('step'), ticketId: from('ticket'), exportId: from('export') },
		items: [
			{ step: 'start', ticket: 33630 },
			{ step: 'status', export: 2 },
		],
		requests: [
			['POST', '/RestAPI/v1/ticket/incident/export', { body: { ticket_id: '33630' } }],
			['GET', '/RestAPI/v1/incident/export/status', { query: { export_id: '2' } }],
		],
	},
	{
		name: 'incident/getProfileByTicket',
		kind: 'both',
		parameters: { ticketId: from('ticket') },
		items: [{ ticket: 1 }, { ticket: '2' }],
		requests: [
			['GET', '/RestAPI/v1/ticket/profile', { query: { ticket_id: '1' } }],
			['GET', '/RestAPI/v1/ticket/profile', { query: { ticket_id: '2' } }],
		],
	},
	{
		name: 'ticketNotification/disable',
		kind: 'both',
		parameters: { identifyBy: from('by'), profile: located('id'), ticketId: from('ticket') },
		items: [
			{ by: 'profile', id: 1801, ticket: '' },
			{ by: 'ticket', id: '', ticket: 33741 },
		],
		requests: [
			['PUT', '/RestAPI/v1/ticket/notification/disable', { body: { profile_id: 1801 } }],
			['GET', '/RestAPI/v1/ticket/profile', { query: { ticket_id: '33741' } }],
		],
	},
	...(['execute', 'executeAndWait'] as const).map(
		(operation): Row => ({
			name: `workflow/${operation}`,
			kind: 'both',
			parameters: {
				workflow: located('id'),
				ticketId: from('ticket'),
				specifyArguments: 'json',
				arguments: from('values'),
			},
			items: [
				{ id: 1, ticket: 33630, values: { message: 'a' } },
				{ id: '2', ticket: '33631', values: '{"message":"b"}' },
			],
			requests: [
				[
					'POST',
					'/RestAPI/v1/workflow/execute',
					{ body: { template_id: 1, ticket_id: '33630', arguments: { message: 'a' } } },
				],
				[
					'POST',
					'/RestAPI/v1/workflow/execute',
					{ body: { template_id: 2, ticket_id: '33631', arguments: { message: 'b' } } },
				],
			],
		}),
	),
	{
		name: 'workflow/getTemplate',
		kind: 'both',
		parameters: { workflow: located('id') },
		items: [{ id: 1 }, { id: 2 }],
		requests: [
			['GET', '/RestAPI/v1/workflow/templates/data', { query: { template_id: '1' } }],
			['GET', '/RestAPI/v1/workflow/templates/data', { query: { template_id: '2' } }],
		],
	},
];

it.each(ROWS)('$name with a credential for $kind', async (row) => await checkPerItem(b, row));
