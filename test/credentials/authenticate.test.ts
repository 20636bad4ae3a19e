/** The credentials as n8n uses them: fields, what `authenticate` adds to a request, and what the Test button sends and says. */
import { type ErrorCode, errorEntry, v1ErrorBody, v2ErrorBody } from '../../server/contract';
import type { IHttpRequestOptions, INodeProperties } from 'n8n-workflow';

import { Log360Api } from '../../credentials/Log360Api.credentials';
import { Log360WebhookApi } from '../../credentials/Log360WebhookApi.credentials';
import { testCredential } from '../nodes/support/n8n';
import { json, scripted, type Scripted } from '../nodes/support/scripted';

const TOKEN = 'l360_main-token-0123456789';
const LEGACY = 'legacy-token-abcdefghij';
const api = new Log360Api();

describe('the fields', () => {
	const byName = (name: string) =>
		api.properties.find((property) => property.name === name) as INodeProperties;

	it('come in the order in which they are filled in', () => {
		expect(api.properties.map(({ name }) => name)).toEqual([
			'serverUrl',
			'apiVersion',
			'token',
			'v1Token',
			'readOnly',
			'ignoreSslIssues',
		]);
	});

	it('that nothing works without are required', () => {
		const required = api.properties.filter((property) => property.required).map(({ name }) => name);
		expect(required).toEqual(['serverUrl', 'token']);
	});

	it('offer V2 first, and say that V1 is deprecated', () => {
		const { options, default: value } = byName('apiVersion');
		expect(options?.map((option) => option.name)).toEqual(['V2', 'V1 (Deprecated)']);
		expect(value).toBe('v2');
	});

	it('show the V1 token only beside V2, where it is a second one', () => {
		expect(byName('v1Token').displayOptions).toEqual({ show: { apiVersion: ['v2'] } });
	});

	it('name the ports of new and of older installations', () => {
		expect(byName('serverUrl').description).toMatch(/8095.*8400/);
	});

	it('verify certificates unless told otherwise', () => {
		expect(byName('ignoreSslIssues').default).toBe(false);
		expect(byName('ignoreSslIssues').displayName).toContain('Insecure');
	});

	it.each([
		['Log360 API', api, ['token', 'v1Token']],
		['Log360 Webhook API', new Log360WebhookApi(), ['secret']],
	])('of %s that hold secrets are the masked ones, and no others', (_name, credential, secrets) => {
		const masked = credential.properties.filter((one) => one.typeOptions?.password === true);
		expect(masked.map(({ name }) => name)).toEqual(secrets);
		for (const { default: value } of masked) expect(value).toBe('');
	});

	it.each([
		[api.name, api.displayName, 'log360Api', 'Log360 API'],
		[
			new Log360WebhookApi().name,
			new Log360WebhookApi().displayName,
			'log360WebhookApi',
			'Log360 Webhook API',
		],
	])('%s keep the name under which workflows have stored them', (name, display, wanted, shown) => {
		expect([name, display]).toEqual([wanted, shown]);
	});
});

