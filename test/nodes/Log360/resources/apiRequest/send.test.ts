/** API Request > Send: any call, and never to another address. */
import { bench, TOKEN_V1, TOKEN_V2, v2Error } from '../../../support/cases';

const b = bench();
const send = (method: string, path: string, more = {}) => ({
	resource: 'apiRequest',
	operation: 'send',
	method,
	path,
	...more,
});

it('sends method, path, query and body with the V2 token', async () => {
	const parameters = send('PUT', '/api/v2/log-type', { query: '{"a": 1}', body: '{"b": [2]}' });
	expect(await b.run(b.v2(), parameters, { data: { id: 5 } })).toEqual([{ data: { id: 5 } }]);
	expect(b.seen[0]).toMatchObject({
		method: 'PUT',
		path: '/api/v2/log-type',
		query: { a: '1' },
		body: { b: [2] },
	});
	expect(b.seen[0].headers.authorization).toBe(`Bearer ${TOKEN_V2}`);
});

it('uses the V1 token for a V1 path', async () => {
	await b.run(b.both(), send('GET', '/RestAPI/v1/jobs'), {});
	expect(b.seen[0].headers.authorization).toBe(`Bearer ${TOKEN_V1}`);
});

it('refuses a V1 path without a V1 token', async () => {
	const error = await b.fail(b.v2(), send('GET', '/RestAPI/v1/jobs'), {});
	expect(error.message).toContain('this needs a V1 token');
	expect(b.seen).toHaveLength(0);
});

it('sends no body with GET, even if one is left over in the parameters', async () => {
	await b.run(b.v2(), send('GET', '/api/v2/jobs', { body: '{"b": 1}' }), {});
	expect(b.seen[0].body).toBeUndefined();
});

it('returns only the data, one item per entry, on request', async () => {
	const parameters = send('GET', '/api/v2/x', { options: { unwrap: true } });
	expect(await b.run(b.v2(), parameters, { data: [{ a: 1 }, 'b'] })).toEqual([
		{ a: 1 },
		{ value: 'b' },
	]);
});

it('returns an empty answer as one item', async () => {
	b.answer([{ status: 204 }]);
	expect(await b.run(b.v2(), send('DELETE', '/api/v2/x'))).toHaveLength(1);
});

it.each([
	'https://evil.example/api',
	'//evil.example/api',
	'api/v2',
	'/api/../admin',
	'/a b',
	'/..',
	'/a\\b',
	// A proxy that decodes them would see dots between slashes.
	'/%2e%2e/other-app/x',
	'/a/%2E%2e/x',
	'/a/.%2e/x',
	'/a%2f..%2fx',
	'/a%5c..%5cx',
	'/%2F%2Fevil.example/api',
])('refuses %s, so that the token goes nowhere else', async (path) => {
	const error = await b.fail(b.v2(), send('GET', path), {});
	expect(error.message).toContain('is not a path');
	expect(b.seen).toHaveLength(0);
});

it.each([
	['query', 'Query Parameters'],
	['body', 'Body'],
])('refuses a %s that is no JSON object', async (name, label) => {
	const error = await b.fail(b.v2(), send('POST', '/api/v2/x', { [name]: '[1]' }), {});
	expect(error.message).toBe(`${label} is not a JSON object`);
});

it('repeats a GET after 503, but not a POST', async () => {
	const busy = v2Error(503, 'Service Unavailable');
	const options = { maxRetries: 0 };
	await b.fail(b.v2(), send('GET', '/api/v2/x', { options }), busy);
	expect(b.seen).toHaveLength(1);
	await b.fail(b.v2(), send('POST', '/api/v2/x'), busy);
	expect(b.seen).toHaveLength(1);
});
