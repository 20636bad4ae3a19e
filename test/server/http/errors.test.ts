import { type ErrorCode, ERRORS } from '../../../server/contract';
import { connect } from 'node:net';
import { type Answer, type CallOptions, NOW, TestServer } from '../../support/server';

let server: TestServer;

beforeAll(async () => {
	server = await TestServer.start({ api: { pageSize: 1, maxBody: 20_000 } });
	await server.store([1, 2, 3].map((N) => ({ TIME: NOW - N, HOSTNAME: 'h', N })));
});
afterEach(() => expect(server.faults).toEqual([]));

/** Expects an error of the catalogue in the dialect of the answer. */
function expectError(answer: Answer, code: ErrorCode, detail: string | RegExp = ''): void {
	const { status, v1, v2 } = ERRORS[code];
	const matching =
		typeof detail === 'string' ? expect.stringContaining(detail) : expect.stringMatching(detail);
	const body =
		answer.body?.error === undefined
			? { ERROR_CODE: v1, ERROR_DESCRIPTION: matching }
			: { error: { code: v2.code, title: v2.title, detail: matching } };
	expect({ status: answer.status, body: answer.body }).toEqual({ status, body });
	expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
}

const DIALECTS = [
	['v2', '/api/v2/search'],
	['v1', '/RestAPI/v1/search'],
] as const;

