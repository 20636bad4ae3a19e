/** Every row of the error table, end to end: what the server does, and what the person sees. */
import { createServer } from 'node:net';

import { bench, reply, TOKEN_V1, TOKEN_V2, v1Error, v2Error } from '../../support/cases';
import { json, scripted, type Scripted } from '../../support/scripted';
import { selfSigned } from '../../support/tls';

const b = bench();
/** A read that is not tried again, so that each row costs one request. */
const read = { resource: 'logField', operation: 'getMany', options: { maxRetries: 0 } };

describe('V2', () => {
	it.each([
		[
			'401',
			v2Error(401, 'Unauthorized', 'The token is not known.'),
			'Could not list log fields: the server does not accept the token',
			/The token is not known \(code 10000000\)\..*expired or revoked/,
		],
		[
			'403',
			v2Error(403, 'Forbidden', 'The token lacks the scope logfields.READ.'),
			'Could not list log fields: the token lacks the scope logfields.READ',
			/Create a token with this scope/,
		],
		[
			'400 with title and detail',
			v2Error(400, 'Bad Request', 'query: expected a value at position 7'),
			'The server refused to list log fields: query: expected a value at position 7',
			/^Correct the query.* Error code: 10000000\.$/,
		],
		[
			'400 without a body',
			reply({ status: 400 }),
			'The server refused to list log fields',
			/Check the parameters/,
		],
		[
			'404',
			v2Error(404, 'Not Found'),
			'Could not list log fields: not found',
			/may not have GET \/api\/v2\/meta\/log-fields/,
		],
		['409', v2Error(409, 'Conflict'), /not in a state that allows this/, /check its status/],
		['410', v2Error(410, 'Gone'), 'Could not list log fields: it is gone', /24 hours/],
		['413', v2Error(413, 'Payload Too Large'), /the request is too large/, /fewer IDs/],
		[
			'422',
			v2Error(422, 'Unprocessable', 'not mapped'),
			/log fields: not mapped$/,
			/Map the value/,
		],
		['429', v2Error(429, 'Too Many Requests'), /too many requests/, /60 requests a minute/],
		[
			'500',
			v2Error(500, 'Internal Server Error', 'Request id: 7'),
			/the server failed \(HTTP 500\)/,
			/Request id: 7/,
		],
		[
			'502 in HTML',
			reply({ status: 502, body: '<h1>Bad Gateway</h1>' }),
			/HTTP 502/,
			/Bad Gateway/,
		],
		['503', v2Error(503, 'Service Unavailable'), /HTTP 503/, /Try again later/],
		['504', reply({ status: 504, body: '' }), /HTTP 504/, /try again later/],
	])('%s', async (_name, answer, message, description) => {
		const error = await b.fail(b.v2(), read, answer);
		expect(error.name).toBe('NodeApiError');
		if (typeof message === 'string') expect(error.message).toBe(message);
		else expect(error.message).toMatch(message);
		expect(error.description).toMatch(description);
		expect(error.context.itemIndex).toBe(0);
		expect(error.httpCode).toBe(_name.slice(0, 3));
		expect(b.seen).toHaveLength(1);
	});

	it.each([
		['Forbidden', 'Forbidden', 'missingScope'],
		['a bad token', 'Invalid token', 'badToken'],
		['too many requests', 'Rate limit exceeded', 'rateLimited'],
		['anything else', 'Something', 'badRequest'],
	])('names %s inside an answer with status 200', async (_name, title, cause) => {
		const error = await b.fail(b.v2(), read, { error: { code: '10001015', title } });
		expect(error.context.cause).toBe(cause);
		expect(error.httpCode).toBe('200');
	});

	it.each([
		['error as text', { error: 'Something broke' }],
		['error inside data', { data: { error: { title: 'Something broke' } } }],
		['error inside response', { response: { error: { title: 'Something broke' } } }],
	])('reads %s', async (_name, body) => {
		expect((await b.fail(b.v2(), read, body)).message).toContain('Something broke');
	});

	it('does not take a field named error in a log for an error', async () => {
		const search = { resource: 'log', operation: 'search', outputFields: 'raw' };
		const hit = { error: 'disk', ERROR_DESCRIPTION: 'in a log' };
		expect(await b.run(b.v2(), search, { data: { hits: [hit] } })).toEqual([hit]);
		expect(await b.run(b.v2(), search, { data: [hit], error: null })).toEqual([hit]);
	});
});