describe('authenticate', () => {
	const both = { serverUrl: 'http://x', apiVersion: 'v2', token: TOKEN, v1Token: LEGACY };
	const sent = async (request: Partial<IHttpRequestOptions>, credentials: object = both) =>
		await api.authenticate(credentials as never, { url: 'http://x/api/v2/search', ...request });

	it.each([
		['V2', 'http://x/api/v2/search', both, TOKEN],
		['V1 beside V2', 'http://x/RestAPI/v1/search', both, LEGACY],
		[
			'V1 behind a prefix',
			'https://x/siem/RestAPI/v1/jobs',
			{ ...both, serverUrl: 'https://X:443/siem/' },
			LEGACY,
		],
		['a path alone', '/api/v2/search', both, TOKEN],
		['V1 alone', 'http://x/RestAPI/v1/search', { ...both, apiVersion: 'v1', v1Token: '' }, TOKEN],
		['V1 without its token', 'http://x/RestAPI/v1/search', { ...both, v1Token: ' ' }, TOKEN],
		['V1 named in a query of V2', 'http://x/api/v2/a?b=/RestAPI/v1/', both, TOKEN],
		['V1 named in a fragment of V2', 'http://x/api/v2/a#/RestAPI/v1/', both, TOKEN],
	])('sends the token of %s', async (_name, url, credentials, token) => {
		const { headers } = await sent({ url }, credentials);
		expect(headers).toEqual({ Authorization: `Bearer ${token}` });
	});

	it.each([
		['another host', 'https://evil.example/collect'],
		['another port', 'http://x:8095/api/v2/search'],
		['another scheme', 'https://x/api/v2/search'],
		['a host that begins so', 'http://x.evil.example/api/v2/search'],
		['a user name that looks so', 'http://x@evil.example/api/v2/search'],
		['another protocol', 'ftp://x/'],
		['no address', 'http://'],
	])('refuses to send a token to %s', async (_name, url) => {
		await expect(sent({ url })).rejects.toThrow(/credential|not valid/);
	});

	it.each(['/other/api/v2/search', '/siemother', '/siem/../other', '/siem/%2e%2e/other'])(
		'refuses %s beside the path of the credential',
		async (path) => {
			const credentials = { ...both, serverUrl: 'https://proxy.corp/siem' };
			await expect(sent({ url: `https://proxy.corp${path}` }, credentials)).rejects.toThrow(
				'does not send its token',
			);
		},
	);

	it('judges the base URL of a request, too', async () => {
		await expect(sent({ url: '/api/v2/search', baseURL: 'https://evil.example' })).rejects.toThrow(
			'does not send its token to https://evil.example',
		);
		const { headers } = await sent({ url: '/api/v2/search', baseURL: 'http://x' });
		expect(headers).toEqual({ Authorization: `Bearer ${TOKEN}` });
	});

	it('changes nothing but the header', async () => {
		const request: IHttpRequestOptions = {
			url: 'http://x/api/v2/search',
			method: 'POST',
			qs: { from: 1 },
			body: { query: '*' },
			headers: { Accept: 'application/json' },
			json: true,
		};
		const before = structuredClone(request);
		expect(await sent(request)).toEqual({
			...before,
			headers: { Accept: 'application/json', Authorization: `Bearer ${TOKEN}` },
		});
		expect(request).toEqual(before);
	});

	it('replaces an Authorization header that was there', async () => {
		const { headers } = await sent({ headers: { Authorization: 'Basic x' } });
		expect(headers).toEqual({ Authorization: `Bearer ${TOKEN}` });
	});

	it('puts no token into address, query or body', async () => {
		const { headers, ...rest } = await sent({ qs: { a: 1 }, body: { b: 2 } });
		expect(JSON.stringify(rest)).not.toMatch(new RegExp(`${TOKEN}|${LEGACY}`));
		expect(JSON.stringify(headers)).toContain(TOKEN);
	});

	it('trims what was pasted with a line end, which no header may hold', async () => {
		const { headers } = await sent({}, { ...both, token: `\n ${TOKEN} \r\n` });
		expect(headers).toEqual({ Authorization: `Bearer ${TOKEN}` });
	});
});