describe.each(DIALECTS)('errors of %s', (generation, path) => {
	const isV1 = generation === 'v1';
	const start = isV1
		? { query: '*' }
		: { query: '*', start_time: '1970-01-01T00:00:00Z', end_time: '2100-01-01T00:00:00Z' };
	const post = (body: unknown, options: CallOptions = {}) =>
		server.call(path, { body, ...options });
	const search = (more: object, options: CallOptions = {}) => post({ ...start, ...more }, options);
	const cursor = async (): Promise<string> => {
		const { body } = await search({});
		return isV1 ? body.cursor : body.meta.cursor;
	};

	it('come in the dialect of the path', async () => {
		const { body } = await search({}, { token: null });
		expect(Object.keys(body)).toEqual(isV1 ? ['ERROR_CODE', 'ERROR_DESCRIPTION'] : ['error']);
	});

	it('missing token', async () => {
		const answer = await search({}, { token: null });
		expectError(answer, 'missing_token', 'Authorization: Bearer');
		expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer/);
		for (const authorization of ['Basic YTpi', 'Bearer', 'Bearer ', 'token']) {
			expectError(await search({}, { token: null, headers: { authorization } }), 'missing_token');
		}
	});

	it('unknown token', async () => {
		for (const token of [
			'x',
			'x'.repeat(48),
			`${isV1 ? server.v1Token : server.demoToken}x`,
			'x'.repeat(5000),
		]) {
			const answer = await search({}, { token });
			expectError(answer, 'invalid_token');
			expect(JSON.stringify(answer.body)).not.toContain(
				token.slice(0, 40) === 'x' ? '\u0000' : token,
			);
		}
	});

	it('token of the other generation', async () => {
		expectError(
			await search({}, { token: isV1 ? server.demoToken : server.v1Token }),
			'wrong_generation_token',
		);
	});

	it('expired cursor', async () => {
		const old = await cursor();
		server.clock.advance(300_001);
		expectError(await post({ cursor: old }), 'cursor_expired', '5 minutes');
		server.clock.advance(-300_001);
		expect((await post({ cursor: old })).status).toBe(200);
	});

	it('forged, cut or foreign cursor', async () => {
		const good = await cursor();
		const forged = [
			`${good.startsWith('A') ? 'B' : 'A'}${good.slice(1)}`,
			good.slice(0, -2),
			`${good}AAAA`,
			good.toLowerCase(),
			'DnF1ZXJ5VGhlbkZldGNo',
			' ',
			'%00',
			'日本語',
		];
		for (const bad of forged) expectError(await post({ cursor: bad }), 'cursor_invalid');
		if (!isV1) {
			const other = await server.tokenWith(['search.READ']);
			expectError(await post({ cursor: good }, { token: other }), 'cursor_invalid', 'this token');
		}
	});

	it('cursor that is none', async () => {
		for (const bad of ['', 7, null, {}, 'x'.repeat(70_000)]) {
			const answer = await post({ cursor: bad });
			expect(answer.status).toBe(typeof bad === 'string' && bad.length > 20_000 ? 413 : 400);
		}
	});

	it('bad query, with its position', async () => {
		expectError(await search({ query: 'EVENTID = (' }), 'query_syntax', 'position 10');
		expectError(await search({ query: 'a AND' }), 'query_syntax', 'position 5');
		expectError(await search({ query: '"open' }), 'query_syntax', 'position 0');
		expectError(await search({ query: 'x'.repeat(16_385) }), 'query_too_long', '16384');
		expectError(await search({ query: 5 }), 'invalid_parameter', 'query: expected a string');
	});

	it('bad time', async () => {
		const bad = isV1
			? [
					{ from: 'yesterday' },
					{ from: -1 },
					{ to: 1.5 },
					{ to: '2026-01-31T00:00:00Z' },
					{ from: 9e15 },
				]
			: [
					{ start_time: 'yesterday' },
					{ start_time: NOW },
					{ end_time: '2026-01-31' },
					{ end_time: '2026-01-31T00:00:00' },
					{ end_time: '2026-02-30T00:00:00Z' },
					{ start_time: '1969-12-31T23:59:59Z' },
				];
		for (const more of bad) {
			const [key] = Object.keys(more);
			expectError(await search(more), 'invalid_time', `${key}: expected`);
		}
	});

	it('oversized body', async () => {
		expectError(await search({ padding: 'x'.repeat(20_000) }), 'body_too_large', '20000 bytes');
		expectError(await post('x'.repeat(2_000_000)), 'body_too_large', '20000 bytes');
	});

	it('malformed JSON', async () => {
		for (const bad of [
			'{',
			'{"query":}',
			"{'query':'*'}",
			'query=*',
			'{"query":"*"}}',
			'true',
			'\u0000',
		]) {
			expectError(await post(bad), 'malformed_json');
		}
		expectError(await post('[]'), 'invalid_parameter', 'body: expected an object, got an array');
	});

	it('wrong content type', async () => {
		const answer = await post(JSON.stringify(start), { headers: { 'content-type': 'text/plain' } });
		if (isV1) expect(answer.status).toBe(200);
		else expectError(answer, 'unsupported_media_type', 'text/plain');
		const zipped = await post(JSON.stringify(start), { headers: { 'content-encoding': 'snappy' } });
		expectError(zipped, 'unsupported_media_type');
	});

	it('wrong method', async () => {
		for (const method of ['GET', 'PUT', 'DELETE', 'PATCH', 'OPTIONS']) {
			const answer = await server.call(path, { method });
			expectError(answer, 'method_not_allowed', 'POST');
			expect(answer.headers.get('allow')).toBe('POST');
		}
	});

	it('unknown path', async () => {
		for (const end of ['/nothing', '/%E0%A4%A', '/..%2f..%2fetc', '/%00']) {
			expectError(await server.call(path.replace('/search', end), { body: {} }), 'not_found');
		}
	});

	it('does not mistake inherited names for parameters', async () => {
		expect((await post('{"__proto__":{"query":"("}}')).status).toBe(400);
	});
});

