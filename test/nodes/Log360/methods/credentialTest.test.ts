/** The Test button tells apart what can be wrong. */
import { createServer } from 'node:net';

import { testCredential } from '../../support/n8n';
import { json, scripted, type Scripted } from '../../support/scripted';
import { selfSigned } from '../../support/tls';

let server: Scripted;
beforeAll(async () => {
	server = await scripted();
});
afterAll(async () => await server.close());

const token = 'a-very-secret-token';
const trial = async (more = {}) => await testCredential({ serverUrl: server.url, token, ...more });

it('accepts a good V2 token by listing the log fields', async () => {
	server.answer([json({ data: { fields: [] } })]);
	expect(await trial()).toEqual({ status: 'OK', message: 'Connection successful!' });
	expect(server.seen[0]).toMatchObject({ method: 'GET', path: '/api/v2/meta/log-fields' });
	expect(server.seen[0].headers.authorization).toBe(`Bearer ${token}`);
	expect(server.seen.map(({ path }) => path).slice(1)).toEqual(['/api/v2/token']);
});

describe('tells scopes and expiry where the server does', () => {
	const answers = (about: object, fields = json({ data: { fields: [] } })) =>
		server.answer(({ path }) => (path === '/api/v2/token' ? json({ data: about }) : fields));
	const day = 86_400;

	it.each([
		[
			{ scopes: ['search.READ', 'logfields.READ'] },
			'The token has the scopes search.READ, logfields.READ. It does not expire.',
		],
		[
			{ scopes: ['a'], expires_time: '2027-03-01T10:00:00Z', expires_in_seconds: 90.5 * day },
			'The token has the scopes a. It expires on 2027-03-01, in 90 days.',
		],
		[
			{ scopes: ['a'], expires_time: '2027-03-01T10:00:00Z', expires_in_seconds: 1.9 * day },
			'The token has the scopes a. It expires soon: on 2027-03-01, in 1 day.',
		],
		[
			{ scopes: Array.from({ length: 14 }, (_, index) => `s${index}`) },
			/s11 and 2 more\. It does not expire\.$/,
		],
	])('of %j', async (about, words) => {
		answers(about);
		const { status, message } = await trial();
		expect(status).toBe('OK');
		if (typeof words === 'string') expect(message).toBe(`Connection successful! ${words}`);
		else expect(message).toMatch(words);
	});

	it('also where the scope for this test is missing, so that one sees which there are', async () => {
		const forbidden = json({ error: { code: '10001015', title: 'Forbidden' } }, 403);
		answers({ scopes: ['search.READ'] }, forbidden);
		const { status, message } = await trial();
		expect(status).toBe('Error');
		expect(message).toMatch(
			/lacks the scope logfields\.READ.* The token has the scopes search\.READ\./,
		);
	});

	it('and says nothing where the answer is of another kind', async () => {
		for (const about of [{}, { scopes: 'all' }, []]) {
			answers(about);
			expect(await trial()).toEqual({ status: 'OK', message: 'Connection successful!' });
		}
	});
});

it('accepts a good V1 token', async () => {
	server.answer([json({ fields: [] })]);
	expect(await trial({ apiVersion: 'v1' })).toMatchObject({ status: 'OK' });
	expect(server.seen[0].path).toBe('/RestAPI/v1/meta/log_fields');
});

it('tests the optional V1 token as well, with that token', async () => {
	server.answer((seen) =>
		seen.path.startsWith('/api/v2')
			? json({ data: [] })
			: json({ ERROR_CODE: 'INVALID_TOKEN', ERROR_DESCRIPTION: 'Invalid token' }, 401),
	);
	const result = await trial({ v1Token: 'old-token' });
	expect(server.seen[1].headers.authorization).toBe('Bearer old-token');
	expect(result.status).toBe('Error');
	expect(result.message).toMatch(/^The V2 token works\. V1 token: .*does not accept the V1 token/);
});

