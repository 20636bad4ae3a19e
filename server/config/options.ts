/** Every option of `log360-server start`, the one place where they are written down. */
import { DOCUMENTED_LIMIT, LOG_LEVELS } from '../http';
import { z } from 'zod';
import { ENGINE_OPTIONS } from './engine-options';
import { option } from './option';
import {
	hosts,
	hostsAndPorts,
	moment,
	orOff,
	size,
	sizeBetween,
	text,
	wholeNumber,
	yesNo,
	zone,
} from './values';

const SYSLOG_PORT = '5514';
const port = wholeNumber(0, 65_535);
const SWITCH = { schema: yesNo, expected: 'true or false' } as const;

/** The options by their key in the configuration. */
export const OPTIONS = {
	data: option({
		section: 'Server',
		summary: 'Folder of the data; made when missing',
		value: 'DIR',
		schema: text,
		expected: 'the path of a folder',
		default: './log360-data',
	}),
	host: option({
		section: 'Server',
		summary: 'Address to listen on; 0.0.0.0 = every interface',
		value: 'ADDRESS',
		schema: text,
		expected: 'an address or host name',
		default: '127.0.0.1',
	}),
	port: option({
		section: 'Server',
		summary: 'Port to listen on; 0 picks a free one',
		value: 'PORT',
		schema: port,
		expected: 'a number from 0 to 65535',
		default: 8095,
	}),
	empty: option({
		section: 'Server',
		summary: 'Start without demo data',
		...SWITCH,
		default: false,
	}),
	demoTokens: option({
		section: 'Server',
		summary:
			'Make the demo tokens, which come with demo data, without it too; never where others can reach the server',
		...SWITCH,
		default: false,
	}),
	json: option({
		section: 'Server',
		summary: 'Tell address and tokens as one line of JSON once the server is ready',
		...SWITCH,
		default: false,
	}),
	readers: option({
		section: 'Server',
		summary: 'Threads that answer searches',
		value: 'N',
		schema: wholeNumber(1, 64),
		expected: 'a number from 1 to 64',
		default: 2,
	}),
	pageSize: option({
		section: 'API',
		summary: 'Hits per page of searches and alerts',
		value: 'N',
		schema: wholeNumber(1, 10_000),
		expected: 'a number from 1 to 10000',
		default: 1000,
	}),
	v1Envelope: option({
		section: 'API',
		summary: "Key of V1's hits: as observed (results) or as documented (hits)",
		value: 'results|hits',
		schema: z.enum(['results', 'hits']),
		expected: 'results or hits',
		default: 'results',
	}),
	v1Fields: option({
		section: 'API',
		summary: "Spelling of the field names in V1's hits",
		value: 'client|server',
		schema: z.enum(['client', 'server']),
		expected: 'client or server',
		default: 'client',
	}),
	v1Sunset: option({
		section: 'API',
		summary: 'Answer V1 as gone, from DATE on when it is given',
		value: 'DATE',
		withoutValue: '1970-01-01',
		schema: orOff(moment),
		expected: 'a date such as 2026-09-03, an ISO 8601 date-time with a zone, or off',
		default: null,
		shownDefault: 'off',
	}),
	checkAnswers: option({
		section: 'API',
		summary: 'Check every answer against its schema; for tests, costs time',
		...SWITCH,
		default: false,
	}),
	rateLimit: option({
		section: 'Limits',
		summary: 'Requests per minute and token over all of V2, and as many over all of V1',
		value: 'N|off',
		schema: orOff(wholeNumber(1, 1_000_000)),
		expected: 'a number from 1 to 1000000, or off',
		default: DOCUMENTED_LIMIT,
	}),
	maxConcurrentSearches: option({
		section: 'Limits',
		summary: 'Searches that a token may have running at once',
		value: 'N|off',
		schema: orOff(wholeNumber(1, 10_000)),
		expected: 'a number from 1 to 10000, or off',
		default: 10,
	}),
	ingestRateLimit: option({
		section: 'Limits',
		summary: 'Batches of logs per minute and token',
		value: 'N|off',
		schema: orOff(wholeNumber(1, 1_000_000)),
		expected: 'a number from 1 to 1000000, or off',
		default: 1200,
	}),
	maxConcurrentBatches: option({
		section: 'Limits',
		summary: 'Batches of logs that a token may be sending at once',
		value: 'N|off',
		schema: orOff(wholeNumber(1, 10_000)),
		expected: 'a number from 1 to 10000, or off',
		default: 16,
	}),
	maxConnections: option({
		section: 'Limits',
		summary: 'HTTP connections at once; more are closed at once',
		value: 'N',
		schema: wholeNumber(1, 1_000_000),
		expected: 'a number from 1 to 1000000',
		default: 1000,
	}),
	searchTimeout: option({
		section: 'Limits',
		summary:
			'Longest time of work of a search whose caller waits, seconds; asynchronous ones have none',
		value: 'SECONDS',
		schema: wholeNumber(1, 3600),
		expected: 'a number from 1 to 3600',
		default: 25,
	}),
	maxBody: option({
		section: 'Limits',
		summary: 'Largest JSON body',
		value: 'SIZE',
		schema: size,
		expected: 'a number of bytes such as 1048576 or 1MiB',
		default: 1024 ** 2,
		shownDefault: '1MiB',
	}),
	maxBatch: option({
		section: 'Limits',
		summary: 'Largest batch of logs, uncompressed',
		value: 'SIZE',
		schema: size,
		expected: 'a number of bytes such as 67108864 or 64MiB',
		default: 64 * 1024 ** 2,
		shownDefault: '64MiB',
	}),
	retentionDays: option({
		section: 'Retention',
		summary: 'Days that events are kept, counted from when they arrived',
		value: 'N|off',
		schema: orOff(wholeNumber(1, 36_500)),
		expected: 'a number from 1 to 36500, or off',
		default: 730,
	}),
	retentionSize: option({
		section: 'Retention',
		summary:
			'Most bytes of events, alerts and their indexes; beyond it what arrived first is removed; off by default with --opensearch',
		value: 'SIZE|off',
		schema: orOff(sizeBetween(64 * 1024 ** 2, 2 ** 50)),
		expected: 'a number of bytes from 64MiB on, such as 500GiB, or off',
		default: 100 * 1024 ** 3,
		shownDefault: '100GiB',
	}),
	...ENGINE_OPTIONS,
	syslogHost: option({
		section: 'Log sources',
		summary: 'Address that syslog listens on; the one of --host when left out',
		value: 'ADDRESS',
		schema: text.nullable(),
		expected: 'an address or host name',
		default: null,
		shownDefault: 'as --host',
	}),
	syslogUdp: option({
		section: 'Log sources',
		summary: `Listen for syslog over UDP, on ${SYSLOG_PORT} when PORT is left out`,
		value: 'PORT',
		withoutValue: SYSLOG_PORT,
		schema: orOff(port),
		expected: 'a number from 0 to 65535, or off',
		default: null,
		shownDefault: 'off',
	}),
	syslogTcp: option({
		section: 'Log sources',
		summary: `Listen for syslog over TCP, on ${SYSLOG_PORT} when PORT is left out`,
		value: 'PORT',
		withoutValue: SYSLOG_PORT,
		schema: orOff(port),
		expected: 'a number from 0 to 65535, or off',
		default: null,
		shownDefault: 'off',
	}),
	tz: option({
		section: 'Log sources',
		summary: 'Time zone of devices that send local time without a zone',
		value: 'ZONE',
		schema: zone.nullable(),
		expected: 'an offset such as +02:00 or a name such as Europe/Berlin',
		default: null,
		shownDefault: 'UTC',
	}),
	tlsCert: option({
		section: 'Security',
		summary: 'Certificate chain for TLS, PEM; needs --tls-key',
		value: 'FILE',
		schema: text.nullable(),
		expected: 'the path of a PEM file',
		default: null,
		shownDefault: 'none',
	}),
	tlsKey: option({
		section: 'Security',
		summary: 'Private key for TLS, PEM; needs --tls-cert',
		value: 'FILE',
		schema: text.nullable(),
		expected: 'the path of a PEM file',
		default: null,
		shownDefault: 'none',
	}),
	allowedHosts: option({
		section: 'Security',
		summary:
			'Names by which callers reach the server, by commas, beside addresses and localhost; others are refused with 421',
		value: 'HOSTS',
		schema: hosts.nullable(),
		expected: 'host names, separated by commas',
		default: null,
		shownDefault: 'localhost on a loopback address, any elsewhere',
	}),
	trustProxy: option({
		section: 'Security',
		summary:
			'Believe the proxy in front about the address, host and scheme of callers (X-Forwarded-For, -Host, -Proto)',
		...SWITCH,
		default: false,
	}),
	metricsToken: option({
		section: 'Security',
		summary: 'Secret that GET /metrics wants as its bearer token; without one it is open',
		value: 'SECRET',
		environmentOnly: true,
		schema: z
			.string()
			.regex(/^[\x21-\x7e]{16,256}$/)
			.nullable(),
		expected: '16 to 256 printable characters without spaces',
		default: null,
		shownDefault: 'none',
	}),
	adminPasswordFile: option({
		section: 'Security',
		summary: "File with the administrator's password; without one it is generated and shown once",
		value: 'FILE',
		schema: text.nullable(),
		expected: 'the path of a file',
		default: null,
		shownDefault: 'none',
	}),
	adminPassword: option({
		section: 'Security',
		summary: "The administrator's password itself",
		value: 'PASSWORD',
		environmentOnly: true,
		schema: z.string().min(12).max(1024).nullable(),
		expected: 'a password of 12 to 1024 characters',
		default: null,
		shownDefault: 'none',
	}),
	allowInternal: option({
		section: 'Security',
		summary:
			'Internal hosts that workflows and ticketing connections may call: host or host:port, by commas',
		value: 'HOSTS',
		schema: hostsAndPorts.nullable(),
		expected: 'hosts such as n8n.lan or 127.0.0.1:5678, separated by commas',
		default: null,
		shownDefault: 'none',
	}),
	allowInternalCallbacks: option({
		section: 'Security',
		summary:
			'Internal hosts that callbacks of jobs may call, whose URLs every token with search.READ chooses: best with a port',
		value: 'HOSTS',
		schema: hostsAndPorts.nullable(),
		expected: 'hosts such as n8n.lan or 127.0.0.1:5678, separated by commas',
		default: null,
		shownDefault: 'none',
	}),
	logLevel: option({
		section: 'Operations',
		summary: `Least severity that is logged: ${LOG_LEVELS.join(', ')}; debug shows what is searched for`,
		value: 'LEVEL',
		schema: z.enum(LOG_LEVELS),
		expected: `one of ${LOG_LEVELS.join(', ')}`,
		default: 'info',
	}),
} as const;

/** Key of an option. */
export type OptionKey = keyof typeof OPTIONS;

/** The configuration of a server; sizes in bytes, moments in epoch ms, null = off or none. */
export type ServerConfig = {
	readonly [Key in OptionKey]: z.output<(typeof OPTIONS)[Key]['schema']>;
};

/** All keys, in the order of `--help`. */
export const OPTION_KEYS = Object.keys(OPTIONS) as readonly OptionKey[];
