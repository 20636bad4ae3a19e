/** Causes, messages and advice by status and words, without a network: what the table of errors cannot show one by one. */
import type { Call } from '../../../../nodes/Log360/transport/call';
import { segment, withPath } from '../../../../nodes/Log360/transport/call';
import { apiError, causeOfError, usageError } from '../../../../nodes/Log360/transport/errors';
import { excerpt } from '../../../../nodes/Log360/transport/excerpt';
import { explain } from '../../../../nodes/Log360/transport/explain';
import { earlyEndHint } from '../../../../nodes/Log360/transport/hints';
import { NODE } from './fakeClient';

const call: Call = {
	purpose: 'search logs',
	generation: 'v2',
	method: 'POST',
	path: '/api/v2/search',
	repeatable: 'always',
};
const v1: Call = { ...call, generation: 'v1', path: '/RestAPI/v1/search' };
const server = { baseUrl: 'http://x:8095', secrets: [] };
const v2Body = (title: string, detail?: string) => ({ error: { title, detail } });
const by = (status: number, body: unknown, one = call) =>
	explain(
		status < 300 ? { kind: 'embedded', status, body } : { kind: 'status', status, body },
		one,
		server,
	);

describe('the title', () => {
	// As sibling products document them, with their codes; those of Log360 begin with other digits.
	it.each([
		['00000100', 400, 'Bad Request', 'badRequest'],
		['00000101', 401, 'Unauthorized', 'badToken'],
		['00000102', 422, 'Unprocessable Content', 'badRequest'],
		['00000103', 415, 'Unsupported Media Type', 'badRequest'],
		['00000104', 404, 'Page Not Found', 'notFound'],
		['00000105', 405, 'Unsupported HTTP Method', 'badRequest'],
		['00000106', 403, 'Forbidden', 'missingScope'],
		['00000107', 400, 'Invalid Parameter', 'badRequest'],
		['00000108', 411, 'Content Length is Required', 'badRequest'],
		['00000109', 429, 'Too Many Requests', 'rateLimited'],
	])(
		'of %s, status %i, means the same with and without the status: %s',
		(code, status, title, cause) => {
			const body = { error: { code, title } };
			const other = { error: { code: '10001015', title } };
			expect([by(status, body).cause, by(status, other).cause]).toEqual([cause, cause]);
			expect([by(200, body).cause, by(200, other).cause]).toEqual([cause, cause]);
			expect(by(200, body).description).toContain(by(status, {}).description);
		},
	);

	it('does not count where the status says something else', () => {
		expect(by(403, v2Body('Page Not Found')).cause).toBe('missingScope');
		expect(by(401, v2Body('Forbidden', 'the cursor is unknown')).cause).toBe('badToken');
		expect(by(500, v2Body('Invalid Parameter')).cause).toBe('serverError');
	});

	it('Page Not Found is about the address, Not Found about an ID', () => {
		const one = { ...call, purpose: 'get an incident', idAdvice: 'Take it from the list.' };
		const page = by(404, v2Body('Page Not Found', 'No such resource.'), one);
		expect(page.description).toMatch(/^This build may not have POST \/api\/v2\/search\./);
		const id = by(404, v2Body('Not Found', 'No such resource.'), one);
		expect(id.description).toBe('Take it from the list.');
		expect(by(404, v2Body('Page Not Found'), one).message).toBe(
			'Could not get an incident: the server does not have this call',
		);
	});

	it.each([
		[404, 'Page Not Found', 'anything'],
		[200, 'Page Not Found', undefined],
		[405, 'Unsupported HTTP Method', 'anything'],
		[200, 'Unsupported HTTP Method', undefined],
	])('of an extension: %i %s says that it needs log360-server', (status, title, detail) => {
		const extension: Call = { ...call, extension: true };
		expect(by(status, v2Body(title, detail), extension).message).toBe(
			'Could not search logs: this needs log360-server',
		);
	});
});

