/** Configuration by flags, environment and file. */
import { parseConfig } from '../../../server/config/config';
import { usage } from '../../../server/config/help';
import { flagName, variableName } from '../../../server/config/option';
import { OPTIONS, OPTION_KEYS } from '../../../server/config/options';

type Env = Record<string, string | undefined>;

function parse(flags: string, env: Env = {}, files: Record<string, unknown> = {}) {
	return parseConfig(flags.split(' ').filter(Boolean), env, (path) => {
		const file = files[path];
		if (file === undefined) throw new Error('ENOENT: no such file');
		return typeof file === 'string' ? file : JSON.stringify(file);
	});
}

function config(flags: string, env: Env = {}, files: Record<string, unknown> = {}) {
	const result = parse(flags, env, files);
	if (!('ok' in result)) throw new Error(JSON.stringify(result));
	return result.ok;
}

function errors(flags: string, env: Env = {}, files: Record<string, unknown> = {}) {
	const result = parse(flags, env, files);
	return 'error' in result ? result.error.split('\n') : [];
}

describe('defaults', () => {
	it('are these', () => {
		expect(config('')).toEqual({
			data: './log360-data',
			host: '127.0.0.1',
			port: 8095,
			empty: false,
			demoTokens: false,
			json: false,
			readers: 2,
			pageSize: 1000,
			v1Envelope: 'results',
			v1Fields: 'client',
			v1Sunset: null,
			checkAnswers: false,
			rateLimit: 60,
			retentionDays: 730,
			retentionSize: 100 * 1024 ** 3,
			maxConcurrentSearches: 10,
			maxBody: 1_048_576,
			maxBatch: 67_108_864,
			ingestRateLimit: 1200,
			maxConcurrentBatches: 16,
			searchTimeout: 25,
			maxConnections: 1000,
			syslogHost: null,
			syslogUdp: null,
			syslogTcp: null,
			allowedHosts: null,
			trustProxy: false,
			metricsToken: null,
			tlsCert: null,
			tlsKey: null,
			tz: null,
			adminPasswordFile: null,
			adminPassword: null,
			allowInternal: null,
			allowInternalCallbacks: null,
			opensearch: null,
			opensearchCa: null,
			opensearchUser: null,
			opensearchPassword: null,
			opensearchPasswordFile: null,
			opensearchApiKey: null,
			opensearchApiKeyFile: null,
			opensearchAws: null,
			opensearchPrefix: 'log360',
			opensearchShards: 1,
			opensearchReplicas: 1,
			postgres: null,
			postgresCa: null,
			postgresPassword: null,
			postgresPasswordFile: null,
			postgresSchema: 'log360',
			postgresConnections: null,
			logLevel: 'info',
		});
	});

	it.each(OPTION_KEYS.filter((key) => OPTIONS[key].default !== null))(
		'%s: fits its own schema',
		(key) => {
			expect(OPTIONS[key].schema.parse(OPTIONS[key].default)).toBe(OPTIONS[key].default);
		},
	);
});

