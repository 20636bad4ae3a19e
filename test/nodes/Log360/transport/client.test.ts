/** The client: the request that goes out, retries on a clock that the test moves, and the clock of the server. */
import type {
	IDataObject,
	IExecuteFunctions,
	IHttpRequestOptions,
	IN8nHttpFullResponse,
} from 'n8n-workflow';
import { inspect } from 'node:util';

import type { Call } from '../../../../nodes/Log360/transport/call';
import {
	createClient,
	type Caller,
	type ClientSettings,
} from '../../../../nodes/Log360/transport/client';
import { entriesOf } from '../../../../nodes/Log360/transport/longAnswer';
import { bench, TOKEN_V1, TOKEN_V2 } from '../../support/cases';
import { executeContext } from '../../support/n8n';
import { NODE, READ as read } from './fakeClient';

const b = bench();
const change: Call = {
	purpose: 'start a search',
	generation: 'v2',
	method: 'POST',
	path: '/api/v2/search/async',
	body: { query: '*' },
	repeatable: 'once',
};

type Response = Partial<IN8nHttpFullResponse> | Error;

/** A context whose HTTP helper is a script; it records what it was asked. */
function stub(responses: Response[], credentials: object = {}, signal?: { aborted: boolean }) {
	const requests: IHttpRequestOptions[] = [];
	const at: number[] = [];
	const begun = Date.now();
	const context = {
		getNode: () => NODE,
		getCredentials: async () => ({
			serverUrl: 'http://x:8095',
			apiVersion: 'v2',
			token: TOKEN_V2,
			...credentials,
		}),
		getExecutionCancelSignal: () => signal,
		helpers: {
			httpRequestWithAuthentication: async (_name: string, options: IHttpRequestOptions) => {
				requests.push(options);
				at.push(Date.now() - begun);
				const given = responses[Math.min(requests.length, responses.length) - 1];
				if (given instanceof Error) throw given;
				return await Promise.resolve({ statusCode: 200, headers: {}, body: {}, ...given });
			},
		},
	} as unknown as IExecuteFunctions;
	return { context: context as Caller, requests, at };
}

const busy = (statusCode: number, retryAfter?: string): Response => ({
	statusCode,
	headers: retryAfter === undefined ? {} : { 'retry-after': retryAfter },
	body: {},
});

describe('the request', () => {
	async function requestOf(call: Call, settings: ClientSettings = {}, credentials = {}) {
		const { context, requests } = stub([{}], credentials);
		await (await createClient(context, settings)).send(call);
		return requests[0];
	}

	it('of a read has no body', async () => {
		expect(await requestOf({ ...read, query: { from: 1 } })).toEqual({
			url: 'http://x:8095/api/v2/meta/log-fields',
			method: 'GET',
			headers: { Accept: 'application/json' },
			qs: { from: 1 },
			timeout: 120_000,
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			skipSslCertificateValidation: false,
			disableFollowRedirect: true,
			json: true,
		});
	});

	it('of a change has its body, and no query', async () => {
		const request = await requestOf(change);
		expect(request).toMatchObject({ method: 'POST', body: { query: '*' } });
		expect(request).not.toHaveProperty('qs');
	});

	it('carries the headers of the call, and never the token itself', async () => {
		const request = await requestOf({ ...change, headers: { 'X-Extra': '1' } });
		expect(request.headers).toEqual({ Accept: 'application/json', 'X-Extra': '1' });
		expect(JSON.stringify(request)).not.toContain(TOKEN_V2);
	});

	it('takes timeout and TLS from settings and credential', async () => {
		const request = await requestOf(read, { timeoutMs: 5000 }, { ignoreSslIssues: true });
		expect(request).toMatchObject({ timeout: 5000, skipSslCertificateValidation: true });
	});

	it('of a file asks for bytes', async () => {
		const { context, requests } = stub([{ body: Buffer.from('%PDF') }]);
		const { body } = await (await createClient(context)).download(read);
		expect(String(body)).toBe('%PDF');
		expect(requests[0]).toMatchObject({ encoding: 'arraybuffer' });
		expect(requests[0]).not.toHaveProperty('json');
	});

	it('for a list asks for bytes, and takes what else comes', async () => {
		const { context, requests } = stub([{ body: Buffer.from('{"data":[1]}') }, { body: { n: 1 } }]);
		const client = await createClient(context);
		expect(await client.sendForList(read)).toMatchObject({ body: { data: [1] } });
		expect(await client.sendForList(read)).toMatchObject({ body: { n: 1 } });
		expect(requests[0]).toMatchObject({ encoding: 'arraybuffer' });
		expect(requests[0]).not.toHaveProperty('json');
	});

	it('reaches the server with the token of its generation', async () => {
		const client = await createClient(executeContext(b.both(), {}));
		b.answer([{ body: {} }]);
		await client.send(read);
		await client.send({ ...read, generation: 'v1', path: '/RestAPI/v1/meta/log_fields' });
		expect(b.seen.map(({ headers }) => headers.authorization)).toEqual([
			`Bearer ${TOKEN_V2}`,
			`Bearer ${TOKEN_V1}`,
		]);
	});
});

