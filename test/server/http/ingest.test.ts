import { request } from 'node:http';
import { gzipSync } from 'node:zlib';
import { TestServer } from '../../support/server';

const LIMIT = 2_000_000;
let server: TestServer;
/** When everything of the current test arrives, which tells its events from those of the tests before. */
let arrival: number;
let test = 0;

beforeAll(async () => {
	server = await TestServer.start({ maxBatch: LIMIT });
});
beforeEach(() => {
	server.clock.advance(1_000);
	arrival = server.clock.now();
	test++;
});
afterEach(() => expect(server.faults).toEqual([]));

const found = (query: string) =>
	server.search({ query: `ARRIVALTIME = ${arrival} AND (${query})` });
const hits = async (query = '*') =>
	(await found(query)).body.data.hits as Record<string, unknown>[];
const stored = async (query = '*') => (await found(query)).body.meta.total_items as number;
const gzip = { headers: { 'content-encoding': 'gzip' } };
const lines = (count: number, pad = 0) =>
	Array.from({ length: count }, (_, n) => `{"N":${n},"PAD":"${'x'.repeat(pad)}"}\n`).join('');

describe('POST /ingest', () => {
	it('keeps the good lines and names the bad ones', async () => {
		const { status, body } = await server.ingest(
			'{"N":1}\r\n\r\n{"N":\n\n{"N":2}\n{"TIME":"never"}\n{"N":3}',
			'?format=json',
		);
		expect(status).toBe(200);
		expect(body).toEqual({
			lines: 5,
			stored: 4,
			refused: 1,
			dropped: 0,
			unparsed: 0,
			cut: 0,
			errors: [{ line: 3, error: expect.stringContaining('not a valid JSON object') }],
			untimed: 4,
			text: 0,
			readings: [{ format: 'json', source: 'unknown', lines: 4, untimed: 4 }],
			examples: [
				{ line: 1, reason: 'none found', text: '{"N":1}' },
				{ line: 5, reason: 'none found', text: '{"N":2}' },
				{ line: 6, reason: 'unreadable', text: 'never' },
				{ line: 7, reason: 'none found', text: '{"N":3}' },
			],
		});
		expect((await hits('N > 0')).map(({ N }) => N)).toEqual([3, 2, 1]);
		expect(await hits('TIME_MISSING = unreadable')).toMatchObject([{ TIME_2: 'never' }]);
	});

	it('stores the neighbours of a line that a parser trips over', async () => {
		const record = (level: string) =>
			JSON.stringify({ EventID: 1, Channel: 'X', Hostname: 'H', Severity: level, Level: level });
		const { status, body } = await server.ingest(
			['info', 'constructor', '__proto__', 'toString', 'error'].map(record).join('\n'),
		);
		expect({ status, body }).toMatchObject({ status: 200, body: { stored: 5, refused: 0 } });
		const sudo = 'Jan 31 08:00:00 h sudo: alice : constructor=x ; TTY=p ; COMMAND=/bin/ls';
		expect((await server.ingest(sudo)).body).toMatchObject({ stored: 1 });
		const names = (await hits()).flatMap((hit) => Object.keys(hit));
		expect(names.filter((name) => !/^[A-Z][A-Z0-9_]*$/.test(name))).toEqual([]);
	});

	it.each([
		[
			'json',
			'{"TIME":1769846400000,"HOSTNAME":"a","UserName":"root"}',
			{ TIME: 1769846400000, HOSTNAME: 'a', USERNAME: 'root' },
		],
		[
			'windows',
			'{"EventID":4625,"Channel":"Security","Hostname":"dc01","EventTime":"2026-01-31 08:00:00","TargetUserName":"ann"}',
			{ TIME: 1769846400000, HOSTNAME: 'dc01', EVENTID: 4625, LOGTYPE: 'Windows', USERNAME: 'ann' },
		],
		[
			'syslog',
			'<38>Jan 31 08:00:00 web-1 sshd[9]: Failed password for root from 10.0.0.1 port 22 ssh2',
			{
				TIME: 1769846400000,
				HOSTNAME: 'web-1',
				USERNAME: 'root',
				REMOTEIP: '10.0.0.1',
				RESULT: 'failure',
			},
		],
		[
			'syslog',
			'<34>1 2026-01-31T08:00:00Z web-1 su - ID47 - hello',
			{ TIME: 1769846400000, HOSTNAME: 'web-1', SOURCE: 'su' },
		],
		[
			'access',
			'83.149.9.216 - - [31/Jan/2026:08:00:00 +0000] "GET /x HTTP/1.1" 503 12 "-" "curl"',
			{ TIME: 1769846400000, REMOTEIP: '83.149.9.216', STATUS: 503, METHOD: 'GET' },
		],
	])('reads %s lines, told or detected', async (format, line, expected) => {
		for (const query of [`?format=${format}`, '', '?format=auto']) {
			expect((await server.ingest(`${line}\n`, query)).body).toMatchObject({
				stored: 1,
				refused: 0,
			});
		}
		const found = await hits();
		expect(found).toHaveLength(3);
		for (const hit of found) expect(hit).toMatchObject(expected);
	});

	it('applies host, year and zone', async () => {
		await server.ingest(
			'<13>Jan 31 08:00:00 myprogram: x\n',
			'?format=syslog&year=2020&tz=%2B02:00',
		);
		expect(await hits()).toMatchObject([{ TIME: Date.UTC(2020, 0, 31, 6) }]);
		await server.ingest('{"N":1}\n', '?host=box-7');
		expect(await hits('N = 1')).toMatchObject([{ HOSTNAME: 'box-7', TIME: arrival }]);
		await server.ingest('{"N":2,"TIME":"2026-01-31T08:00:00"}\n', '?tz=-05:30');
		expect(await hits('N = 2')).toMatchObject([{ TIME: Date.UTC(2026, 0, 31, 13, 30) }]);
	});

	it('takes gzip, in several members too', async () => {
		const body = Buffer.concat([gzipSync('{"N":1}\n{"N":2}\n'), gzipSync('{"N":3}\n')]);
		expect((await server.ingest(body, '', gzip)).body).toMatchObject({ stored: 3 });
		expect(await stored()).toBe(3);
	});

	it('refuses damaged, cut and unknown compression', async () => {
		const good = gzipSync(lines(100));
		const damaged = Buffer.from(good);
		damaged.fill(0xff, 40, 60);
		for (const body of [damaged, good.subarray(0, good.length - 30), Buffer.from('plain text')]) {
			const answer = await server.ingest(body, '', gzip);
			expect(answer.status).toBe(400);
			expect(answer.body.error.detail).toContain('gzip');
		}
		expect((await server.ingest('x', '', { headers: { 'content-encoding': 'br' } })).status).toBe(
			415,
		);
	});

	it('says of gzip that breaks off how much is stored and where to go on', async () => {
		const text = lines(5_000);
		const whole = gzipSync(text, { level: 0 });
		const answer = await server.ingest(whole.subarray(0, whole.length - 20_000), '', gzip);
		expect(answer.status).toBe(400);
		const pattern =
			/(\d+) events of the lines before line (\d+) are stored; send the rest from line \2 on/;
		const [, kept, from] = pattern.exec(answer.body.error.detail) ?? [];
		expect(await stored()).toBe(Number(kept));
		expect(Number(kept)).toBeGreaterThan(1_000);
		const rest = text.split('\n').slice(Number(from) - 1);
		expect((await server.ingest(rest.join('\n'))).status).toBe(200);
		expect(await stored()).toBe(5_000);
	});

	it('stops at the limit with 413, and says what is stored and where to go on', async () => {
		const line = `\n{"PAD":"${'x'.repeat(1_000)}"}\n`;
		const answer = await server.ingest(line.repeat(4_000));
		expect(answer.status).toBe(413);
		const pattern =
			/(\d+) events of the lines before line (\d+) are stored; send the rest from line \2 on/;
		const [, kept, from] = pattern.exec(answer.body.error.detail) ?? [];
		expect(await stored()).toBe(Number(kept));
		expect(Number(kept)).toBeGreaterThan(1_000);
		// The line to go on from is one of the sender's lines, blank ones counted.
		const rest = line
			.repeat(4_000)
			.split('\n')
			.slice(Number(from) - 1);
		expect(rest.filter((text) => text !== '').length).toBe(4_000 - Number(kept));
	});

	it('answers 413 to a sender who is still sending', async () => {
		const status = await new Promise<number | string>((resolve) => {
			const call = request(`${server.url}/ingest`, {
				method: 'POST',
				headers: { authorization: `Bearer ${server.demoToken}` },
			});
			call.on('response', (response) => {
				response.resume();
				resolve(response.statusCode ?? 0);
			});
			call.on('error', (error) => resolve(error.message));
			const chunk = Buffer.from(lines(64, 1_000));
			let left = 400;
			const send = () => {
				while (left-- > 0) if (!call.write(chunk)) return void call.once('drain', send);
				call.end();
			};
			send();
		});
		expect(status).toBe(413);
		expect((await server.call('/health')).status).toBe(200);
	});

	it('takes a body of exactly the limit', async () => {
		const line = '{"N":1}\n';
		const body = `${line}${' '.repeat(LIMIT - line.length)}`;
		expect(await server.ingest(body)).toMatchObject({ status: 200, body: { stored: 1 } });
		expect((await server.ingest(`${body} `)).status).toBe(413);
	});

	it('takes concurrent batches, each whole', async () => {
		const batches = Array.from({ length: 6 }, (_, b) =>
			Array.from({ length: 400 }, (_, n) => `{"B":${b},"N":${n}}`).join('\n'),
		);
		const answers = await Promise.all(batches.map((batch) => server.ingest(batch)));
		for (const { body } of answers) expect(body).toMatchObject({ lines: 400, stored: 400 });
		for (let b = 0; b < 6; b++) expect(await stored(`B = ${b}`)).toBe(400);
	});

	it('drops the events of a disabled source and counts them', async () => {
		await server.ingest('{"HOSTNAME":"off"}\n{"HOSTNAME":"on"}\n');
		await server.disableSource('off');
		expect((await server.ingest('{"HOSTNAME":"OFF"}\n{"HOSTNAME":"on"}\n')).body).toMatchObject({
			lines: 2,
			stored: 1,
			refused: 0,
			dropped: 1,
			unparsed: 0,
			cut: 0,
			errors: [],
		});
	});

	it('shows new log sources at once', async () => {
		await server.ingest('{"HOSTNAME":"new-1","LOGTYPE":"Unix"}\n');
		expect((await server.call('/api/v2/log-sources')).body.data.log_sources).toContainEqual(
			expect.objectContaining({ log_source: 'new-1', log_type_name: 'Unix' }),
		);
	});

	it.each([
		['plain', {}],
		['gzip', { 'content-encoding': 'gzip' }],
	])('survives a client that leaves in the middle (%s), nothing torn', async (kind, headers) => {
		const whole = Buffer.from(lines(8_000, 100));
		const body = kind === 'gzip' ? gzipSync(whole, { level: 0 }) : whole;
		await new Promise<void>((resolve) => {
			const call = request(`${server.url}/ingest`, {
				method: 'POST',
				headers: {
					authorization: `Bearer ${server.demoToken}`,
					'content-length': body.length,
					...headers,
				},
			});
			call.on('error', () => resolve());
			call.write(body.subarray(0, body.length - 5_000), () => call.destroy());
		});
		expect((await server.ingest('{"AFTER":1}\n')).body).toMatchObject({ stored: 1 });
		const found = await hits('N = *');
		for (const hit of found) expect(hit['PAD']).toHaveLength(100);
		expect((await server.call('/health')).status).toBe(200);
	});
});