describe('flags', () => {
	it.each([
		['--port 0', { port: 0 }],
		['--port=65535', { port: 65_535 }],
		['--empty --json', { empty: true, json: true }],
		['--empty=false', { empty: false }],
		['--no-empty', { empty: false }],
		['--demo-tokens', { demoTokens: true }],
		['--rate-limit off', { rateLimit: null }],
		['--retention-days 90 --retention-size 2TiB', { retentionDays: 90, retentionSize: 2 ** 41 }],
		['--retention-days off --retention-size off', { retentionDays: null, retentionSize: null }],
		['--allow-internal N8N,127.0.0.1', { allowInternal: ['n8n', '127.0.0.1'] }],
		[
			'--allow-internal-callbacks n8n:5678,[::1]:80',
			{ allowInternalCallbacks: ['n8n:5678', '[::1]:80'] },
		],
		['--rate-limit 1000', { rateLimit: 1000 }],
		['--max-batch 64MiB --max-body 10k', { maxBatch: 67_108_864, maxBody: 10_240 }],
		['--max-batch=1gb', { maxBatch: 1_073_741_824 }],
		['--syslog-udp', { syslogUdp: 5514 }],
		['--syslog-udp 0 --syslog-tcp --json', { syslogUdp: 0, syslogTcp: 5514, json: true }],
		['--syslog-tcp=off', { syslogTcp: null }],
		['--v1-sunset', { v1Sunset: 0 }],
		['--v1-sunset 2026-09-03', { v1Sunset: Date.parse('2026-09-03T00:00:00Z') }],
		['--v1-sunset 2026-09-03T12:00:00+02:00', { v1Sunset: Date.parse('2026-09-03T10:00:00Z') }],
		['--v1-sunset off', { v1Sunset: null }],
		['--v1-envelope hits --v1-fields server', { v1Envelope: 'hits', v1Fields: 'server' }],
		['--tls-cert a.pem --tls-key b.pem', { tlsCert: 'a.pem', tlsKey: 'b.pem' }],
		['--log-level silent', { logLevel: 'silent' }],
	])('%s', (flags, expected) => {
		expect(config(flags)).toMatchObject(expected);
	});

	it('takes a value that holds =', () => expect(config('--data=/a=b').data).toBe('/a=b'));

	it.each([
		['--port abc', '--port: expected a number from 0 to 65535, got "abc"'],
		['--port 65536', '--port: expected a number from 0 to 65535, got "65536"'],
		['--port 1.5', '--port: expected a number from 0 to 65535, got "1.5"'],
		['--port=-1', '--port: expected a number from 0 to 65535, got "-1"'],
		['--port=', '--port: expected a number from 0 to 65535, got ""'],
		['--port', '--port: expected a number from 0 to 65535, got nothing'],
		['--port --json', '--port: expected a number from 0 to 65535, got nothing'],
		['--port 1 --port 2', '--port: given twice'],
		['--empty=maybe', '--empty: expected true or false, got "maybe"'],
		['--no-json=x', '--no-json: takes no value'],
		[
			'--retention-size 100',
			'--retention-size: expected a number of bytes from 64MiB on, such as 500GiB, or off, got "100"',
		],
		['--rate-limit 0', '--rate-limit: expected a number from 1 to 1000000, or off, got "0"'],
		[
			'--max-batch 64PiB',
			'--max-batch: expected a number of bytes such as 67108864 or 64MiB, got "64PiB"',
		],
		['--max-body 0', '--max-body: expected a number of bytes such as 1048576 or 1MiB, got "0"'],
		[
			'--v1-sunset 2026-13-01',
			'--v1-sunset: expected a date such as 2026-09-03, an ISO 8601 date-time with a zone, or off, got "2026-13-01"',
		],
		['--v1-envelope data', '--v1-envelope: expected results or hits, got "data"'],
		[
			'--log-level loud',
			'--log-level: expected one of trace, debug, info, warn, error, fatal, silent, got "loud"',
		],
		['--prot 1', 'unknown option --prot; did you mean --port?'],
		['--no-jsn', 'unknown option --no-jsn; did you mean --json?'],
		['--no-port', 'unknown option --no-port; did you mean --port?'],
		['--something', 'unknown option --something'],
		['--__proto__', 'unknown option --__proto__'],
		['-p', 'unexpected argument "-p"'],
		['extra', 'unexpected argument "extra"'],
		[
			'--demo-tokens --host 0.0.0.0',
			'--demo-tokens: not with --host 0.0.0.0, which others can reach; make tokens by "log360-server token create"',
		],
		['--tls-cert a.pem', '--tls-cert: needs --tls-key as well'],
		['--tls-key a.pem', '--tls-key: needs --tls-cert as well'],
		['--admin-password hunter2hunter2', 'unknown option --admin-password'],
	])('%s: %s', (flags, message) => {
		expect(errors(flags)[0]?.slice(0, message.length)).toBe(message);
	});

	it('reports everything that is wrong at once', () => {
		expect(errors('--port a --readers b c', { LOG360_PAGE_SIZE: 'd' })).toEqual([
			'unexpected argument "c"',
			'--port: expected a number from 0 to 65535, got "a"',
			'--readers: expected a number from 1 to 64, got "b"',
			'LOG360_PAGE_SIZE: expected a number from 1 to 10000, got "d"',
		]);
	});

	it('does not flood the screen with a long value', () => {
		expect(errors(`--port ${'9'.repeat(5000)}`)[0]?.length).toBeLessThan(200);
	});
});

