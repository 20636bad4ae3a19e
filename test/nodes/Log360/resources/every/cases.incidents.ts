/** The operations on incidents, tickets and workflows, see `cases.ts`. */
import { type Case, located, v1, v2, WINDOW } from './case';

export const INCIDENTS: readonly Case[] = [
	{
		name: 'incident/create',
		parameters: { name: 'Brute force' },
		requests: v2(['POST', '/api/v2/incident', { body: { name: 'Brute force' } }]),
	},
	{
		name: 'incident/delete',
		parameters: { incident: located('3000000438278') },
		requests: v2(['DELETE', '/api/v2/incident', { body: { incident_ids: [3000000438278] } }]),
	},
	{
		name: 'incident/exportByTicket',
		parameters: { ticketId: '33630' },
		requests: v1(
			['POST', '/RestAPI/v1/ticket/incident/export', { body: { ticket_id: '33630' } }],
			['GET', '/RestAPI/v1/incident/export/status', { query: { export_id: '2' } }],
			['GET', '/RestAPI/v1/incident/export/download', { query: { export_id: '2' } }],
		),
	},
	{
		name: 'incident/get',
		parameters: { incident: located('3000000438278') },
		requests: v2(['GET', '/api/v2/incident/3000000438278', { query: { response_type: 'server' } }]),
	},
	{
		name: 'incident/count',
		parameters: {},
		requests: v2(['GET', '/api/v2/incident', { query: { from: '1', limit: '1' } }]),
	},
	{
		name: 'incident/getMany',
		parameters: {},
		requests: v2(['GET', '/api/v2/incident', { query: { response_type: 'server', ...WINDOW } }]),
	},
	{
		name: 'incident/getProfileByTicket',
		parameters: { ticketId: '33741' },
		requests: v1(['GET', '/RestAPI/v1/ticket/profile', { query: { ticket_id: '33741' } }]),
	},
	{
		name: 'incident/syncByTicket',
		parameters: { ticketId: '33630', value: 'Pending' },
		requests: v1([
			'POST',
			'/RestAPI/v1/ticket/incident/update',
			{ body: { ticket_id: '33630', changelog: { field: 'STATUS', value: 'Pending' } } },
		]),
	},
	{
		name: 'incident/update',
		parameters: { incident: located('3000000438278'), updateFields: { status: 'in_progress' } },
		requests: v2(['PUT', '/api/v2/incident/3000000438278', { body: { status: 'in_progress' } }]),
	},
	{
		name: 'ticketNotification/disable',
		parameters: { profile: located('1801') },
		requests: v1([
			'PUT',
			'/RestAPI/v1/ticket/notification/disable',
			{ body: { profile_id: 1801 } },
		]),
	},
	{
		name: 'workflow/execute',
		parameters: { workflow: located('1') },
		requests: v1([
			'POST',
			'/RestAPI/v1/workflow/execute',
			{ body: { template_id: 1, arguments: {} } },
		]),
	},
	{
		name: 'workflow/executeAndWait',
		parameters: { workflow: located('1') },
		requests: v1(
			['POST', '/RestAPI/v1/workflow/execute', { body: { template_id: 1, arguments: {} } }],
			['GET', '/RestAPI/v1/workflow/execution/status', { query: { execution_id: '7' } }],
		),
	},
	{
		name: 'workflow/getMany',
		parameters: {},
		requests: v1(['GET', '/RestAPI/v1/workflow/templates/list']),
	},
	{
		name: 'workflow/getRun',
		parameters: { executionId: '7' },
		requests: v1([
			'GET',
			'/RestAPI/v1/workflow/execution/status',
			{ query: { execution_id: '7' } },
		]),
	},
	{
		name: 'workflow/getTemplate',
		parameters: { workflow: located('1') },
		requests: v1(['GET', '/RestAPI/v1/workflow/templates/data', { query: { template_id: '1' } }]),
	},
	{
		name: 'incident/addNote',
		parameters: { incident: located('3000000438278'), noteText: 'Asked' },
		requests: v2(['POST', '/api/v2/incident/3000000438278/notes', { body: { note: 'Asked' } }]),
	},
	{
		name: 'incident/createOrUpdate',
		parameters: { key: 'brute-force:web01', name: 'Brute force' },
		requests: v2([
			'POST',
			'/api/v2/incident/upsert',
			{ body: { key: 'brute-force:web01', name: 'Brute force' } },
		]),
	},
	{
		name: 'incident/deleteMany',
		parameters: { incidentIds: '3000000438278, 3000000438279' },
		requests: v2([
			'DELETE',
			'/api/v2/incident',
			{ body: { incident_ids: [3000000438278, 3000000438279] } },
		]),
	},
	{
		name: 'incident/export',
		parameters: { incident: located('3000000438278') },
		requests: v2(
			['POST', '/api/v2/incident/3000000438278/export', { body: { format: 'pdf' } }],
			['GET', '/api/v2/incident/export/2'],
			['GET', '/api/v2/incident/export/2/file'],
		),
	},
	{
		name: 'incident/getActivity',
		parameters: { incident: located('3000000438278') },
		requests: v2(['GET', '/api/v2/incident/3000000438278/activity', { query: WINDOW }]),
	},
	{
		name: 'incident/getAlerts',
		parameters: { incident: located('3000000438278') },
		requests: v2(['GET', '/api/v2/incident/3000000438278/alerts', { query: WINDOW }]),
	},
	{
		name: 'incident/getEvidence',
		parameters: { incident: located('3000000438278') },
		requests: v2(['GET', '/api/v2/incident/3000000438278/evidence', { query: WINDOW }]),
	},
	{
		name: 'incident/getNotes',
		parameters: { incident: located('3000000438278') },
		requests: v2(['GET', '/api/v2/incident/3000000438278/notes', { query: WINDOW }]),
	},
	{
		name: 'incident/updateMany',
		parameters: { incidentIds: '3000000438278', updateFields: { status: 'closed' } },
		requests: v2([
			'PUT',
			'/api/v2/incident/bulk',
			{ body: { incident_ids: [3000000438278], status: 'closed' } },
		]),
	},
	{
		name: 'workflow/cancelRun',
		parameters: { executionId: '7' },
		requests: v2(['POST', '/api/v2/workflow/runs/7/cancel']),
	},
	{
		name: 'workflow/getManyRuns',
		parameters: {},
		requests: v2(['GET', '/api/v2/workflow/runs', { query: { limit: '50' } }]),
	},
];