describe('an answer with a list', () => {
	const long = { hits: [{ text: 'x'.repeat(70_000) }, { token: TOKEN_V2 }] };

	it('comes from the server as it was sent', async () => {
		const client = await createClient(executeContext(b.both(), {}));
		b.answer([{ body: long }]);
		const answer = await client.sendForList(read);
		const { hits } = answer.body as { hits: IDataObject[] };
		expect([...entriesOf(answer, hits)]).toEqual(long.hits);
	});

	it('explains an entry that is no JSON, without a secret', async () => {
		const text = JSON.stringify(long).replace(/"\}\]\}$/, '\t"}]}');
		const { context } = stub([{ body: Buffer.from(text) }]);
		const answer = await (await createClient(context)).sendForList(read);
		const entries = entriesOf(answer, (answer.body as { hits: IDataObject[] }).hits);
		let error: Error | undefined;
		try {
			for (const entry of entries) expect(entry).toEqual(long.hits[0]);
		} catch (thrown) {
			error = thrown as Error;
		}
		expect(error?.message).toBe('The answer of http://x:8095 is not JSON (HTTP 200)');
		expect(inspect(error, { depth: 9 })).not.toContain(TOKEN_V2);
	});

	it('is asked for again after a passing failure', async () => {
		const busyBytes = { ...busy(503, '0'), body: Buffer.from('<h1>busy</h1>') };
		const { context, requests } = stub([busyBytes, { body: Buffer.from('[{"n":1}]') }]);
		const client = await createClient(context);
		expect(await client.sendForList(read)).toMatchObject({ body: [{ n: 1 }] });
		expect(requests).toHaveLength(2);
	});
});

describe('retries', () => {
	beforeEach(() => {
		jest.useFakeTimers();
		jest.spyOn(Math, 'random').mockReturnValue(0);
	});
	afterEach(() => {
		jest.restoreAllMocks();
		jest.useRealTimers();
	});

	async function sent(call: Call, responses: Response[], settings: ClientSettings = {}) {
		const { context, at } = stub(responses);
		const client = await createClient(context, settings);
		const sending = client.send(call).then(
			() => 'sent',
			(error: Error) => error.message,
		);
		await jest.advanceTimersByTimeAsync(1_000_000);
		return { result: await sending, pauses: at.map((time, index) => time - (at[index - 1] ?? 0)) };
	}

	it.each([429, 502, 503, 504])('of a read after %i, in growing pauses', async (status) => {
		const responses = [...Array.from({ length: 6 }, () => busy(status)), {}];
		expect(await sent(read, responses)).toEqual({
			result: 'sent',
			pauses: [0, 750, 1500, 3000, 6000, 12_000, 22_500],
		});
	});

	it.each([400, 401, 403, 404, 405, 409, 410, 413, 415, 422, 500, 501])(
		'are not made after %i',
		async (status) => {
			expect((await sent(read, [busy(status), {}])).pauses).toHaveLength(1);
		},
	);

	it('end after six', async () => {
		const { result, pauses } = await sent(read, [busy(503)]);
		expect(result).toBe('Could not list log fields: the server failed (HTTP 503)');
		expect(pauses).toHaveLength(7);
	});

	it('follow Retry-After in seconds', async () => {
		expect(await sent(read, [busy(429, '7'), busy(503, '2'), {}])).toEqual({
			result: 'sent',
			pauses: [0, 7000, 2000],
		});
	});

	it('follow Retry-After as a date', async () => {
		const date = new Date(Math.ceil(Date.now() / 1000) * 1000 + 9000).toUTCString();
		const { result, pauses } = await sent(read, [busy(429, date), {}]);
		expect(result).toBe('sent');
		expect(pauses[1]).toBeGreaterThanOrEqual(9000);
		expect(pauses[1]).toBeLessThanOrEqual(10_000);
	});

	it('go on at once where the date of Retry-After has passed', async () => {
		const date = new Date(Date.now() - 60_000).toUTCString();
		expect((await sent(read, [busy(429, date), {}])).pauses).toEqual([0, 0]);
	});

	it('take a Retry-After that is no time for none', async () => {
		expect((await sent(read, [busy(429, 'soon'), {}])).pauses).toEqual([0, 750]);
	});

	it('are not made where the server asks for more than two minutes', async () => {
		const { result, pauses } = await sent(read, [busy(429, '121'), {}]);
		expect(result).toBe('Could not list log fields: too many requests');
		expect(pauses).toHaveLength(1);
	});

	it.each([502, 503, 504])(
		'of a change are not made after %i, for it may have been made',
		async (status) => {
			expect((await sent(change, [busy(status), {}])).pauses).toHaveLength(1);
		},
	);

	it('of a change are made after 429, since it was refused', async () => {
		expect(await sent(change, [busy(429), {}])).toEqual({ result: 'sent', pauses: [0, 750] });
	});

	it('are made where the refusal came with status 200', async () => {
		const refused = { body: { error: { code: '1', title: 'Too Many Requests' } } };
		expect(await sent(change, [refused, {}])).toEqual({ result: 'sent', pauses: [0, 750] });
	});

	it.each([
		['a broken connection', Object.assign(new Error('x'), { code: 'ECONNRESET' })],
		['a timeout', Object.assign(new Error('x'), { code: 'ETIMEDOUT' })],
		['a server that is not there', Object.assign(new Error('x'), { code: 'ECONNREFUSED' })],
	])('are not made after %s', async (_name, error) => {
		expect((await sent(read, [error, {}])).pauses).toHaveLength(1);
	});

	it('can be switched off', async () => {
		const retry = { retries: 0, maxRetryAfterMs: 120_000 };
		expect((await sent(read, [busy(503), {}], { retry })).pauses).toHaveLength(1);
	});

	it('stop when the execution is cancelled during a pause', async () => {
		const signal = { aborted: false };
		const { context, requests } = stub([busy(503, '60')], {}, signal);
		const client = await createClient(context);
		const sending = client.send(read).catch((error: Error) => error.message);
		setTimeout(() => (signal.aborted = true), 1000);
		await jest.advanceTimersByTimeAsync(1250);
		expect(await sending).toBe('Could not list log fields: the execution was canceled');
		expect(requests).toHaveLength(1);
	});
});

