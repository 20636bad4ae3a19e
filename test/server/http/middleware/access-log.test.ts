/** The access log: what it says, and what it must not say. */
import { ManualClock } from '../../../../server/platform';
import { newV2Secret } from '../../../../server/access/tokens';
import type { Middleware } from 'koa';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { destination } from 'pino';
import { accessLog } from '../../../../server/http/middleware/access-log';
import {
	createLogger,
	describeError,
	closeLogger,
	type LogLevel,
} from '../../../../server/http/middleware/logger';
import { requestId } from '../../../../server/http/middleware/request-id';
import { ok, serve, stopAll } from './serve';

const clock = new ManualClock(Date.parse('2026-11-23T12:00:00Z'));
const V1 = 'k3j5h2g9f8d7s6a5p4o3i2u1y0t9r8e7w6q5z4x3c2v1b0n9';

let lines: string[];
let written: Promise<void>;

afterEach(stopAll);

function logger(level: LogLevel) {
	lines = [];
	let done: () => void;
	written = new Promise((resolve) => (done = resolve));
	return createLogger({
		level,
		clock,
		destination: {
			write(line: string) {
				lines.push(line);
				done();
			},
		},
	});
}

/** Serves one request that a token makes with a search text; returns its log line. */
async function logged(
	level: LogLevel,
	path: string,
	init: RequestInit = {},
	answer: Middleware = ok,
) {
	const log = logger(level);
	let time = 0;
	const secret = newV2Secret();
	const inside: Middleware = (ctx, next) => {
		ctx.state['operation'] = 'v2.search.run';
		ctx.state['token'] = { id: 'tok_1', prefix: secret.slice(0, 11) };
		ctx.state['json'] = { query: `USERNAME = root ${secret}` };
		return next();
	};
	const url = await serve(
		[inside, answer],
		[
			requestId({ generate: () => 'request-1' }),
			accessLog({ logger: log, elapsed: () => (time += 12.34) }),
		],
	);
	const headers = { Authorization: `Bearer ${secret}`, Cookie: 'log360_admin=cookie-secret' };
	await fetch(`${url}${path}`, { ...init, headers });
	await written;
	expect(lines).toHaveLength(1);
	expect(lines[0]).not.toContain(secret.slice(11));
	expect(lines[0]).not.toContain('cookie-secret');
	return JSON.parse(lines[0] as string) as Record<string, unknown>;
}

it('says what was called, by whom, how it ended and how long it took', async () => {
	expect(await logged('info', '/api/v2/search?x=1', { method: 'POST', body: '{}' })).toEqual({
		level: 'info',
		time: '2026-11-23T12:00:00.000Z',
		msg: 'request',
		requestId: 'request-1',
		method: 'POST',
		path: '/api/v2/search',
		operation: 'v2.search.run',
		status: 200,
		ms: 12.3,
		bytes: 2,
		address: expect.stringContaining('127.0.0.1'),
		token: expect.stringMatching(/^l360_.{6}$/),
		tokenId: 'tok_1',
	});
});

it('has the keys that docs/operations.md shows', async () => {
	const page = readFileSync(join(__dirname, '../../../../docs/operations.md'), 'utf8');
	const shown = JSON.parse(/```json\n([\s\S]*?)```/.exec(page)?.[1] ?? '') as object;
	const line = await logged('info', '/api/v2/search', { method: 'POST', body: '{}' });
	expect(Object.keys(shown).sort()).toEqual(Object.keys(line).sort());
});

it('says at info nothing of what was searched for', async () => {
	const line = await logged('info', '/api/v2/search?query=EVENTID');
	expect(JSON.stringify(line)).not.toMatch(/USERNAME|EVENTID|root/);
});

it('says it at debug, with tokens redacted', async () => {
	const secret = newV2Secret();
	const line = await logged('debug', `/api/v2/search?a=b&t=${secret}&v=${V1}`);
	expect(line['query']).toMatch(/^USERNAME = root l360_.{6}…$/);
	expect(line['querystring']).toBe(`a=b&t=${secret.slice(0, 11)}…&v=k3j5h2…`);
});

it('redacts tokens that were put into the path', async () => {
	const secret = newV2Secret();
	expect((await logged('info', `/api/${secret}`))['path']).toBe(`/api/${secret.slice(0, 11)}…`);
});

