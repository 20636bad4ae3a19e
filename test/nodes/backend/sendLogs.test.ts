/** Log > Send against the backend: what a workflow sends can be searched, raises alerts, and is told line by line where it is refused. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { backend } from '../support/backend';
import { CONTINUE, nodeWith } from '../support/node';

jest.mock('n8n-workflow', () => ({
	...jest.requireActual<object>('n8n-workflow'),
	// The pauses before a call is repeated are tested elsewhere.
	sleep: async () => undefined,
}));

const server = backend('--empty');
const v2 = nodeWith(() => server.v2());
let hosts = 0;
const newHost = () => `sent${(hosts += 1)}`;
const found = async (query: string) =>
	await v2.run('log.search', { query, timeRange: 'last24Hours', returnAll: true });

it.each([
	['an object', (event: object) => event],
	['an object as text', (event: object) => JSON.stringify(event)],
	['a list', (event: object) => [event]],
])('stores an event given as %s', async (_form, form) => {
	const HOSTNAME = newHost();
	const TIME = Date.now() - 60_000;
	const event = { TIME, HOSTNAME, LOGTYPE: 'n8n', USERNAME: 'joe', APPROVED: true, SCORE: 77 };
	const [report] = await v2.run('log.send', { events: form(event) });
	expect(report).toEqual({ lines: 1, stored: 1, refused: 0, dropped: 0, problems: [] });
	expect(await found(`HOSTNAME = ${HOSTNAME}`)).toMatchObject([
		{ TIME, USERNAME: 'joe', SCORE: 77 },
	]);
});

it('takes the time of now where an event has none, and ISO 8601 where it has', async () => {
	const HOSTNAME = newHost();
	const given = new Date(Date.now() - 3_600_000);
	const before = Date.now();
	await v2.run('log.send', { events: [{ HOSTNAME }, { HOSTNAME, TIME: given.toISOString() }] });
	const after = Date.now();
	const times = (await found(`HOSTNAME = ${HOSTNAME}`)).map(({ TIME }) => Number(TIME));
	expect(times).toEqual([expect.any(Number), given.getTime()]);
	expect(times[0]).toBeGreaterThanOrEqual(before);
	expect(times[0]).toBeLessThanOrEqual(after);
});

it('reads log lines as a device writes them, with the host of lines that name none', async () => {
	const host = newHost();
	const lines = [
		'Failed password for root from 192.0.2.1 port 40022 ssh2',
		`<86>${new Date().toISOString()} ${host}x sshd[1]: Failed password for root from 192.0.2.1 port 40022 ssh2`,
	].join('\n');
	const [report] = await v2.run('log.send', { sendAs: 'lines', lines, options: { host } });
	expect(report).toMatchObject({ lines: 2, stored: 2 });
	expect(await found(`HOSTNAME = ${host}`)).toHaveLength(1);
	expect(await found(`HOSTNAME = ${host}x`)).toMatchObject([{ REMOTEIP: '192.0.2.1' }]);
});

it('raises alerts as any log does', async () => {
	const HOSTNAME = newHost();
	const event = { HOSTNAME, LOGTYPE: 'Windows', CHANNEL: 'Security', EVENTID: 1102 };
	await v2.run('log.send', { events: event });
	const alerts = await v2.run('alert.getMany', {
		timeRange: 'lastHour',
		filters: { query: `HOSTNAME = ${HOSTNAME}` },
	});
	expect(alerts).toHaveLength(1);
});

it('sends what each item holds', async () => {
	const names = [newHost(), newHost()];
	await v2.run(
		'log.send',
		{ events: '={{ $json }}' },
		{ items: names.map((HOSTNAME) => ({ HOSTNAME })) },
	);
	for (const name of names) expect(await found(`HOSTNAME = ${name}`)).toHaveLength(1);
});

describe('what is sent again', () => {
	/** Answers that are still to be lost. */
	let losing = 0;
	const requests: (string | undefined)[] = [];
	/** Stands between node and server: the server takes the logs, the node hears nothing of it. */
	const between = createServer((request, response) => {
		void (async () => {
			const chunks: Buffer[] = [];
			for await (const chunk of request) chunks.push(chunk as Buffer);
			const headers = request.headers as Record<string, string>;
			requests.push(headers['idempotency-key']);
			const answer = await fetch(server.url + (request.url ?? ''), {
				method: 'POST',
				body: Buffer.concat(chunks),
				headers: {
					authorization: headers.authorization,
					'content-type': headers['content-type'],
					'idempotency-key': headers['idempotency-key'],
				},
			});
			const body = await answer.text();
			if (losing-- > 0) return void request.socket.destroy();
			response.writeHead(answer.status, { 'content-type': 'application/json' }).end(body);
		})();
	});
	const through = () => ({
		...server.v2(),
		serverUrl: `http://127.0.0.1:${(between.address() as AddressInfo).port}`,
	});
	beforeAll(async () => {
		await new Promise<void>((resolve) => between.listen(0, '127.0.0.1', resolve));
	});
	afterAll(async () => {
		between.closeAllConnections();
		await new Promise((resolve) => between.close(resolve));
	});
	beforeEach(() => requests.splice(0));

	it('by the node after a lost answer is stored once', async () => {
		const HOSTNAME = newHost();
		losing = 2;
		const events = Array.from({ length: 3 }, (_, N) => ({ HOSTNAME, N }));
		const [report] = await v2.run('log.send', { events }, { credentials: through() });
		expect(report).toMatchObject({ lines: 3, stored: 3 });
		expect(requests).toHaveLength(3);
		expect(await found(`HOSTNAME = ${HOSTNAME}`)).toHaveLength(3);
	});

	it('by n8n is stored once, also of the items that were answered before', async () => {
		const names = [newHost(), newHost()];
		const node = { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 };
		const more = { items: names.map((HOSTNAME) => ({ HOSTNAME })), node };
		losing = 1;
		const parameters = { events: '={{ $json }}', options: { maxRetries: 0 } };
		const reports = await v2.run('log.send', parameters, { ...more, credentials: through() });
		expect(reports).toMatchObject([{ stored: 1 }, { stored: 1 }]);
		expect(requests).toHaveLength(3);
		for (const name of names) expect(await found(`HOSTNAME = ${name}`)).toHaveLength(1);
	});

	it('in another execution, or in the next turn of a loop, is stored again', async () => {
		const HOSTNAME = newHost();
		const events = { HOSTNAME };
		for (const executionId of ['1', '2', '2'])
			await v2.run('log.send', { events }, { executionId });
		expect(await found(`HOSTNAME = ${HOSTNAME}`)).toHaveLength(2);
		await v2.run('log.send', { events }, { executionId: '3', turns: 2 });
		expect(await found(`HOSTNAME = ${HOSTNAME}`)).toHaveLength(4);
	});
});

