/** Results told from failures, in every guise in which servers, proxies and login pages answer. */
import { judge, type RawResponse } from '../../../../nodes/Log360/transport/answer';
import { bench, reply } from '../../support/cases';

const response = (more: Partial<RawResponse>): RawResponse => ({
	statusCode: 200,
	headers: { 'content-type': 'application/json' },
	body: {},
	...more,
});
const bytes = (text: string) => Buffer.from(text, 'utf8');
const html = { 'content-type': 'text/html' };

describe('judge', () => {
	it.each([
		['an object', { data: [] }],
		['a list', [1]],
		['nothing', ''],
		['null', null],
		['spaces', '  \n'],
		['a number', 5],
		['false', false],
	])('takes %s with status 200 for a result', (_name, body) => {
		expect(judge(response({ body }), false)).toMatchObject({ body });
	});

	it.each([200, 201, 202, 204])('takes status %i for a success', (statusCode) => {
		expect(judge(response({ statusCode, body: '' }), false)).toMatchObject({ body: '' });
	});

	it.each([400, 401, 404, 418, 429, 500, 599])('takes status %i for a failure', (status) => {
		const answer = judge(response({ statusCode: status, body: { data: [] } }), false);
		expect(answer).toEqual({ failure: { kind: 'status', status, body: { data: [] } } });
	});

	it.each([301, 302, 303, 307, 308])('takes a redirect %i for another product', (status) => {
		const headers = { location: 'https://sso.example/login?ticket=secret#x' };
		expect(judge(response({ statusCode: status, headers, body: '' }), false)).toEqual({
			failure: { kind: 'notJson', status, text: 'redirect to https://sso.example/login' },
		});
	});

	it('does not fail over a redirect without a target', () => {
		expect(judge(response({ statusCode: 304, headers: {}, body: '' }), false)).toEqual({
			failure: { kind: 'notJson', status: 304, text: 'redirect to ' },
		});
	});

	it.each([
		['V1', { ERROR_DESCRIPTION: 'x' }],
		['V2', { error: { title: 'x' } }],
	])('takes an error of %s with status 200 for a failure', (_name, body) => {
		expect(judge(response({ body }), false)).toEqual({
			failure: { kind: 'embedded', status: 200, body },
		});
	});

	it('takes text with status 200 for something else than the API', () => {
		expect(judge(response({ body: '<html>' }), false)).toEqual({
			failure: { kind: 'notJson', status: 200, text: '<html>' },
		});
	});

	it('reads Retry-After beside the status', () => {
		const headers = { 'retry-after': '3' };
		expect(judge(response({ statusCode: 503, headers, body: '' }), false)).toMatchObject({
			failure: { kind: 'status', retryAfterMs: 3000 },
		});
	});

	it('hands on the headers of a result', () => {
		expect(judge(response({ headers: { date: 'x' } }), false)).toMatchObject({
			headers: { date: 'x' },
		});
	});
});