it('logs faults of the server as errors', async () => {
	const line = await logged('info', '/x', {}, () => {
		throw new Error('broken');
	});
	expect(line).toMatchObject({ level: 'error', status: 500, error: 'internal' });
});

it('keeps /health and /metrics to debug', async () => {
	expect((await logged('debug', '/health'))['level']).toBe('debug');
	const log = logger('info');
	const url = await serve([ok], [accessLog({ logger: log })]);
	await fetch(`${url}/health`);
	await fetch(`${url}/other`);
	await written;
	expect(lines.map((line) => (JSON.parse(line) as { path: string }).path)).toEqual(['/other']);
});

it('notes that the caller hung up', async () => {
	const log = logger('info');
	let arrived: () => void;
	const arrival = new Promise<void>((resolve) => (arrived = resolve));
	const url = await serve([() => new Promise(() => arrived())], [accessLog({ logger: log })]);
	const abort = new AbortController();
	const request = fetch(url, { signal: abort.signal }).catch(() => undefined);
	await arrival;
	abort.abort();
	await request;
	await written;
	expect(JSON.parse(lines[0] as string)).toMatchObject({ aborted: true });
});

it('closeLogger waits until everything is written', async () => {
	const directory = mkdtempSync(join(tmpdir(), 'l360-log-'));
	const dest = join(directory, 'server.log');
	const log = createLogger({
		level: 'info',
		clock,
		destination: destination({ dest, sync: false }),
	});
	for (let line = 0; line < 1000; line++) log.info({ line }, 'x');
	await closeLogger(log);
	expect(readFileSync(dest, 'utf8').trimEnd().split('\n')).toHaveLength(1000);
	rmSync(directory, { recursive: true });
});

describe('createLogger', () => {
	it('never writes credentials, wherever they stand', () => {
		const log = logger('info');
		log.info(
			{ authorization: 'Bearer a', password: 'b', headers: { authorization: 'c', cookie: 'd' } },
			'x',
		);
		expect(JSON.parse(lines[0] as string)).toEqual({
			level: 'info',
			time: '2026-11-23T12:00:00.000Z',
			headers: {},
			msg: 'x',
		});
	});

	it('writes errors with their cause, tokens redacted', () => {
		const log = logger('info');
		const secret = newV2Secret();
		const err = new Error(`sent ${secret}`, { cause: `by ${secret}` });
		log.error({ err }, 'fault');
		expect(lines[0]).not.toContain(secret.slice(11));
		expect(JSON.parse(lines[0] as string)).toMatchObject({
			err: {
				name: 'Error',
				message: `sent ${secret.slice(0, 11)}…`,
				cause: { message: `by ${secret.slice(0, 11)}…` },
			},
		});
	});

	it('writes nothing below its level', () => {
		const log = logger('silent');
		log.fatal('x');
		expect(lines).toEqual([]);
	});
});

it('describeError takes anything', () => {
	expect(describeError('text')).toEqual({ message: 'text' });
	expect(
		describeError(Object.assign(new Error('no'), { code: 'ENOENT', stack: undefined })),
	).toEqual({
		name: 'Error',
		message: 'no',
		code: 'ENOENT',
	});
});

it('writes the time of each line, within a second and over its end, before 1970 too', () => {
	const times = [0, 7, 999, 1_000, 1_001, 61_000, 1, -1, -1_000, -1_001];
	const moving = { now: () => times[at] as number } as unknown as ManualClock;
	let at = 0;
	const out: string[] = [];
	const log = createLogger({
		level: 'info',
		clock: moving,
		destination: { write: (line: string) => out.push(line) },
	});
	for (at = 0; at < times.length; at++) log.info('x');
	expect(out.map((line) => (JSON.parse(line) as { time: string }).time)).toEqual(
		times.map((time) => new Date(time).toISOString()),
	);
});

it('removes what is named like a secret from other lines, though not looked for in its own', async () => {
	const log = logger('info');
	const url = await serve([ok], [accessLog({ logger: log })]);
	await fetch(url, { headers: { Authorization: 'Bearer abc' } });
	await written;
	log.info({ authorization: 'Bearer abc', headers: { cookie: 'a=b' }, password: 'c' }, 'x');
	expect(lines).toHaveLength(2);
	expect(lines.join('')).not.toMatch(/Bearer|a=b|password/);
	expect(JSON.parse(lines[0] as string)).toMatchObject({ msg: 'request', status: 200 });
});