describe('V1', () => {
	it.each([
		[
			'401',
			v1Error(401, 'Invalid AuthToken'),
			/does not accept the V1 token/,
			/use API version V2/,
		],
		['403', v1Error(403, 'Access denied'), /not allowed to do this/, /Access denied/],
		[
			'410',
			v1Error(410, 'The V1 API has been retired'),
			/no longer offers API V1/,
			/Choose API version V2/,
		],
		['500', v1Error(500, 'Database is down'), /HTTP 500/, /Database is down \(code CODE\)/],
	])('%s', async (_name, answer, message, description) => {
		const error = await b.fail(b.v1(), read, answer);
		expect(error.message).toMatch(message);
		expect(error.description).toMatch(description);
	});

	it('reads ERROR_DESCRIPTION inside an answer with status 200', async () => {
		const error = await b.fail(b.v1(), read, { ERROR_DESCRIPTION: 'Invalid hosts' });
		expect(error.message).toBe('The server refused to list log fields: Invalid hosts');
	});

	it('takes an empty answer with a success status for an empty list', async () => {
		b.answer([{ status: 200, body: '' }]);
		expect(await b.run(b.v1(), read)).toEqual([]);
	});
});

describe('answers that are no JSON', () => {
	it.each([
		[
			'a login page',
			{ body: '<html><title>Sign in</title></html>' },
			/HTTP 200.*/,
			/began: "Sign in"/,
		],
		[
			'plain text',
			{ body: 'pong', headers: { 'content-type': 'text/plain' } },
			/is not JSON/,
			/"pong"/,
		],
		[
			'a redirect, which would carry the token away',
			{ status: 302, headers: { location: 'https://sso.example/login?x=1' } },
			/HTTP 302/,
			/redirect to https:\/\/sso\.example\/login/,
		],
		[
			'JSON that breaks off',
			{ body: '{"data": [', headers: { 'content-type': 'application/json' } },
			/is not JSON/,
			/began/,
		],
	])('%s', async (_name, answer, message, description) => {
		const error = await b.fail(b.v2(), read, reply(answer));
		expect(error.message).toMatch(message);
		expect(error.description).toMatch(description);
		expect(error.context.cause).toBe('notJson');
	});
});

describe('the network', () => {
	it('names a port where nothing listens', async () => {
		const port = await new Promise<number>((resolve) => {
			const probe = createServer().listen(0, '127.0.0.1', () => {
				const address = probe.address() as { port: number };
				probe.close(() => resolve(address.port));
			});
		});
		const error = await b.fail({ ...b.v2(), serverUrl: `http://127.0.0.1:${port}` }, read);
		expect(error.message).toBe(
			`Could not list log fields: no server answers at http://127.0.0.1:${port}`,
		);
		expect(error.description).toMatch(/ECONNREFUSED.*8095.*8400/);
	});

	it('names a host that does not exist', async () => {
		const error = await b.fail({ ...b.v2(), serverUrl: 'http://log360.invalid:8095' }, read);
		expect(error.context.cause).toBe('unreachable');
	});

	it('names a connection that broke off, once', async () => {
		const error = await b.fail(b.v2(), read, reply({ reset: true }));
		expect(error.message).toContain('broke off');
		expect(error.description).not.toContain('carried out');
		expect(b.seen).toHaveLength(1);
	});

	it('says of a change that it may have been made all the same', async () => {
		const start = { resource: 'log', operation: 'startSearch' };
		const error = await b.fail(b.v2(), start, reply({ reset: true }));
		expect(error.description).toMatch(/unknown whether the server has carried out the request\.$/);
		expect(b.seen).toHaveLength(1);
	});

	it('names a server that does not answer in time', async () => {
		const slow = { ...read, options: { maxRetries: 0, timeout: 1 } };
		const error = await b.fail(b.v2(), slow, reply({ hang: true }));
		expect(error.message).toContain('did not answer in time');
		expect(error.description).toContain('Raise Timeout');
	});
});

describe('TLS', () => {
	let secure: Scripted;
	beforeAll(async () => {
		secure = await scripted(selfSigned);
		secure.answer([json({ data: { fields: [] } })]);
	});
	afterAll(async () => await secure.close());

	it('names a certificate that cannot be verified and the switch for it', async () => {
		const error = await b.fail({ ...b.v2(), serverUrl: secure.url }, read);
		expect(error.message).toContain('the certificate of https://');
		expect(error.description).toContain('"Ignore SSL Issues"');
		expect(error.context.cause).toBe('tls');
	});

	it('accepts it with the switch', async () => {
		expect(await b.run({ ...b.v2(), serverUrl: secure.url, ignoreSslIssues: true }, read)).toEqual(
			[],
		);
	});

	it('names https on a port that speaks http', async () => {
		const error = await b.fail({ ...b.v2(), serverUrl: b.url.replace('http', 'https') }, read);
		expect(error.message).toContain('does not speak HTTPS on this port');
	});
});

