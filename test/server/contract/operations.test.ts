/** The operation table: every call of the vendor's API, each once, well-formed, with an example that fits. */
import { EXAMPLES } from '../../../server/contract/examples';
import { IMPLEMENTED } from '../../../server/contract/implemented';
import { takesJson } from '../../../server/contract/operation';
import { operation, OPERATION_IDS } from '../../../server/contract/operations';
import { ALL_SCOPES, SCOPES } from '../../../server/contract/scopes';

/** Every call of the vendor's API that has a known path, and those assumed where it has none. */
const CALLS = `
GET /RestAPI/v1/meta/log_sources
GET /RestAPI/v1/meta/log_fields
GET /RestAPI/v1/meta/log_types
POST /RestAPI/v1/meta/alert_profiles
POST /RestAPI/v1/search
POST /RestAPI/v1/search/async
POST /RestAPI/v1/alerts
POST /RestAPI/v1/alerts/async
GET /RestAPI/v1/jobs
DELETE /RestAPI/v1/jobs
GET /RestAPI/v1/jobs/results
GET /RestAPI/v1/product/details
PUT /RestAPI/v1/device/disable
POST /RestAPI/v1/ticket/incident/update
POST /RestAPI/v1/ticket/incident/export
GET /RestAPI/v1/incident/export/status
GET /RestAPI/v1/incident/export/download
GET /RestAPI/v1/ticket/profile
PUT /RestAPI/v1/ticket/notification/disable
GET /RestAPI/v1/workflow/templates/list
GET /RestAPI/v1/workflow/templates/data
POST /RestAPI/v1/workflow/execute
GET /RestAPI/v1/workflow/execution/status
POST /api/v2/search
POST /api/v2/search/async
GET /api/v2/jobs
DELETE /api/v2/jobs
GET /api/v2/jobs/results
POST /api/v2/alerts
POST /api/v2/alerts/async
GET /api/v2/alerts/profile
GET /api/v2/alerts/profile/{profile_id}
GET /api/v2/incident/{incident_id}
GET /api/v2/incident
POST /api/v2/incident
PUT /api/v2/incident
PUT /api/v2/incident/{incident_id}
DELETE /api/v2/incident
POST /api/v2/log-sources/windows
GET /api/v2/log-sources
PUT /api/v2/log-sources
DELETE /api/v2/log-sources
GET /api/v2/log-sources/agents
GET /api/v2/log-sources/log-source-groups
GET /api/v2/log-sources/domains
GET /api/v2/log-sources/computers
GET /api/v2/meta/log-fields
GET /api/v2/meta/users
GET /api/v2/log-type
POST /api/v2/log-type
PUT /api/v2/log-type
DELETE /api/v2/log-type
GET /api/v2/log-type/parser-rule
POST /api/v2/log-type/parser-rule
PUT /api/v2/log-type/parser-rule
DELETE /api/v2/log-type/parser-rule
POST /api/v2/report/profiles
POST /api/v2/report/data/{report_id}
POST /api/v2/report/custom
PUT /api/v2/report/custom/{report_id}
DELETE /api/v2/report/custom/{report_id}
`
	.trim()
	.split('\n');

/** What only this server offers. */
const EXTENSIONS = `
POST /ingest
GET /health
GET /metrics
GET /openapi.json
GET /api/v2/alerts/{alert_id}
PUT /api/v2/alerts/{alert_id}
PUT /api/v2/alerts
POST /api/v2/alerts/{alert_id}/notes
GET /api/v2/alerts/{alert_id}/history
GET /api/v2/alerts/{alert_id}/incident
POST /api/v2/alerts/count
POST /api/v2/incident/upsert
PUT /api/v2/incident/bulk
POST /api/v2/incident/{incident_id}/notes
GET /api/v2/incident/{incident_id}/notes
POST /api/v2/incident/{incident_id}/evidence
GET /api/v2/incident/{incident_id}/evidence
GET /api/v2/incident/{incident_id}/activity
GET /api/v2/incident/{incident_id}/alerts
POST /api/v2/incident/{incident_id}/export
GET /api/v2/incident/export/{export_id}
GET /api/v2/incident/export/{export_id}/file
GET /api/v2/workflow
GET /api/v2/workflow/runs
GET /api/v2/workflow/runs/{run_id}
POST /api/v2/workflow/runs/{run_id}/cancel
GET /api/v2/workflow/{workflow_id}
POST /api/v2/workflow/{workflow_id}/execute
POST /api/v2/search/check
POST /api/v2/report/aggregate/{report_id}
POST /api/v2/report/aggregate/{report_id}/csv
POST /api/v2/search/aggregate
POST /api/v2/search/aggregate/async
GET /api/v2/jobs/aggregate
GET /api/v2/token
POST /api/v2/webhook
GET /api/v2/webhook
GET /api/v2/webhook/{webhook_id}
DELETE /api/v2/webhook/{webhook_id}
GET /api/v2/webhook/{webhook_id}/deliveries
POST /api/v2/webhook/{webhook_id}/deliveries/resend
GET /api/v2/log-sources/by-name
PUT /api/v2/log-sources/status`
	.trim()
	.split('\n');