describe('the clock of the server', () => {
	const NOW = Date.UTC(2026, 10, 23, 12, 0, 0);
	beforeEach(() => jest.spyOn(Date, 'now').mockReturnValue(NOW));
	afterEach(() => jest.restoreAllMocks());

	async function skewOf(...dates: Array<string | undefined>) {
		const responses = dates.map((date) => ({ headers: date === undefined ? {} : { date } }));
		const { context } = stub(responses);
		const client = await createClient(context);
		for (const _date of dates) await client.send(read);
		return client.serverSkew();
	}

	it.each([
		['the same', ['Mon, 23 Nov 2026 12:00:00 GMT'], 0],
		['ahead', ['Mon, 23 Nov 2026 12:05:00 GMT'], 300_000],
		['behind', ['Mon, 23 Nov 2026 11:00:00 GMT'], -3_600_000],
		[
			'that of the last answer',
			['Mon, 23 Nov 2026 12:05:00 GMT', 'Mon, 23 Nov 2026 12:00:00 GMT'],
			0,
		],
		['kept where an answer tells none', ['Mon, 23 Nov 2026 12:05:00 GMT', undefined], 300_000],
		['unknown without a Date header', [undefined], undefined],
		['unknown where the header is no date', ['now'], undefined],
	])('is %s', async (_name, dates, expected) => {
		expect(await skewOf(...dates)).toBe(expected);
	});
});

describe('need', () => {
	it.each([
		['v1', { apiVersion: 'v1' }],
		['v1', { apiVersion: 'v2', v1Token: 'old-token' }],
		['v2', { apiVersion: 'v2' }],
	] as const)('lets %s through with %j', async (generation, credentials) => {
		const client = await createClient(stub([], credentials).context);
		expect(() => client.need(generation, 'x')).not.toThrow();
	});

	it('says before any call what V1 cannot do', async () => {
		const { context, requests } = stub([], { apiVersion: 'v1' });
		const client = await createClient(context, { itemIndex: 2 });
		expect(() => client.need('v2', 'list agents')).toThrow('API V1 cannot list agents');
		expect(requests).toEqual([]);
	});

	it('says what a V2 credential cannot do without a V1 token', async () => {
		const client = await createClient(stub([]).context);
		expect(() => client.need('v1', 'list workflows')).toThrow(
			'API V2 cannot list workflows; this needs a V1 token',
		);
	});
});

it('refuses a server URL that cannot be used, for the item in question', async () => {
	const { context } = stub([], { serverUrl: 'log360' });
	await expect(createClient(context, { itemIndex: 3 })).rejects.toMatchObject({
		name: 'NodeOperationError',
		description: 'Correct the Server URL in the Log360 API credential.',
		context: { itemIndex: 3 },
	});
});