describe('the cause', () => {
	it.each([
		[400, 'badRequest'],
		[401, 'badToken'],
		[403, 'missingScope'],
		[404, 'notFound'],
		[405, 'badRequest'],
		[406, 'badRequest'],
		[409, 'conflict'],
		[410, 'gone'],
		[413, 'tooLarge'],
		[422, 'badRequest'],
		[429, 'rateLimited'],
		[500, 'serverError'],
		[501, 'serverError'],
		[502, 'serverError'],
		[503, 'serverError'],
		[504, 'serverError'],
	])('of status %i is %s, whatever the generation', (status, cause) => {
		expect(by(status, '').cause).toBe(cause);
		expect(by(status, '', v1).cause).toBe(cause);
		expect(by(status, '').httpCode).toBe(String(status));
	});

	it.each([
		['Invalid AuthToken', 'badToken'],
		['The token has expired', 'badToken'],
		['token is revoked', 'badToken'],
		['Missing token', 'badToken'],
		['Unauthorized', 'badToken'],
		['Authentication failed', 'badToken'],
		['Forbidden', 'missingScope'],
		['Access denied', 'missingScope'],
		['You do not have permission', 'missingScope'],
		['Insufficient scope', 'missingScope'],
		['Rate limit exceeded', 'rateLimited'],
		['Too many requests', 'rateLimited'],
		['Throttled', 'rateLimited'],
		['The cursor has expired', 'cursorExpired'],
		['Invalid cursor', 'cursorExpired'],
		['No search context found for id [1]', 'cursorExpired'],
		['Invalid scroll id', 'cursorExpired'],
		['Invalid hosts', 'badRequest'],
		['Something went wrong', 'badRequest'],
	])('of "%s" inside an answer with status 200 is %s, in both generations', (text, cause) => {
		expect(by(200, { ERROR_DESCRIPTION: text }, v1).cause).toBe(cause);
		expect(by(200, v2Body(text)).cause).toBe(cause);
	});

	it.each([400, 404, 410, 500])('of a lost cursor shows behind status %i too', (status) => {
		expect(by(status, v2Body('x', 'The cursor is no longer valid')).cause).toBe('cursorExpired');
	});

	it('does not see a lost cursor in the word alone', () => {
		expect(by(400, v2Body('Bad Request', 'cursor: expected a string')).cause).toBe('badRequest');
	});
});

describe('the message', () => {
	it.each([
		['Bad Request', 'query: is required', 'The server refused to search logs: query: is required'],
		[
			'Bad Request',
			'query: Query error at 3.',
			'The server refused to search logs: Query error at 3',
		],
		['Bad Request', '  spaces around.  ', 'The server refused to search logs: spaces around'],
		['Bad Request', undefined, 'The server refused to search logs'],
		['Quota', 'used up', 'The server refused to search logs: Quota: used up'],
	])('of %s and %s', (title, detail, message) => {
		expect(by(400, v2Body(title, detail)).message).toBe(message);
	});

	it('does not take the page of a proxy for the reason', () => {
		const { message, description } = by(400, '<h1>Bad Request</h1><p>by the proxy</p>');
		expect(message).toBe('The server refused to search logs');
		expect(description).toBe(
			'The server said: "Bad Request by the proxy". Check the parameters of the node.',
		);
	});

	it('reads a message beside a status, as application servers write it', () => {
		const body = { timestamp: 1, status: 400, message: 'Required body is missing' };
		expect(by(400, body).message).toBe(
			'The server refused to search logs: Required body is missing',
		);
	});
});

