/** Hostile senders and callers, each of a kind: they go on until they are told to stop, with random variations. */
import { createSocket } from 'node:dgram';
import { request } from 'node:http';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';

const ALL = { start_time: '1970-01-01T00:00:00Z', end_time: '2100-01-01T00:00:00Z' };
const below = (number) => Math.floor(Math.random() * number);
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Sends one request and drops the answer; with `hangUpAfter` the caller is gone after so many ms. */
function send(server, path, { token, body, headers = {}, hangUpAfter }) {
	return new Promise((resolve) => {
		const bytes = Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body));
		const call = request(server.url + path, {
			method: 'POST',
			headers: {
				authorization: `Bearer ${token}`,
				'content-type': 'application/json',
				'content-length': bytes.length,
				...headers,
			},
		});
		call.on('response', (answer) => answer.resume());
		call.on('error', () => undefined).on('close', resolve);
		call.end(bytes);
		if (hangUpAfter !== undefined) setTimeout(() => call.destroy(), hangUpAfter);
	});
}

const ingest = (server, text) =>
	send(server, '/ingest', {
		...{ token: server.tokens.ingest, body: gzipSync(text) },
		headers: { 'content-encoding': 'gzip', 'content-type': 'application/x-ndjson' },
	});

/** By name: each does one round of its work. */
export const HOSTILE = {
	'long lines': (server) =>
		ingest(server, `<13>${':1'.repeat(below(200_000))}\u2028\n`.repeat(1 + below(4))),
	'names of prototypes and new names': (server) =>
		ingest(
			server,
			Array.from({ length: 500 }, () =>
				JSON.stringify({
					HOSTNAME: `h${below(1e9)}`,
					[`F${below(1e9)}`]: 1,
					LOGTYPE: ['constructor', '__proto__', `t${below(1e9)}`][below(3)],
					Severity: 'constructor',
				}),
			).join('\n'),
		),
	'deep JSON': (server) =>
		send(server, '/api/v2/incident', {
			token: server.tokens.reader,
			body: Buffer.from(`{"name":"x","evidence":${'['.repeat(below(100_000))}`),
		}),
	'wildcard bombs': (server) =>
		send(server, '/api/v2/search', {
			token: server.tokens.reader,
			body: {
				query: Array(40)
					.fill(`N = *x${below(9)}?1?*`)
					.join(' OR '),
				...ALL,
			},
		}),
	'hung-up searches': (server) =>
		send(server, '/api/v2/search', {
			...{ token: server.tokens.reader, hangUpAfter: below(200) },
			body: { query: `MESSAGE = *${'a?'.repeat(20)}*`, ...ALL },
		}),
	'huge pages': (server) =>
		send(server, '/api/v2/search', { token: server.tokens.reader, body: { query: '*', ...ALL } }),
	'slow callbacks': async (server) => {
		await send(server, '/api/v2/search/async', {
			...{ token: server.tokens.reader, body: { query: '*', ...ALL } },
			headers: { 'x-log360-callback-url': `http://127.0.0.1:${server.tarpit}/never` },
		});
		await pause(500);
	},
	'guessed passwords': (server) =>
		send(server, '/admin/api/login', {
			...{ token: '', body: { password: `guess ${below(1e9)}` } },
			headers: { authorization: '', 'x-log360-console': '1' },
		}),
	'half-open connections': (server) =>
		new Promise((resolve) => {
			const socket = connect(server.syslogTcp, '127.0.0.1', () => {
				socket.write(`<13>${'x'.repeat(below(60_000))}`);
				setTimeout(() => socket.destroy(), 1_000);
			});
			socket.on('error', () => undefined).on('close', resolve);
		}),
	'syslog floods': (server) =>
		new Promise((resolve) => {
			const socket = createSocket('udp4');
			let left = 200;
			for (let n = 0; n < 200; n++) {
				const text = `<13>Jan 31 10:00:00 f${below(1e6)} a: ${'y'.repeat(below(8_000))}`;
				socket.send(text, server.syslogUdp, '127.0.0.1', () => {
					if (--left === 0) socket.close(() => setTimeout(resolve, 50));
				});
			}
		}),
};