describe('environment', () => {
	it('has every option', () => {
		expect(
			config('', {
				LOG360_PORT: '1',
				LOG360_JSON: 'false',
				LOG360_RATE_LIMIT: 'off',
				LOG360_EMPTY: '1',
			}),
		).toMatchObject({ port: 1, json: false, rateLimit: null, empty: true });
	});

	it('counts an empty variable as not set', () =>
		expect(config('', { LOG360_PORT: '' }).port).toBe(8095));

	it('names the variable in errors', () => {
		expect(errors('', { LOG360_PORT: 'x' })).toEqual([
			'LOG360_PORT: expected a number from 0 to 65535, got "x"',
		]);
	});

	it('holds the administrator’s password, which is never repeated', () => {
		expect(config('', { LOG360_ADMIN_PASSWORD: 'correct horse' }).adminPassword).toBe(
			'correct horse',
		);
		expect(errors('', { LOG360_ADMIN_PASSWORD: 'hunter2' })).toEqual([
			'LOG360_ADMIN_PASSWORD: expected a password of 12 to 1024 characters, got another one',
		]);
	});

	it('contradicts a password file', () => {
		expect(errors('--admin-password-file f', { LOG360_ADMIN_PASSWORD: 'correct horse' })).toEqual([
			'--admin-password-file: contradicts LOG360_ADMIN_PASSWORD; give one of them',
		]);
	});
});

describe('file', () => {
	it('takes JSON values as well as texts', () => {
		const files = {
			'c.json': { port: 1, 'page-size': '5', json: false, 'rate-limit': null, 'max-batch': '1MiB' },
		};
		expect(config('--config c.json', {}, files)).toMatchObject({
			port: 1,
			pageSize: 5,
			json: false,
			rateLimit: null,
			maxBatch: 1_048_576,
		});
	});

	it('can be named by the environment; the flag wins', () => {
		const files = { a: { port: 1 }, b: { port: 2 } };
		expect(config('', { LOG360_CONFIG: 'a' }, files).port).toBe(1);
		expect(config('--config=b', { LOG360_CONFIG: 'a' }, files).port).toBe(2);
	});

	it.each([
		['{', /^c\.json: not valid JSON: /],
		['[]', /^c\.json: expected a JSON object$/],
		['null', /^c\.json: expected a JSON object$/],
		['{"prot": 1}', /^c\.json: unknown option "prot"; did you mean port\?$/],
		['{"port": "x"}', /^c\.json: port: expected a number from 0 to 65535, got "x"$/],
		['{"port": [1]}', /^c\.json: port: expected a number from 0 to 65535, got \[1\]$/],
		['{"data": 5}', /^c\.json: data: expected the path of a folder, got 5$/],
		['{"admin-password": "correct horse"}', /^c\.json: unknown option "admin-password"/],
		['{"toString": 1}', /^c\.json: unknown option "toString"$/],
	])('%s', (content, message) => {
		expect(errors('--config c.json', {}, { 'c.json': content })[0]).toMatch(message);
	});

	it('must exist when it is named', () => {
		expect(errors('--config none.json')).toEqual([
			'--config: cannot read none.json: ENOENT: no such file',
		]);
		expect(errors('--config')).toEqual(['--config: expected the path of a JSON file']);
	});
});

it('prefers the flag to the environment and that to the file', () => {
	const files = { c: { port: 3, readers: 3, 'page-size': 3 } };
	expect(
		config('--config c --port 1', { LOG360_PORT: '2', LOG360_READERS: '2' }, files),
	).toMatchObject({
		port: 1,
		readers: 2,
		pageSize: 3,
	});
});

describe('help', () => {
	const result = parse('--port abc --help');
	const help = 'help' in result ? result.help : '';

	it.each(OPTION_KEYS)('lists %s with its flag or variable', (key) => {
		expect(help).toContain(`  ${usage(key)}`);
		expect(help.replaceAll(/\s+/g, ' ')).toContain(variableName(key));
	});

	it('fits a terminal and is also -h', () => {
		for (const line of help.split('\n')) expect(line.length).toBeLessThanOrEqual(102);
		expect(parse('-h')).toEqual({ help });
	});
});

it('names flags and variables after the keys', () => {
	expect([flagName('v1Envelope'), variableName('maxConcurrentSearches')]).toEqual([
		'v1-envelope',
		'LOG360_MAX_CONCURRENT_SEARCHES',
	]);
});