describe('the advice', () => {
	const advice = (text: string, status = 400) =>
		by(status, v2Body('Bad Request', text)).description;

	it.each([
		['query: unbalanced parenthesis', /^Correct the query\./],
		['query: expected at most 16,384 characters', /^Shorten the query/],
		['end_time: must not be before start_time', /^Check the time range/],
		['start_time: expected an ISO 8601 date-time', /^Check the times/],
		['from: expected Unix milliseconds', /^Check the times/],
		['log_source_ids: expected at most 100 entries', /^Send fewer/],
		['log_source_ids[3]: expected a number', /Log Source > Get Many/],
		['hosts: unknown', /Log Source > Get Many/],
		['log_source_group_ids: unknown', /Log Source > Get Groups/],
		['log_types: unknown', /Log Type > Get Many/],
		['profile_ids: unknown', /Alert Profile > Get Many/],
		['log_sources[0].domain_name: unknown', /Domain > Get Many/],
		['log_sources[0].agent_id: unknown', /Agent > Get Many/],
		['severity: expected one of critical, trouble', /^Correct the parameter that the server names/],
		['No.', /^Check the parameters of the node/],
	])('for "%s"', (text, expected) => {
		expect(advice(text)).toMatch(expected);
	});

	it.each([
		[502, /proxy/],
		[504, /proxy/],
		[503, /starting, stopping/],
		[500, /logs of the product/],
	])('for status %i', (status, expected) => {
		expect(by(status, '').description).toMatch(expected);
	});

	const withId: Call = {
		...call,
		purpose: 'get a job',
		idAdvice: 'Take the ID from Job > Get Many.',
	};
	it.each([
		['a list', call, '', /^This build may not have POST \/api\/v2\/search\./],
		[
			'an id, without words',
			withId,
			'',
			/^Take the ID.*If every call fails this way, this build may not have/,
		],
		[
			'an id, with words about it',
			withId,
			{ error: { detail: 'No job 7' } },
			/^Take the ID from Job > Get Many\.$/,
		],
		[
			'an id, with words about the path',
			withId,
			{ error: { detail: 'No such endpoint' } },
			/This build may not have/,
		],
		[
			'an id that no advice is known for',
			call,
			{ error: { detail: 'No rule 7' } },
			/Check the IDs that the call names\.$/,
		],
	])('for a 404 of a call with %s', (_name, one, body, expected) => {
		expect(by(404, body, one).description).toMatch(expected);
		if (one === call && body === '') expect(by(404, body, one).description).not.toContain('ID');
	});

	it.each([
		['', /no longer offers API V1/],
		['The V1 API has been retired', /no longer offers API V1/],
		['The results of job 7 have been removed', /it is gone/],
		['The export file was deleted', /it is gone/],
	])('a 410 of V1 with the words "%s" means what it says', (text, message) => {
		expect(by(410, { ERROR_DESCRIPTION: text || undefined }, v1).message).toMatch(message);
	});
});

describe('apiError', () => {
	const explanation = { cause: 'timeout' as const, message: 'ETIMEDOUT here', description: 'd' };

	it('keeps its words, though n8n has its own for some of them', () => {
		const error = apiError(NODE, explanation, 3, []);
		expect(error.message).toBe('ETIMEDOUT here');
		expect(error.description).toBe('d');
		expect(error.context).toMatchObject({ itemIndex: 3, cause: 'timeout' });
		expect(causeOfError(error)).toBe('timeout');
	});

	it('hides secrets in message and description', () => {
		const error = apiError(
			NODE,
			{ ...explanation, message: 'a tok-1 b', description: 'tok-1' },
			0,
			['tok-1'],
		);
		expect([error.message, error.description]).toEqual(['a *** b', '***']);
	});

	it('has no cause that a plain error or one of usage could be mistaken for', () => {
		expect(causeOfError(new Error('x'))).toBeUndefined();
		expect(causeOfError(usageError(NODE, 'm', 'd', 1))).toBeUndefined();
		expect(causeOfError(undefined)).toBeUndefined();
	});
});

it.each([
	['<b>a</b> b', '"a b"'],
	['  a\n\tb ', '"a b"'],
	['<script>var x = 1;</script>a', '"a"'],
	['<style>b { }</style>a', '"a"'],
	['<script>never closed', '(empty)'],
	['', '(empty)'],
	['<html></html>', '(empty)'],
	['x'.repeat(500), `"${'x'.repeat(120)}"`],
])('excerpt of %j', (text, expected) => {
	expect(excerpt(text)).toBe(expected);
});

it('withPath and segment keep calls on the server', () => {
	expect(withPath(call, 'api/v2/other').path).toBe('/api/v2/other');
	expect(withPath(call, '  ')).toBe(call);
	expect(segment(' a b/ü ')).toBe('a%20b%2F%C3%BC');
	expect(segment(5)).toBe('5');
});

it.each([
	['repeatedPage', /same page twice.*may be incomplete/],
	['tooManyPages', /100,000 pages.*Narrow the time range/],
] as const)('the hint for %s says what it means for the output', (reason, message) => {
	expect(earlyEndHint(reason)).toMatchObject({ type: 'warning', location: 'outputPane' });
	expect(earlyEndHint(reason).message).toMatch(message);
});