describe('files', () => {
	it.each([
		['PDF', 'application/pdf', bytes('%PDF-1.7')],
		['CSV', 'text/csv', bytes('a,b\r\n')],
		['ZIP', 'application/zip', Buffer.from([0x50, 0x4b, 3, 4, 0xff, 0xfe])],
		['nothing', 'application/octet-stream', Buffer.alloc(0)],
		['an HTML report', 'text/html', bytes('<html><h1>Incident 42</h1></html>')],
		['JSON', 'application/json', bytes('[{"a":1}]')],
	])('of %s come through byte by byte', (_name, type, body) => {
		const answer = judge(response({ headers: { 'content-type': type }, body }), true);
		expect(answer).toMatchObject({ body });
	});

	it.each([
		['V1', '{"ERROR_DESCRIPTION":"not ready"}'],
		['V2', '{"error":{"title":"not ready"}}'],
		['V2 behind a byte order mark', '\uFEFF{"error":{"title":"not ready"}}'],
	])('are not taken from an error of %s', (_name, text) => {
		expect(judge(response({ body: bytes(text) }), true)).toMatchObject({
			failure: { kind: 'embedded' },
		});
	});

	it('of broken JSON are the business of their reader', () => {
		expect(judge(response({ body: bytes('{"a":') }), true)).toMatchObject({
			body: bytes('{"a":'),
		});
	});

	it.each([404, 409, 503])('are not taken from an answer with status %i', (statusCode) => {
		const body = bytes('{"error":{"title":"Conflict","detail":"not ready"}}');
		expect(judge(response({ statusCode, body }), true)).toMatchObject({
			failure: { kind: 'status', body: { error: { detail: 'not ready' } } },
		});
	});

	const login =
		'<html><form action="/j_security_check"><input type="password" name="p"></form></html>';

	it('are not taken from a login page', () => {
		expect(judge(response({ headers: html, body: bytes(login) }), true)).toMatchObject({
			failure: { kind: 'notJson', text: login },
		});
	});

	it('may hold a form where the server offers them for download', () => {
		const headers = { ...html, 'content-disposition': 'attachment; filename=a.html' };
		expect(judge(response({ headers, body: bytes(login) }), true)).toMatchObject({
			body: bytes(login),
		});
	});
});

describe('over the wire', () => {
	const b = bench();
	const list = { resource: 'logField', operation: 'getMany', simplify: false };
	const fields = '{"data":{"fields":[{"server_value":"EVENTID"}]}}';
	const as = (body: string | Buffer, type = 'application/json', more = {}) =>
		reply({ body, headers: { 'content-type': type, ...more } });

	it.each([
		['JSON', as(fields)],
		['JSON with a charset', as(fields, 'application/json; charset=utf-8')],
		['JSON with a byte order mark', as(`\uFEFF${fields}`)],
		['JSON that is called text', as(fields, 'text/plain')],
		['JSON that is called HTML', as(fields, 'text/html;charset=UTF-8')],
		['JSON with spaces around it', as(`\n\n ${fields} \n`)],
	])('%s is read', async (_name, answer) => {
		expect(await b.run(b.v2(), list, answer)).toEqual([{ server_value: 'EVENTID' }]);
	});

	it.each([
		['JSON cut off', as('{"data":{"fields":[{"server_va'), '{"data":{"fields":[{"server_va'],
		['two JSON texts in a row', as('{"data":[]}{"data":[]}'), '{"data":[]}{"data":[]}'],
		['JSON behind the prefix of a filter', as(")]}',\n{}"), ")]}', {}"],
		['XML', as('<?xml version="1.0"?><e>no</e>', 'application/xml'), 'no'],
		[
			'a login page with scripts',
			as('<html><script>var a = "<b>";</script><title>Sign in</title></html>', 'text/html'),
			'Sign in',
		],
		['a JSON text', as('"pong"'), 'pong'],
	])('%s is not', async (_name, answer, began) => {
		const error = await b.fail(b.v2(), list, answer);
		expect(error.message).toBe(`The answer of ${b.url} is not JSON (HTTP 200)`);
		expect(error.description).toContain(`The answer began: "${began}`);
	});

	it('an answer of 5 MB is read', async () => {
		const many = Array.from({ length: 50_000 }, (_, n) => ({
			server_value: `FIELD_${n}`,
			pad: 'x'.repeat(60),
		}));
		const found = await b.run(b.v2(), { ...list, returnAll: true }, { data: { fields: many } });
		expect(found).toHaveLength(50_000);
	});

	it('a huge page that is no JSON makes no huge error', async () => {
		const error = await b.fail(b.v2(), list, as('<p>no</p>'.repeat(200_000), 'text/html'));
		expect(error.everything.length).toBeLessThan(20_000);
	});

	it('letters beyond ASCII come through', async () => {
		const body = { data: { fields: [{ server_value: 'Gerät 日本 🙂' }] } };
		expect(await b.run(b.v2(), list, body)).toEqual([{ server_value: 'Gerät 日本 🙂' }]);
	});
});