describe('errors of V2 alone', () => {
	it('start after end', async () => {
		const times = { start_time: '2026-01-02T00:00:00Z', end_time: '2026-01-01T00:00:00Z' };
		expectError(
			await server.search(times),
			'time_order',
			'start_time: expected a time not later than end_time',
		);
	});

	it('query beside a cursor', async () => {
		const { cursor } = (await server.search()).body.meta;
		expectError(
			await server.call('/api/v2/search', { body: { cursor, query: '*' } }),
			'cursor_with_query',
			'query',
		);
	});

	it('what a first page needs', async () => {
		expectError(
			await server.call('/api/v2/search', { body: {} }),
			'invalid_parameter',
			/query: is required.*start_time: is required.*end_time: is required/,
		);
		expectError(
			await server.call('/api/v2/search', { method: 'POST' }),
			'invalid_parameter',
			'query',
		);
	});

	it('unknown parameters, so that a misspelt filter does not widen a search', async () => {
		expectError(
			await server.search({ log_source_id: [1] }),
			'invalid_parameter',
			'log_source_id: not a parameter',
		);
		expectError(
			await server.search({ response_type: 'both' }),
			'invalid_parameter',
			'response_type: expected',
		);
	});

	it.each(['log_source_ids', 'log_source_group_ids', 'log_types'])(
		'more than 100 %s',
		async (key) => {
			const list = (length: number) =>
				Array.from({ length }, () => (key === 'log_types' ? 'Windows' : 1));
			expectError(
				await server.search({ [key]: list(101) }),
				'too_many_ids',
				`${key}: expected at most 100`,
			);
			expect((await server.search({ [key]: list(100) })).status).toBe(200);
		},
	);

	it('unknown sources, groups and log types', async () => {
		expectError(await server.search({ log_source_ids: [1, 99] }), 'unknown_host', '99');
		expectError(await server.search({ log_source_group_ids: [98] }), 'unknown_group', '98');
		expectError(await server.search({ log_types: ['Mainframe'] }), 'unknown_log_type', 'Mainframe');
		expectError(
			await server.search({ log_source_ids: ['h'] }),
			'invalid_parameter',
			'log_source_ids[0]: expected an id',
		);
	});

	it('tokens without the scope, expired and revoked ones', async () => {
		const reader = await server.tokenWith(['logsources.READ']);
		expectError(await server.search({}, { token: reader }), 'wrong_scope', 'search.READ');
		expect((await server.call('/api/v2/log-sources', { token: reader })).status).toBe(200);
		expectError(await server.ingest('{}', '', { token: reader }), 'wrong_scope', 'ingest.WRITE');
		const brief = await server.tokenWith(['search.READ'], NOW + 1000);
		expect((await server.search({}, { token: brief })).status).toBe(200);
		server.clock.advance(1000);
		expectError(
			await server.search({}, { token: brief }),
			'expired_token',
			new Date(NOW + 1000).toISOString(),
		);
		server.clock.advance(-1000);
	});
});

describe('errors of V1 alone', () => {
	const v1 = (body: unknown) => server.call('/RestAPI/v1/search', { body });

	it('unknown hosts and groups', async () => {
		expectError(await v1({ hosts: [99] }), 'unknown_host', '99');
		expectError(await v1({ hosts: ['vcwrfv'] }), 'unknown_host', '"vcwrfv"');
		expectError(await v1({ groups: ['ceadc'] }), 'unknown_group', '"ceadc"');
		expectError(await v1({ hosts: 'h' }), 'invalid_parameter', 'hosts: expected an array');
		expectError(await v1({ hosts: Array(1001).fill(1) }), 'too_many_ids', 'hosts');
	});
});

describe('anything else', () => {
	it.each([
		'/',
		'/api',
		'/api/v3/search',
		'/RestAPI',
		'/restapi/v1/search',
		'/api/v2/search/x/y',
		'/%',
		'/%zz',
	])('%s is no operation', async (path) => {
		const answer = await server.call(path, { body: {}, token: server.demoToken });
		expect([404, 405]).toContain(answer.status);
	});

	it('a parameter that comes twice', async () => {
		const list = '/api/v2/log-sources?from=1&limit=5';
		expect((await server.call(list)).status).toBe(200);
		expectError(await server.call(`${list}&limit=6`), 'invalid_parameter', 'limit: ');
		expectError(
			await server.call('/RestAPI/v1/jobs?request_id=a&request_id=b'),
			'invalid_parameter',
			'request_id: ',
		);
	});

	it('answers requests that are no HTTP without falling over', async () => {
		const { port, hostname } = new URL(server.url);
		const answer = await new Promise<string>((resolve) => {
			let text = '';
			const socket = connect(Number(port), hostname, () => socket.end('nonsense\r\n\r\n'));
			socket.on('data', (chunk) => (text += String(chunk))).on('close', () => resolve(text));
		});
		expect(answer).toMatch(/^HTTP\/1.1 400/);
		expect((await server.call('/health', { token: null })).status).toBe(200);
	});

	it('never shows a token or a stack', async () => {
		const answers = [
			await server.search({ query: '(' }),
			await server.call('/api/v2/search', { body: '{' }),
			await server.search({ cursor: 'x' }),
		];
		for (const { body } of answers) {
			expect(JSON.stringify(body)).not.toContain(server.demoToken);
			expect(JSON.stringify(body)).not.toMatch(/\.ts:|\.js:|\bat \S+ \(/);
		}
	});
});
