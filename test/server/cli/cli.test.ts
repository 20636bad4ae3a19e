import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { gzipSync } from 'node:zlib';
import { runCli, startCli } from '../../support/process';
import { TestServer } from '../../support/server';
import { tempFolder } from '../../support/temp';

const BIN = join(__dirname, '../../../server/bin/log360-server.js');

function file(name: string, content: string | Uint8Array): string {
	const path = join(tempFolder(), name);
	writeFileSync(path, content);
	return path;
}

const search = async (server: { url: string; demoToken: string }, query = '*') => {
	const response = await fetch(`${server.url}/api/v2/search`, {
		method: 'POST',
		headers: { authorization: `Bearer ${server.demoToken}`, 'content-type': 'application/json' },
		body: JSON.stringify({
			query,
			start_time: '1970-01-01T00:00:00Z',
			end_time: '2100-01-01T00:00:00Z',
		}),
	});
	return (await response.json()) as {
		data: { hits: Record<string, unknown>[] };
		meta: { total_items: number };
	};
};

describe('the command line', () => {
	it.each([
		[['frobnicate'], 'unknown command "frobnicate"'],
		[['start', '--nosuch'], '--nosuch'],
		[['start', '--port', 'x'], 'port'],
		[['start', '--port', '65536'], '65535'],
		[['start', '--v1-envelope', 'both'], 'results or hits'],
		[['start', '--page-size', '0'], '10000'],
		[['import'], 'name at least one file'],
		[['import', 'x.log'], 'either --data DIR or --url URL'],
		[['import', '--data', 'd', '--url', 'http://x', 'x.log'], 'either --data DIR or --url URL'],
		[
			['import', '--url', 'http://127.0.0.1:1', 'x.log'],
			'--url needs the token in LOG360_TOKEN or --token-file FILE',
		],
		[['import', '--data', 'd', '--format', 'xml', 'x.log'], '--format: expected one of auto, json'],
		[
			['import', '--data', 'd', '--year', '1969', 'x.log'],
			'--year: expected a whole number from 1970',
		],
		[['import', '--url', 'nonsense', 'x.log'], '--url'],
		[
			['import', '--url', 'http://127.0.0.1:1', '--token', 't', 'x.log'],
			"Unknown option '--token'",
		],
		[
			['import', '--dry-run', '--tz', 'Mars/Base', 'x.log'],
			'--tz: expected an offset such as +02:00',
		],
		[['parse', '--date-order', 'ymd'], '--date-order: expected one of dmy, mdy'],
		[['start', '--tz', 'Mars/Base'], 'Europe/Berlin'],
	])('ends with 2 and says what is wrong: %j', async (args, message) => {
		const { code, stdout, stderr } = await runCli(args, { LOG360_TOKEN: '' });
		expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
		expect(stderr).toContain(message);
		expect(stderr).not.toMatch(/\n\s+at /);
	});

	it.each([[[]], [['help']], [['--help']], [['-h']]])('helps: %j', async (args) => {
		expect(await runCli(args)).toMatchObject({
			code: 0,
			stdout: expect.stringContaining('log360-server start'),
			stderr: '',
		});
	});

	it('names a Node that is too old in one line', () => {
		const source = readFileSync(BIN, 'utf8').replace(/^#!.*/, '');
		const script = file(
			'old-node.js',
			`const process = Object.create(globalThis.process, { versions: { value: { node: '20.19.0' } }, version: { value: 'v20.19.0' } });\n${source}`,
		);
		try {
			execFileSync(globalThis.process.execPath, [script], { stdio: 'pipe' });
			throw new Error('it started');
		} catch (error) {
			const { status, stderr } = error as { status: number; stderr: Buffer };
			expect(status).toBe(1);
			expect(String(stderr).trim().split('\n')).toEqual([
				expect.stringMatching(/needs Node\.js 24\.11 or newer, this is v20\.19\.0/),
			]);
		}
	});
});

describe('start', () => {
	it('answers once it has said so, keeps its tokens, and ends cleanly on SIGTERM and SIGINT', async () => {
		const data = tempFolder();
		const first = await startCli(data);
		expect(await search(first)).toMatchObject({ meta: { total_items: 0 } });
		const stopped = await first.end('SIGTERM');
		expect(stopped).toMatchObject({ code: 0, signal: null });
		expect(stopped.stdout.trim().split('\n')).toHaveLength(1);
		const second = await startCli(data);
		expect([second.demoToken, second.v1Token]).toEqual([first.demoToken, first.v1Token]);
		expect(await second.end('SIGINT')).toMatchObject({ code: 0, signal: null });
	});

	it('says so when the folder is in use, and leaves its owner alone', async () => {
		const data = tempFolder();
		const owner = await startCli(data);
		const log = file('a.log', '{"N":1}\n');
		for (const args of [
			['start', '--data', data, '--port', '0', '--empty'],
			['import', '--data', data, log],
		]) {
			expect(await runCli(args)).toMatchObject({
				code: 1,
				stderr: expect.stringContaining(`The data folder ${data} is in use`),
			});
		}
		expect(await search(owner)).toMatchObject({ meta: { total_items: 0 } });
	});

	it('says so when the port is taken, and gives the folder back', async () => {
		const taken = createServer();
		await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
		const { port } = taken.address() as { port: number };
		const data = tempFolder();
		const { code, stderr } = await runCli([
			'start',
			'--data',
			data,
			'--port',
			String(port),
			'--empty',
		]);
		expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining(String(port)) });
		await new Promise((resolve) => taken.close(resolve));
		await (await startCli(data)).end('SIGTERM');
	});

	it('ends with a clear message when the data are of a newer server', async () => {
		const data = tempFolder();
		const database = new DatabaseSync(join(data, 'events.db'));
		database.exec('PRAGMA user_version = 99');
		database.close();
		expect(await runCli(['start', '--data', data, '--port', '0', '--empty'])).toMatchObject({
			code: 1,
			stderr: expect.stringContaining('(layout 99, this one knows'),
		});
	});
});