describe('Idempotency-Key', () => {
	// Longer than what is handed to the ingest thread at once, twice over.
	const body = lines(2_500, 250);
	const send = (key: string, text: unknown = body, token: string = server.demoToken) =>
		server.call('/ingest', {
			body: text,
			token,
			headers: { 'content-type': 'application/x-ndjson', 'idempotency-key': key + test },
		});

	it('stores a batch that is sent again once, and answers the same', async () => {
		const first = await send('a', `${body}{"N":\n`);
		expect(first).toMatchObject({ status: 200, body: { stored: 2_500, refused: 1 } });
		expect((await send('a', `${body}{"N":\n`)).body).toEqual(first.body);
		expect(await stored()).toBe(2_500);
		await send('b', '{"N":1}');
		expect(await stored()).toBe(2_501);
	});

	it('stores two that arrive at once, once', async () => {
		const both = await Promise.all([send('a'), send('a')]);
		expect(both.map((answer) => answer.body.stored)).toEqual([2_500, 2_500]);
		expect(await stored()).toBe(2_500);
	});

	it('goes on where a batch broke off', async () => {
		const half = body.slice(0, body.length / 2);
		const broken = request(`${server.url}/ingest`, {
			method: 'POST',
			headers: {
				authorization: `Bearer ${server.demoToken}`,
				'content-type': 'application/x-ndjson',
				'content-length': body.length,
				'idempotency-key': `a${test}`,
			},
		});
		broken.on('error', () => undefined);
		broken.write(half);
		while ((await stored()) === 0) await new Promise((done) => setImmediate(done));
		broken.destroy();
		expect((await send('a')).body).toMatchObject({ lines: 2_500, stored: 2_500 });
		expect(await stored()).toBe(2_500);
	});

	it('holds over a restart, and for a day', async () => {
		const total = async () => (await server.search()).body.meta.total_items as number;
		const before = await total();
		await send('a');
		server = await server.restart({ maxBatch: LIMIT });
		await send('a');
		expect(await total()).toBe(before + 2_500);
		server.clock.advance(24 * 60 * 60 * 1000 - 1);
		await send('a');
		expect(await total()).toBe(before + 2_500);
		server.clock.advance(1);
		await send('a');
		expect(await total()).toBe(before + 5_000);
	});

	it('belongs to its sender', async () => {
		const other = await server.tokenWith(['ingest.WRITE']);
		await send('a', '{"N":1}');
		await send('a', '{"N":2}', other);
		expect(await stored()).toBe(2);
	});

	it('refuses other lines under the same key, and lines read in another way', async () => {
		await send('a', '{"N":1}');
		const other = await send('a', '{"N":2}');
		expect([other.status, other.body.error.detail]).toEqual([
			422,
			expect.stringContaining('other lines'),
		]);
		const read = await server.call('/ingest?host=x', {
			body: '{"N":1}',
			headers: { 'content-type': 'application/x-ndjson', 'idempotency-key': `a${test}` },
		});
		expect(read.status).toBe(422);
		expect(await stored()).toBe(1);
	});
});