describe('retries', () => {
	const busy = (status: number) => reply({ status, headers: { 'retry-after': '0' }, body: {} });
	const again = { ...read, options: { maxRetries: 2 } };

	it.each([429, 502, 503, 504])('sends a read again after %i', async (status) => {
		expect(await b.run(b.v2(), again, busy(status), busy(status), { data: [] })).toEqual([]);
		expect(b.seen).toHaveLength(3);
	});

	it.each([400, 401, 403, 404, 409, 410, 500])(
		'does not send a read again after %i',
		async (status) => {
			await b.fail(b.v2(), again, busy(status));
			expect(b.seen).toHaveLength(1);
		},
	);

	it('gives up after Max Retries', async () => {
		const error = await b.fail(b.v2(), again, busy(503));
		expect(error.httpCode).toBe('503');
		expect(b.seen).toHaveLength(3);
	});

	it('does not wait for longer than two minutes, but says so at once', async () => {
		const later = reply({ status: 429, headers: { 'retry-after': '3600' }, body: {} });
		const error = await b.fail(b.v2(), again, later);
		expect(error.message).toContain('too many requests');
		expect(b.seen).toHaveLength(1);
	});

	it('sends a page behind a cursor again only after a refusal', async () => {
		const search = { resource: 'log', operation: 'search', outputFields: 'raw', returnAll: true };
		const first = { data: { hits: [{ n: 1 }] }, meta: { cursor: 'c' } };
		expect(await b.run(b.v2(), search, first, busy(429), { data: [{ n: 2 }] })).toEqual([
			{ n: 1 },
			{ n: 2 },
		]);
		expect(b.seen.map(({ body }) => (body as { cursor?: string }).cursor)).toEqual([
			undefined,
			'c',
			'c',
		]);
	});

	it('starts over once where a page behind a cursor was lost, since the cursor may have moved', async () => {
		const search = { resource: 'log', operation: 'search', outputFields: 'raw', returnAll: true };
		const first = { data: { hits: [{ n: 1 }] }, meta: { cursor: 'c' } };
		const found = await b.run(b.v2(), search, first, busy(504), first, { data: [{ n: 2 }] });
		expect(found).toEqual([{ n: 1 }, { n: 2 }]);
		expect(b.seen.map(({ body }) => (body as { cursor?: string }).cursor)).toEqual([
			undefined,
			'c',
			undefined,
			'c',
		]);
	});
});

describe('secrets', () => {
	const echo = (token: string) => ({
		error: { title: 'Bad', detail: `got Bearer ${token} and ${token}` },
	});

	it.each([
		['status 400', reply({ status: 400, body: echo(TOKEN_V2) })],
		['status 200', echo(TOKEN_V2)],
		['no JSON', reply({ body: `<p>token ${TOKEN_V2}</p>` })],
		['a redirect', reply({ status: 302, headers: { location: `http://x/${TOKEN_V2}` } })],
		['a broken connection', reply({ reset: true })],
	])('are in no part of an error after %s', async (_name, answer) => {
		const error = await b.fail(b.v2(), read, answer);
		expect(error.everything).not.toContain(TOKEN_V2);
		expect(error.message).not.toContain(TOKEN_V2);
		expect(error.description).not.toContain(TOKEN_V2);
	});

	it('of V1 are not either', async () => {
		const details = { resource: 'product', operation: 'getDetails' };
		const error = await b.fail(b.both(), details, v1Error(400, `token ${TOKEN_V1}`));
		expect(error.everything).not.toContain(TOKEN_V1);
		expect(error.message).toContain('token ***');
	});

	it('go into the header only, never into address or body', async () => {
		await b.run(b.v2(), { resource: 'log', operation: 'search' }, { data: [] });
		const { headers, query, path, body } = b.seen[0];
		expect(headers.authorization).toBe(`Bearer ${TOKEN_V2}`);
		expect(JSON.stringify([query, path, body])).not.toContain(TOKEN_V2);
	});
});

describe('the server URL', () => {
	it.each([
		['a slash at the end', (url: string) => `${url}/`],
		['the API path pasted with it', (url: string) => `${url}/api/v2/`],
		['the V1 path pasted with it', (url: string) => `${url}/RestAPI/v1`],
		['spaces around it', (url: string) => `  ${url} `],
	])('may have %s', async (_name, change) => {
		await b.run({ ...b.v2(), serverUrl: change(b.url) }, read, { data: [] });
		expect(b.seen[0].path).toBe('/api/v2/meta/log-fields');
	});

	it('may have a prefix of a proxy', async () => {
		await b.run({ ...b.v2(), serverUrl: `${b.url}/siem` }, read, { data: [] });
		expect(b.seen[0].path).toBe('/siem/api/v2/meta/log-fields');
	});

	it.each([
		['log360:8095', /must begin with http:\/\/ or https:\/\//],
		['ftp://log360', /must begin with/],
		['http://u:p@log360', /user name or password/],
		['http://', /not a valid address/],
	])('%s is refused before the call', async (serverUrl, message) => {
		const error = await b.fail({ ...b.v2(), serverUrl }, read);
		expect(error.message).toMatch(message);
		expect(error.description).toContain('Correct the Server URL');
	});
});
