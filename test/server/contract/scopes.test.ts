/** The scope table: the vendor's, letter by letter, and our additions. */
import { parseScopes } from '../../../server/access/tokens';
import { ALL_SCOPES, SCOPES, hasScope, isScope } from '../../../server/contract/scopes';

/** https://www.manageengine.com/eu/products/eventlog/api/v2/authentication */
const DOCUMENTED = [
	'search.READ',
	'logfields.READ',
	'jobs.READ jobs.DELETE',
	'logsources.READ logsources.CREATE logsources.UPDATE logsources.DELETE',
	'agents.READ agents.CREATE agents.UPDATE',
	'domains.READ',
	'reports.READ reports.CREATE reports.DELETE reports.UPDATE',
	'logformats.READ logformats.CREATE logformats.UPDATE logformats.DELETE',
	'alerts.READ',
	'incident.READ incident.CREATE incidents.update incident.DELETE',
	'users.READ',
].flatMap((row) => row.split(' '));

it('documents exactly the scopes of the vendor’s page', () => {
	expect(ALL_SCOPES.filter((scope) => SCOPES[scope].evidence === 'documented')).toEqual(DOCUMENTED);
});

it('marks every other scope as assumed or as an extension', () => {
	for (const scope of ALL_SCOPES.filter((name) => !DOCUMENTED.includes(name))) {
		expect(['assumed', 'extension']).toContain(SCOPES[scope].evidence);
	}
});

describe('isScope', () => {
	it('compares with case and ignores what objects inherit', () => {
		expect(isScope('incidents.update')).toBe(true);
		expect(isScope('incidents.UPDATE')).toBe(false);
		expect(isScope('toString')).toBe(false);
		expect(isScope('__proto__')).toBe(false);
	});
});

describe('hasScope', () => {
	it('lets a V2 token do what it holds, and nothing else', () => {
		const token = { generation: 'v2', scopes: ['search.READ'] } as const;
		expect(ALL_SCOPES.filter((scope) => hasScope(token, scope))).toEqual(['search.READ']);
	});

	it('lets a V1 token do everything but administer this server', () => {
		const token = { generation: 'v1', scopes: [] } as const;
		expect(ALL_SCOPES.filter((scope) => !hasScope(token, scope))).toEqual(['admin']);
	});
});

describe('parseScopes', () => {
	it('gives the scopes once each, in the order of the table', () => {
		expect(parseScopes(['jobs.READ', 'search.READ', 'jobs.READ'])).toEqual({
			scopes: ['search.READ', 'jobs.READ'],
		});
	});

	it('takes * for all but admin', () => {
		const list = parseScopes(['*']);
		expect(list).toEqual({ scopes: ALL_SCOPES.filter((scope) => scope !== 'admin') });
		expect(parseScopes(['*', 'admin'])).toEqual({ scopes: ALL_SCOPES });
	});

	it.each([
		['incident.update', 'did you mean incidents.update?'],
		['SEARCH.read', 'did you mean search.READ?'],
		['workflow.READ', 'did you mean workflows.READ?'],
	])('%s: %s', (name, hint) => {
		expect(parseScopes([name])).toEqual({ error: expect.stringContaining(hint) });
	});

	it('lists the scopes when the name is like none of them, and when there is none', () => {
		expect(parseScopes(['x'])).toEqual({
			error: expect.stringMatching(/^unknown scope "x"; expected one of search\.READ, /),
		});
		expect(parseScopes([])).toEqual({ error: expect.stringContaining('at least one scope') });
	});
});