test('holds every call once', () => {
	const calls = OPERATION_IDS.map((id) => `${operation(id).method} ${operation(id).path}`);
	const offered = [...CALLS, ...EXTENSIONS];
	expect([...calls].sort()).toEqual(offered.sort());
});

test('no extension takes a call of the vendor', () => {
	expect(EXTENSIONS.filter((call) => CALLS.includes(call))).toEqual([]);
	for (const call of EXTENSIONS) {
		const id = OPERATION_IDS.find(
			(one) => `${operation(one).method} ${operation(one).path}` === call,
		);
		expect(operation(id!)).toMatchObject({
			generation: 'extension',
			evidence: 'extension',
			bodyEvidence: 'extension',
			source: expect.stringMatching(/^Own extension/),
		});
	}
});

test('the calls without a vendor path are marked assumed, and no others', () => {
	const assumed = OPERATION_IDS.filter((id) => operation(id).evidence === 'assumed');
	expect(assumed).toEqual([
		'v2.alerts.start',
		'v1.exports.download',
		'v1.tickets.disableNotification',
		'v1.workflows.template',
		'v1.workflows.execute',
		'v1.workflows.execution',
	]);
});

describe.each(OPERATION_IDS)('%s', (id) => {
	const row = operation(id);
	const example = EXAMPLES[id];

	test('agrees with its id and generation', () => {
		const prefixes = { v1: '/RestAPI/v1/', v2: '/api/v2/', extension: '/' };
		expect(row.path.startsWith(prefixes[row.generation])).toBe(true);
		expect(id.startsWith(row.generation === 'extension' ? 'server.' : `${row.generation}.`)).toBe(
			true,
		);
		expect(row.evidence === 'extension').toBe(row.generation === 'extension');
	});

	test('names its source: a page, or the reason why not', () => {
		if (row.evidence === 'documented') expect(row.source).toMatch(/^https:\/\//);
		expect(row.source).toMatch(/^https:\/\/\S+$|\.$/);
		expect(row.summary).not.toMatch(/\.$/);
	});

	test('takes parameters for its path and nothing else', () => {
		const inPath = [...row.path.matchAll(/\{(\w+)\}/g)];
		expect(row.request.params !== undefined).toBe(inPath.length > 0);
		if (row.method === 'GET') expect(row.request.body).toBeUndefined();
		expect(takesJson(row)).toBe(row.request.body !== undefined || row.queryAlsoInBody === true);
	});

	test('has an example that fits', () => {
		for (const part of ['params', 'query', 'body'] as const) {
			if (example[part] !== undefined) row.request[part]?.parse(example[part]);
			if (row.request[part] === undefined) expect(example[part]).toBeUndefined();
		}
		if (row.response === null) expect(example.response).toBeUndefined();
		else expect(row.response.parse(example.response)).toEqual(example.response);
	});

	test('names no error twice', () => {
		expect(new Set(row.errors).size).toBe(row.errors.length);
	});
});

test('every scope opens some operation, save those for calls without a known path, and the one of administrators', () => {
	const used = new Set(OPERATION_IDS.map((id) => operation(id).scope));
	expect(ALL_SCOPES.filter((name) => !used.has(name))).toEqual([
		'agents.CREATE',
		'agents.UPDATE',
		'admin',
	]);
	expect(SCOPES['incidents.update'].evidence).toBe('documented');
});

test('what is implemented is in the table, once', () => {
	expect(new Set(IMPLEMENTED).size).toBe(IMPLEMENTED.length);
	for (const id of IMPLEMENTED) expect(OPERATION_IDS).toContain(id);
});