describe('the Test button', () => {
	let server: Scripted;
	beforeAll(async () => {
		server = await scripted();
	});
	afterAll(async () => await server.close());
	const trial = async (more: object = {}) =>
		await testCredential({ serverUrl: server.url, token: TOKEN, ...more });

	it.each([
		['V2', {}, ['/api/v2/meta/log-fields', '/api/v2/token']],
		['V1', { apiVersion: 'v1' }, ['/RestAPI/v1/meta/log_fields']],
		[
			'both',
			{ v1Token: LEGACY },
			['/api/v2/meta/log-fields', '/RestAPI/v1/meta/log_fields', '/api/v2/token'],
		],
		['a prefix', { serverUrl: 'PREFIX' }, ['/siem/api/v2/meta/log-fields', '/siem/api/v2/token']],
	])('of %s calls what nodes call, the way they do', async (_name, more, paths) => {
		server.answer([json({ data: { fields: [] } })]);
		const prefixed = 'serverUrl' in more ? { serverUrl: `${server.url}/siem/` } : more;
		expect(await trial(prefixed)).toEqual({ status: 'OK', message: 'Connection successful!' });
		expect(server.seen.map(({ path }) => path)).toEqual(paths);
		for (const { method, path, query, body, headers } of server.seen) {
			expect({ method, query, body }).toEqual({ method: 'GET', query: {}, body: undefined });
			const token = path.includes('/RestAPI/') && paths.length > 1 ? LEGACY : TOKEN;
			expect(headers.authorization).toBe(`Bearer ${token}`);
		}
	});

	const tokenErrors: ErrorCode[] = [
		'missing_token',
		'invalid_token',
		'expired_token',
		'revoked_token',
		'wrong_generation_token',
	];

	it.each(tokenErrors)('names %s of V2', async (code) => {
		server.answer([json(v2ErrorBody(code), errorEntry(code).status)]);
		const { status, message } = await trial();
		expect(status).toBe('Error');
		expect(message).toMatch(
			/^Could not list log fields: the server does not accept the token\. The server said: /,
		);
		expect(message).not.toContain(TOKEN);
	});

	it.each(tokenErrors)('names %s of V1', async (code) => {
		server.answer([json(v1ErrorBody(code), errorEntry(code).status)]);
		const { status, message } = await trial({ apiVersion: 'v1' });
		expect(status).toBe('Error');
		expect(message).toMatch(
			/^Could not list log fields: the server does not accept the V1 token\. /,
		);
	});

	it('says that V1 has been retired', async () => {
		server.answer([json(v1ErrorBody('v1_gone'), 410)]);
		expect((await trial({ apiVersion: 'v1' })).message).toMatch(
			/^Could not list log fields: this server no longer offers API V1\..*Choose API version V2/,
		);
	});

	it('does not try a V1 token after the V2 token was refused', async () => {
		server.answer([json(v2ErrorBody('invalid_token'), 401)]);
		expect((await trial({ v1Token: LEGACY })).status).toBe('Error');
		expect(server.seen).toHaveLength(1);
	});

	it.each([
		['is full', json(v2ErrorBody('rate_limited'), 429), /too many requests/],
		['has failed', json(v2ErrorBody('internal', '7f3a'), 500), /HTTP 500.*7f3a/],
		['is another product', { body: '<html><title>Sign in</title></html>' }, /is not JSON.*Sign in/],
		[
			'leads elsewhere',
			{ status: 302, headers: { location: 'http://sso/x' } },
			/redirect to http:\/\/sso\/x/,
		],
	])('says once that the server %s, without trying again', async (_name, answer, message) => {
		server.answer([answer]);
		const result = await trial();
		expect(result.status).toBe('Error');
		expect(result.message).toMatch(message);
		expect(server.seen).toHaveLength(1);
	});

	it.each([
		['', 'The server URL of the credential is empty'],
		['log360:8095', /must begin with http:\/\/ or https:\/\//],
		['http://u:hunter2@log360', /must not contain a user name or password/],
		['u:hunter2@log360', /must begin with/],
	])(
		'refuses the address "%s" without a call, and without showing a password',
		async (serverUrl, message) => {
			server.answer([json({})]);
			const result = await trial({ serverUrl });
			expect(result.status).toBe('Error');
			expect(result.message).toMatch(message);
			expect(result.message).not.toContain('hunter2');
			expect(server.seen).toHaveLength(0);
		},
	);

	it('hides tokens that the server echoes, even at the place where long texts are cut', async () => {
		const echo = `${'x'.repeat(490)}${TOKEN}${'y'.repeat(200)} ${LEGACY}`;
		server.answer([json({ error: { code: '1', title: 'Oops', detail: echo } }, 400)]);
		const { message } = await trial({ v1Token: LEGACY });
		expect(message).not.toContain(TOKEN.slice(0, 9));
		expect(message).not.toContain(LEGACY);
	});
});