it('tells which lines are refused, and fails where all are', async () => {
	const host = newHost();
	const bad = '{"broken":';
	const [report] = await v2.run('log.send', {
		...{ sendAs: 'lines', lines: `${bad}\nplain text` },
		options: { host },
	});
	expect(report).toMatchObject({ lines: 2, stored: 1, refused: 1, problems: [{ line: 1 }] });
	const error = await v2.fail('log.send', { sendAs: 'lines', lines: bad });
	expect(error.message).toMatch(/^The server refused all that was sent: line 1: /);
});

it('a dry run sends nothing, and a read only credential neither', async () => {
	const HOSTNAME = newHost();
	const events = { HOSTNAME };
	const [would] = await v2.run('log.send', { events, options: { dryRun: true } });
	expect(would).toMatchObject({ dryRun: true, method: 'POST', path: '/ingest' });
	expect(String(would.body)).toContain(HOSTNAME);
	const readOnly = { ...server.v2(), readOnly: true };
	const error = await v2.fail('log.send', { events }, { credentials: readOnly });
	expect(error.message).toBe('Could not send logs: the credential is read only');
	expect(await found(`HOSTNAME = ${HOSTNAME}`)).toEqual([]);
});

it.each([
	[{ events: '{}' }, 'Events are not a JSON object or a list of such objects'],
	[{ events: '[]' }, 'Events are not a JSON object or a list of such objects'],
	[{ events: '[{"A": 1}, 2]' }, 'Events are not a JSON object or a list of such objects'],
	[{ events: 'no JSON' }, 'Events are not a JSON object or a list of such objects'],
	[{ sendAs: 'lines', lines: ' ' }, 'Lines is empty'],
])('refuses %j before any call', async (parameters, message) => {
	const calls = await server.answered(async () => {
		const [item] = await v2.run('log.send', parameters, CONTINUE);
		expect(item.error).toBe(message);
	});
	expect(calls).toEqual([]);
});