it.each([
	[
		'a bad token',
		json({ error: { code: '10001002', title: 'Unauthorized' } }, 401),
		/does not accept the token/,
	],
	[
		'a bad token in an answer with status 200',
		json({ error: { code: '10001002', title: 'Unauthorized', detail: 'Invalid token' } }),
		/does not accept the token/,
	],
	[
		'a missing scope',
		json({ error: { code: '10001015', title: 'Forbidden' } }, 403),
		/accepts the token, but it lacks the scope logfields\.READ/,
	],
	['a server without API V2', json({}, 404), /has no API V2.*choose API version V1/],
	[
		'a login page',
		{ status: 200, body: '<html><h1>Sign in</h1></html>' },
		/is not JSON.*proxy or login page/,
	],
	[
		'a redirect',
		{ status: 302, headers: { location: 'https://x/login?a=b' } },
		/is not JSON.*redirect to/,
	],
	['a failing server', json({}, 500), /the server failed \(HTTP 500\)/],
	['a dropped connection', { reset: true }, /broke off.*https:\/\//],
])('names %s', async (_name, reply, message) => {
	server.answer([reply]);
	const result = await trial();
	expect(result.status).toBe('Error');
	expect(result.message).toMatch(message);
	expect(result.message).not.toContain(token);
});

it('names an older V1-only address for a V1 credential', async () => {
	server.answer([json({}, 404)]);
	expect((await trial({ apiVersion: 'v1' })).message).toMatch(/has no API V1/);
});

it('names an unreachable server', async () => {
	const port = await new Promise<number>((resolve) => {
		const probe = createServer().listen(0, '127.0.0.1', () => {
			const address = probe.address() as { port: number };
			probe.close(() => resolve(address.port));
		});
	});
	const result = await trial({ serverUrl: `http://127.0.0.1:${port}` });
	expect(result.message).toMatch(
		/no server answers at http:\/\/127\.0\.0\.1:\d+.*ECONNREFUSED.*8095/,
	);
});

it.each([
	['', /server URL of the credential is empty/],
	['log360.example.com:8095', /must begin with http:\/\/ or https:\/\//],
	['http://admin:pw@log360', /must not contain a user name/],
])('refuses the server URL "%s" before any call', async (serverUrl, message) => {
	expect(await trial({ serverUrl })).toMatchObject({
		status: 'Error',
		message: expect.stringMatching(message) as string,
	});
});

it('refuses an empty token before any call', async () => {
	server.answer([json({})]);
	expect((await trial({ token: ' ' })).message).toBe('The token is empty');
	expect(server.seen).toHaveLength(0);
});

it('never shows a token that the server echoes', async () => {
	server.answer([json({ error: { title: 'Bad', detail: `header was Bearer ${token}` } }, 400)]);
	const { message } = await trial();
	expect(message).toContain('Bearer ***');
	expect(message).not.toContain(token);
});

describe('TLS', () => {
	let secure: Scripted;
	beforeAll(async () => {
		secure = await scripted(selfSigned);
		secure.answer([json({ data: [] })]);
	});
	afterAll(async () => await secure.close());

	it('names a certificate that cannot be verified and the switch for it', async () => {
		const result = await trial({ serverUrl: secure.url });
		expect(result.status).toBe('Error');
		expect(result.message).toMatch(/certificate of https:.*cannot be verified.*Ignore SSL Issues/);
	});

	it('accepts it with Ignore SSL Issues', async () => {
		expect(await trial({ serverUrl: secure.url, ignoreSslIssues: true })).toMatchObject({
			status: 'OK',
		});
	});

	it('names https on a port that speaks http', async () => {
		const result = await trial({ serverUrl: server.url.replace('http:', 'https:') });
		expect(result.message).toMatch(/does not speak HTTPS on this port.*http:\/\//);
	});

	it('names http on a port that speaks https', async () => {
		const result = await trial({ serverUrl: secure.url.replace('https:', 'http:') });
		expect(result.message).toMatch(/broke off.*must begin with https:\/\//);
	});
});