describe('import', () => {
	it('says how the lines were read, and takes the file as host of lines without one', async () => {
		const log = file(
			'shop.log',
			'Jun  1 10:00:00 web1 sshd[1]: x\n2026-11-20 10:00:00 INFO a.B: x\nno time here\n{"TIME":"05/11/2026 10:00:00"}\n',
		);
		const { code, stdout, stderr } = await runCli(['import', '--data', tempFolder(), log]);
		expect({ code, stdout }).toEqual({
			code: 0,
			stdout: '4 events stored, 0 lines refused, 2 without time\n',
		});
		for (const text of [
			'unix from web1: 1 line',
			'application from shop.log: 1 line',
			'text from shop.log: 1 line, 1 without time',
			'json from shop.log: 1 line, 1 without time',
			'2 events have the time of their arrival',
			`${log}:3: no time in the line: "no time here"`,
			`${log}:4: say which comes first with --date-order dmy or --date-order mdy: "05/11/2026 10:00:00"`,
		])
			expect(stderr).toContain(text);
	});

	it('shows with --dry-run the events as they would be stored, and stores nothing', async () => {
		const log = file(
			'x.log',
			Buffer.from(
				'\ufeffNov 20 10:00:00 win1 app: grün\r\n05/11/2026 10:00:00 late\r\n',
				'utf16le',
			),
		);
		const { code, stdout, stderr } = await runCli([
			...[
				'import',
				'--dry-run',
				'--tz',
				'Europe/Berlin',
				'--date-order',
				'dmy',
				'--year',
				'2026',
				log,
			],
		]);
		expect(code).toBe(0);
		const [first, second, sum] = stdout.trim().split('\n');
		expect(JSON.parse(first!)).toMatchObject({
			TIME: '2026-11-20T09:00:00.000Z',
			HOSTNAME: 'win1',
			MESSAGE: 'grün',
		});
		expect(JSON.parse(second!)).toMatchObject({
			TIME: '2026-11-05T09:00:00.000Z',
			HOSTNAME: 'x.log',
		});
		expect(sum).toBe('2 events read, none stored, 0 lines refused');
		expect(stderr).toContain('unix from win1: 1 line');
	});

	it('shows lines in the zones that a data folder has for its log sources, beside a running server', async () => {
		const server = await TestServer.start();
		const body = { log_sources: [{ log_source: 'tokyo1', time_zone: 'Asia/Tokyo' }] };
		await server.call('/api/v2/log-sources', { method: 'PUT', body });
		const line = 'Nov 20 10:00:00 tokyo1 app: there\n';
		const log = file('x.log', `${line}Nov 20 10:00:00 other1 app: elsewhere\n`);
		const read = ['--year', '2025', '--data', server.directory];
		const timesOf = (text: string) => [...text.matchAll(/"TIME": ?"([^"]+)"/g)].map(([, it]) => it);
		const shown = await runCli(['import', '--dry-run', ...read, log]);
		expect(timesOf(shown.stdout)).toEqual(['2025-11-20T01:00:00.000Z', '2025-11-20T10:00:00.000Z']);
		const named = await runCli(['import', '--dry-run', ...read, '--tz', '+01:00', log]);
		expect(timesOf(named.stdout)[0]).toBe('2025-11-20T09:00:00.000Z');
		const parsed = execFileSync(process.execPath, [BIN, 'parse', ...read], {
			input: line,
			encoding: 'utf8',
		});
		expect(timesOf(parsed)).toEqual(['2025-11-20T01:00:00.000Z']);
		expect(parsed).toContain('Asia/Tokyo');
	});

	it('says that a folder without events is no data folder', async () => {
		const log = file('x.log', 'hello\n');
		const { code, stderr } = await runCli(['import', '--dry-run', '--data', tempFolder(), log]);
		expect(code).toBe(1);
		expect(stderr).toContain('is no data folder: it has no events.db');
	});

	it.each([
		['logs.zip', Buffer.from('504b030414000000', 'hex'), 'no zip archive'],
		['logs.xz', Buffer.from('fd377a585a000004', 'hex'), 'xz data'],
		['Security.evtx', Buffer.from('ElfFile\0\0\0'), 'evtx_dump'],
	])('refuses %s by what it is', async (name, bytes, text) => {
		const path = file(name, bytes);
		const { code, stderr } = await runCli(['import', '--data', tempFolder(), path]);
		expect(code).toBe(1);
		expect(stderr).toContain(path);
		expect(stderr).toContain(text);
	});

	it('goes over New Year with --year, on a running server across batches too', async () => {
		const server = await TestServer.start();
		const pad = 'x'.repeat(4_000);
		const lines = Array.from(
			{ length: 3_000 },
			(_, n) => `${n < 1_000 ? 'Dec 31' : 'Jan  1'} 10:00:00 h a: ${pad}`,
		);
		const { code } = await runCli(
			['import', '--url', server.url, '--year', '2024', file('y.log', lines.join('\n'))],
			{ LOG360_TOKEN: server.demoToken },
		);
		expect(code).toBe(0);
		for (const [day, count] of [
			['2024-12-31', 1_000],
			['2025-01-01', 2_000],
		] as const) {
			const query = `TIME >= "${day}T00:00:00Z" AND TIME < "${day}T23:00:00Z"`;
			expect((await server.search({ query })).body.meta.total_items).toBe(count);
		}
	});

	it('brings files into a data folder, plain and gzip, and sums up', async () => {
		const data = join(tempFolder(), 'new');
		const plain = file('a.ndjson', '{"N":1}\n{"N":\n\n{"N":2}');
		const zipped = file('b.ndjson.gz', gzipSync('{"N":3}\n'));
		const odd = file('named-plain', gzipSync('{"N":4}\n'));
		const { code, stdout, stderr } = await runCli([
			'import',
			'--data',
			data,
			'--format',
			'json',
			plain,
			zipped,
			odd,
		]);
		expect({ code, stdout }).toEqual({
			code: 0,
			stdout: '4 events stored, 1 line refused, 4 without time\n',
		});
		expect(stderr).toContain(`${plain}:2: not a valid JSON object`);
		const server = await TestServer.start({ data });
		expect((await server.search()).body.meta.total_items).toBe(4);
	});

	it('takes an empty file, host and year', async () => {
		const data = tempFolder();
		expect(await runCli(['import', '--data', data, file('empty', '')])).toMatchObject({
			code: 0,
			stdout: '0 events stored, 0 lines refused\n',
		});
		const log = file('s.log', 'Jan  5 10:00:00 sshd[1]: hello\n');
		expect(
			await runCli([
				'import',
				'--data',
				data,
				'--format',
				'syslog',
				'--year',
				'2020',
				'--host',
				'box',
				log,
			]),
		).toMatchObject({ code: 0 });
		const server = await TestServer.start({ data });
		expect((await server.search()).body.data.hits).toMatchObject([
			{ TIME: Date.UTC(2020, 0, 5, 10) },
		]);
	});

	it('ends with 1 for a file that is not there, before it stores anything', async () => {
		const data = tempFolder();
		const { code, stdout, stderr } = await runCli([
			'import',
			'--data',
			data,
			file('a', '{"N":1}\n'),
			'/nosuch/file.log',
		]);
		expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
		expect(stderr).toContain('/nosuch/file.log');
		expect((await (await TestServer.start({ data })).search()).body.meta.total_items).toBe(0);
	});

	it('ends with 1 and names the file that is damaged or a folder', async () => {
		const whole = gzipSync('{"N":1}\n'.repeat(1000));
		for (const path of [file('cut.gz', whole.subarray(0, whole.length - 12)), tempFolder()]) {
			const { code, stderr } = await runCli(['import', '--data', tempFolder(), path]);
			expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining(path) });
		}
	});

	it('sends files to a running server, in batches whose line numbers go on', async () => {
		const server = await TestServer.start();
		const pad = 'x'.repeat(900);
		const bad = new Set([1, 9_000, 20_000]);
		const lines = Array.from({ length: 20_000 }, (_, n) =>
			bad.has(n + 1) ? '{' : n % 100 === 50 ? '' : `{"N":${n},"PAD":"${pad}"}`,
		);
		const log = file('big.ndjson', lines.join('\n'));
		const { code, stdout, stderr } = await runCli(
			['import', '--url', server.url, '--format', 'json', log],
			{ LOG360_TOKEN: server.demoToken },
		);
		expect({ code, stdout }).toEqual({
			code: 0,
			stdout: '19797 events stored, 3 lines refused, 19797 without time\n',
		});
		for (const line of bad) expect(stderr).toContain(`${log}:${line}: `);
		expect((await server.search()).body.meta.total_items).toBe(19_797);
		expect(server.faults).toEqual([]);
	});

	it.each(['http://127.0.0.1:1', 'http://localhost:1'])(
		'says that %s cannot be reached, and does not show the token',
		async (url) => {
			const { code, stderr } = await runCli(['import', '--url', url, file('a', '{"N":1}\n')], {
				LOG360_TOKEN: 'geheim',
			});
			expect(code).toBe(1);
			expect(stderr).toMatch(/ECONNREFUSED|could not be reached/);
			expect(stderr).not.toContain('geheim');
		},
	);

	it('passes a refusal of the server on', async () => {
		const server = await TestServer.start();
		const { code, stderr } = await runCli([
			...['import', '--url', server.url, '--token-file', file('token', 'geheim\n')],
			file('a', '{"N":1}\n'),
		]);
		expect({ code, stderr }).toEqual({
			code: 1,
			stderr: expect.stringContaining('The token is not known to this server'),
		});
	});
});
