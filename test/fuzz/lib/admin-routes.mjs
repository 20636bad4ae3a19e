/** The routes of the administrator API, each with requests that are right; the fuzz run makes wrong ones of them. */

const SIGMA = `title: Whoami
logsource: { product: windows, category: process_creation }
detection: { selection: { Image|endswith: '\\\\whoami.exe' }, condition: selection }
level: high
`;

/** A profile as the console sends it. */
const PROFILE = {
	name: 'Many failures of one user',
	description: 'fuzz',
	severity: 'critical',
	enabled: true,
	rule: { steps: [{ query: 'RESULT = failure', count: 5 }], within: 600_000, by: ['USERNAME'] },
};

const WORKFLOW = {
	name: 'Tell somebody',
	description: '',
	definition: {
		start: 'popup',
		arguments: [{ type: 'text', mandatory: false, name: 'message', description: 'Text to show' }],
		blocks: [
			{
				id: 'popup',
				type: 'popup_alert',
				parameters: { device: '{{device}}', message: '{{arguments.message}}' },
				next: 'failed',
				onFailure: 'failed',
			},
			{
				id: 'failed',
				type: 'end',
				parameters: { status: 'failed', message: '{{blocks.popup.error}}' },
			},
		],
	},
};

const CONNECTION = {
	tool: 'webhook',
	name: 'a receiver',
	enabled: false,
	severities: ['critical'],
	settings: { url: 'https://192.0.2.1/hook' },
	secrets: {},
};

/**
 * Method, path with `:id` where an id stands, and a body or query. What ends the run's own session or changes the password is
 * asked with bodies that cannot succeed.
 */
export const ROUTES = [
	['POST', '/admin/api/login', { user: 'admin', password: 'never the right one' }, 0.1],
	['GET', '/admin/api/session'],
	['PUT', '/admin/api/password', { current: 'never the right one', next: 'x'.repeat(20) }, 0.1],
	['GET', '/admin/api/audit', { limit: '10', category: 'tokens' }],
	['GET', '/admin/api/scopes'],
	['GET', '/admin/api/tokens'],
	['POST', '/admin/api/tokens', { name: 'fuzz', scopes: ['search.READ'], expires: '7d' }],
	['POST', '/admin/api/tokens/:id/regenerate', { expires: '7d' }, 0.2],
	['GET', '/admin/api/overview', undefined, 0.2],
	['GET', '/admin/api/jobs', { limit: '10' }],
	['POST', '/admin/api/jobs/:id/cancel', {}],
	[
		'POST',
		'/admin/api/logs/explain',
		{ text: '<34>Oct 11 22:14:15 host1 su: failed', tz: 'UTC' },
		3,
	],
	['POST', '/admin/api/incidents/:id/exports', { format: 'csv' }],
	['GET', '/admin/api/exports/:id'],
	['GET', '/admin/api/exports/:id/file'],
	['GET', '/admin/api/incidents/:id/tickets'],
	['POST', '/admin/api/incidents/:id/tickets', { connection: '1' }],
	['GET', '/admin/api/alerts/profiles', undefined, 0.2],
	['POST', '/admin/api/alerts/profiles', PROFILE, 3],
	['PUT', '/admin/api/alerts/profiles/:id', PROFILE, 2],
	['DELETE', '/admin/api/alerts/profiles/:id'],
	['POST', '/admin/api/alerts/profiles/import', { sigma: SIGMA }],
	['GET', '/admin/api/alerts/:id'],
	['PUT', '/admin/api/alerts/:id/status', { status: 'closed', note: 'done' }],
	['PUT', '/admin/api/alerts/:id/assignee', { assignee: 'ann', note: '' }],
	['POST', '/admin/api/alerts/:id/notes', { note: 'seen' }],
	['GET', '/admin/api/ticketing/connections'],
	['POST', '/admin/api/ticketing/connections', CONNECTION, 3],
	['PUT', '/admin/api/ticketing/connections/:id', { name: 'another', enabled: false }],
	['DELETE', '/admin/api/ticketing/connections/:id'],
	['POST', '/admin/api/ticketing/connections/:id/test', {}],
	['GET', '/admin/api/ticketing/deliveries', { limit: '10' }],
	['GET', '/admin/api/ticketing/deliveries/:id'],
	['POST', '/admin/api/ticketing/deliveries/resend', {}],
	['POST', '/admin/api/ticketing/deliveries/:id/resend', {}],
	['GET', '/admin/api/workflows'],
	['GET', '/admin/api/workflows/blocks'],
	['POST', '/admin/api/workflows/check', { definition: WORKFLOW.definition }, 2],
	['POST', '/admin/api/workflows', WORKFLOW, 3],
	['GET', '/admin/api/workflows/:id'],
	['PUT', '/admin/api/workflows/:id', WORKFLOW],
	['DELETE', '/admin/api/workflows/:id'],
	['PUT', '/admin/api/workflows/:id/enabled', { enabled: true }],
	['GET', '/admin/api/workflows/:id/profiles'],
	['PUT', '/admin/api/workflows/:id/profiles', { profiles: [{ profileId: 1001, arguments: {} }] }],
	[
		'POST',
		'/admin/api/workflows/:id/execute',
		{ arguments: { message: 'hello' }, ticketId: 'T-1' },
	],
	['GET', '/admin/api/workflows/runs', { limit: '10' }],
	['GET', '/admin/api/workflows/runs/:id'],
	['POST', '/admin/api/workflows/runs/:id/cancel', {}],
	['GET', '/admin/api/workflows/outbox', { limit: '10' }],
	['GET', '/admin/api/workflows/devices'],
	['GET', '/admin/api/workflows/devices/:id'],
].map(([method, path, content, weight = 1]) => ({ method, path, content, weight }));
