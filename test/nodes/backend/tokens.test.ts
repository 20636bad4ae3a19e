/** Tokens that the backend does not accept: each operation names the scope it lacks, each refusal says what to do, none shows a secret. */
import { backend } from '../support/backend';
import { CONTINUE, id, nodeWith } from '../support/node';

const server = backend('--empty');
const SOURCE = { source: [{ host: 'x', domain: 'X', agentId: '' }] };
const JOB = { job: id('AYVTeCb0wPH5eWuO5jkC') };

/** Every operation of V2, what it is for in the error, and the scope that the vendor's page gives it. */
const SCOPES = [
	['log.search', {}, 'search logs', 'search.READ'],
	['log.searchAndWait', {}, 'start a search', 'search.READ'],
	['log.startSearch', {}, 'start a search', 'search.READ'],
	['alert.getMany', {}, 'list alerts', 'alerts.READ'],
	['alert.getManyAndWait', {}, 'start the retrieval of alerts', 'alerts.READ'],
	['alert.start', {}, 'start the retrieval of alerts', 'alerts.READ'],
	['alertProfile.getMany', {}, 'list alert profiles', 'alerts.READ'],
	['alertProfile.get', { profile: id(1101) }, 'get an alert profile', 'alerts.READ'],
	['job.getMany', {}, 'get the status of jobs', 'jobs.READ'],
	['job.get', JOB, 'get the status of jobs', 'jobs.READ'],
	['job.getResults', JOB, 'get the status of jobs', 'jobs.READ'],
	['job.wait', JOB, 'get the status of jobs', 'jobs.READ'],
	['job.delete', JOB, 'delete a job', 'jobs.DELETE'],
	['incident.getMany', {}, 'list incidents', 'incident.READ'],
	['incident.get', { incident: id(1) }, 'get an incident', 'incident.READ'],
	['incident.create', { name: 'x' }, 'create an incident', 'incident.CREATE'],
	[
		'incident.update',
		{ incident: id(1), updateFields: { status: 'closed' } },
		'update an incident',
		'incidents.update',
	],
	['incident.delete', { incident: id(1) }, 'delete incidents', 'incident.DELETE'],
	['logSource.getMany', {}, 'list log sources', 'logsources.READ'],
	['logSource.getGroups', {}, 'list log source groups', 'logsources.READ'],
	['logSource.addWindows', { logSources: SOURCE }, 'add Windows log sources', 'logsources.CREATE'],
	[
		'logSource.update',
		{ logSource: id(1), updateFields: { displayName: 'x' } },
		'update log sources',
		'logsources.UPDATE',
	],
	['logSource.delete', { logSources: ['1'] }, 'delete log sources', 'logsources.DELETE'],
	['agent.getMany', {}, 'list agents', 'agents.READ'],
	['domain.getMany', {}, 'list domains', 'domains.READ'],
	['logField.getMany', {}, 'list log fields', 'logfields.READ'],
	['logType.getMany', {}, 'list log types', 'logformats.READ'],
	['report.getProfiles', {}, 'list report profiles', 'reports.READ'],
	['report.getData', { report: id(101) }, 'get report data', 'reports.READ'],
] as const;

describe('a token without the scope', () => {
	let limited: ReturnType<typeof nodeWith>;
	let all: ReturnType<typeof nodeWith>;
	beforeAll(async () => {
		const [none, without] = await Promise.all([
			server.withScopes('ingest.WRITE'),
			server.withScopes(...new Set(SCOPES.map(([, , , scope]) => scope))),
		]);
		limited = nodeWith(() => none);
		all = nodeWith(() => without);
	});

	it.each(SCOPES)('%s', async (operation, parameters, purpose, scope) => {
		const error = await limited.fail(operation, parameters);
		expect(error).toMatchObject({
			name: 'NodeApiError',
			message: `Could not ${purpose}: the token lacks the scope ${scope}`,
			httpCode: '403',
		});
		expect(error.description).toContain(
			`The server said: The token lacks the scope ${scope} (code 10001015).`,
		);
		expect(error.description).toContain('Create a token with this scope under Settings');
		expect(error.context).toMatchObject({ cause: 'missingScope', itemIndex: 0 });
	});

	it.each(SCOPES)(
		'%s lacks none where the token has all that are documented',
		async (operation, parameters) => {
			const [answer = {}] = await all.run(operation, parameters, CONTINUE);
			expect(answer.cause).not.toBe('missingScope');
		},
	);
});

const PAGE = 'Settings > Admin Settings > API Settings';
const RIGHT_FIELD = 'A V2 token belongs into "Token", a V1 token into "V1 Token"';

/** Every kind of token that is refused with 401: the generation it is used for, the server's words, the advice. */
const REFUSED: Array<[string, 'v1' | 'v2', () => Promise<string> | string, RegExp, string]> = [
	['unknown', 'v2', () => 'l360_nobody-knows-this-one', /is not known to this server/, PAGE],
	['revoked', 'v2', revoked, /was revoked/, PAGE],
	['regenerated', 'v2', regenerated, /was revoked/, PAGE],
	['of V1 on V2', 'v2', () => server.v1Token, /the other API generation/, RIGHT_FIELD],
	[
		'unknown',
		'v1',
		() => 'nobodyknowsthisone',
		/is not known/,
		'New V1 tokens can no longer be made',
	],
	['of V2 on V1', 'v1', () => server.demoToken, /the other API generation/, RIGHT_FIELD],
];

async function newToken() {
	const body = { name: 'short-lived', scopes: ['search.READ'], expires: 'never' };
	const answer = await server.call('POST', '/admin/api/tokens', body);
	return answer as { secret: string; token: { id: string } };
}

async function revoked(): Promise<string> {
	const { secret, token } = await newToken();
	await server.call('POST', `/admin/api/tokens/${token.id}/revoke`, {});
	return secret;
}

async function regenerated(): Promise<string> {
	const { secret, token } = await newToken();
	await server.call('POST', `/admin/api/tokens/${token.id}/regenerate`, {});
	return secret;
}

describe('a token that is', () => {
	it.each(REFUSED)('%s (%s)', async (_what, apiVersion, make, words, advice) => {
		const token = await make();
		const node = nodeWith(() => ({ serverUrl: server.url, apiVersion, token }));
		const error = await node.fail('log.search');
		expect(error.message).toBe(
			`Could not search logs: the server does not accept the ${apiVersion === 'v1' ? 'V1 ' : ''}token`,
		);
		expect(error.httpCode).toBe('401');
		expect(error.context.cause).toBe('badToken');
		expect(error.description).toMatch(words);
		expect(error.description).toContain(advice);
		expect(error.everything).not.toContain(token);
	});

	it('wrong as V1 token of a V2 credential fails what needs V1, and nothing else', async () => {
		const v1Token = 'nobodyknowsthisone0123456789nobodyknowsthisone0';
		const node = nodeWith(() => ({ ...server.v2(), v1Token }));
		expect(await node.run('log.search')).toEqual([]);
		const error = await node.fail('product.getDetails');
		expect(error.message).toBe(
			'Could not get product details: the server does not accept the V1 token',
		);
		expect(error.everything).not.toContain(v1Token);
	});

	it('refused, fails every item by itself when the node may go on', async () => {
		const node = nodeWith(() => ({ serverUrl: server.url, token: 'l360_none' }));
		const answers = await node.items('log.search', {}, { ...CONTINUE, items: [{}, {}] });
		expect(answers).toMatchObject(
			[0, 1].map((item) => ({
				json: { httpCode: '401', cause: 'badToken' },
				pairedItem: { item },
			})),
		);
	});
});
