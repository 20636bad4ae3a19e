/** Hostile senders and callers, each of a kind: they go on until they are told to stop, with random variations. */
import { createSocket } from 'node:dgram';
import { request } from 'node:http';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { LOG_TYPE } from './lib/honest.mjs';

const ALL = { start_time: '1970-01-01T00:00:00Z', end_time: '2100-01-01T00:00:00Z' };
const SSHD = [
	...['Received disconnect from ', 'Disconnecting invalid user ', 'User a not allowed '],
	...['pam_unix(sshd:auth): authentication failure; ', 'Failed password for ', ''],
];
/** What was quadratic once repeats well, and ends with what `.` does not match. */
const REPEATED = [':1', ': ', ' a', 'a=b;', '1.1.1.1', ' port 1', '"\\', '((', '[1]:', ', '];
const ENDS = ['\u2028', '\r', '!', '\0', ''];
const NAMES = ['constructor', '__proto__', 'toString', 'hasOwnProperty', 'valueOf'];

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Sends one request and reads the answer; with `hangUpAfter` the caller is gone after so many ms. */
function call(server, path, { token, body, headers = {}, hangUpAfter, method = 'POST' }) {
	return new Promise((resolve) => {
		const bytes = Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body));
		const outgoing = request(server.url + path, {
			method,
			headers: {
				authorization: `Bearer ${token}`,
				'content-type': 'application/json',
				'content-length': bytes.length,
				...headers,
			},
		});
		let text = '';
		outgoing.on('response', (answer) =>
			answer.on('data', (part) => (text = (text + part).slice(0, 10_000))),
		);
		outgoing.on('error', () => undefined).on('close', () => resolve(text));
		outgoing.end(bytes);
		if (hangUpAfter !== undefined) setTimeout(() => outgoing.destroy(), hangUpAfter);
	});
}

const search = (server, query, more = {}) =>
	call(server, '/api/v2/search', {
		...{ token: server.tokens.reader, body: { query, ...ALL } },
		...more,
	});

const ingest = (server, lines) =>
	call(server, '/ingest', {
		...{ token: server.tokens.ingest, body: gzipSync(lines.join('\n')) },
		headers: { 'content-encoding': 'gzip', 'content-type': 'application/x-ndjson' },
	});

const times = (count, make) => Array.from({ length: count }, make);

/** @param {import('../fuzz/lib/prng.mjs').Prng} prng */
export function hostileKinds(prng) {
	const below = (number) => prng.between(0, number - 1);
	const sshd = (most) =>
		`<86>Nov 20 10:00:00 h${below(50)} sshd[${below(9_000)}]: ${prng.pick(SSHD)}` +
		prng.pick(REPEATED).repeat(1 + below(most)) +
		prng.pick(ENDS);
	return {
		'long lines of sshd': (server) =>
			ingest(
				server,
				times(1 + below(4), () => sshd(200_000)),
			),
		'names of prototypes, and ever new names': (server) =>
			ingest(
				server,
				times(500, () =>
					JSON.stringify({
						HOSTNAME: `h${below(1e9)}`,
						[`F${below(1e9)}`]: 1,
						LOGTYPE: prng.pick([...NAMES, `t${below(1e9)}`]),
						Severity: prng.pick(NAMES),
						...(prng.chance(0.5) ? { EventID: 1, Channel: prng.pick(NAMES) } : {}),
					}),
				),
			),
		'deep and wide JSON': (server) =>
			call(server, '/api/v2/incident', {
				token: server.tokens.reader,
				body: Buffer.from(
					`{"name":"x","evidence":${prng.pick(['[', '{"a":', '{},', '[[],', '"\\u0000",']).repeat(below(180_000))}`,
				),
			}),
		'wildcard bombs': (server) =>
			search(
				server,
				prng.pick([
					() => '?'.repeat(16_000),
					() => times(40, () => `N = *x${below(9)}?1?*`).join(' OR '),
					() => `MESSAGE = "*${'a*b?'.repeat(1 + below(30))}"`,
					() => times(900, () => `*${below(99)}*`).join(' '),
				])(),
			),
		'hung-up searches': (server) =>
			search(server, `MESSAGE = *${'a?'.repeat(20)}*`, { hangUpAfter: below(200) }),
		'huge pages': async (server) => {
			if (prng.chance(0.2)) await ingest(server, [`${'z'.repeat(600_000 + below(400_000))}`]);
			await search(server, '*');
		},
		'lines against a parser rule': (server) =>
			ingest(
				server,
				times(1 + below(5), () =>
					JSON.stringify({
						LOGTYPE: LOG_TYPE,
						MESSAGE: 'user=x action=y result=z! '.repeat(1 + below(600)),
					}),
				),
			),
		'long keys, exported': async (server) => {
			const { reader: token } = server.tokens;
			const data = { ['k'.repeat(1 + below(60_000))]: 1, a: 'v'.repeat(below(20_000)) };
			const body = { name: 'long', evidence: [{ description: 'd', data }] };
			const made = await call(server, '/api/v2/incident', { token, body });
			const id = /"incident_id":"?(\d+)/.exec(made)?.[1];
			if (id === undefined) return;
			await call(server, `/api/v2/incident/${id}/export`, { token, body: { format: 'pdf' } });
			await pause(100);
		},
		'slow callbacks': async (server) => {
			await call(server, '/api/v2/search/async', {
				...{ token: server.tokens.reader, body: { query: '*', ...ALL } },
				headers: { 'x-log360-callback-url': `http://127.0.0.1:${server.tarpit}/never` },
			});
			await pause(500);
		},
		'guessed passwords': (server) =>
			call(server, '/admin/api/login', {
				...{ token: '', body: { password: `guess ${below(1e9)}` } },
				headers: { authorization: '', 'x-log360-console': '1' },
			}),
		'Sigma rules': async (server) => {
			const list = prng.pick(['a,', 'a , ', 'a ']).repeat(1 + below(5_000));
			const condition = prng.pick([`s | count() by ${list}`, '('.repeat(below(9_000)), `${list}*`]);
			const content = `title: t\nlogsource: {product: windows}\ndetection:\n  s: {A: b}\n  condition: ${condition}\n`;
			await call(server, '/admin/api/alerts/profiles/import', {
				...{ token: server.tokens.admin, body: { content, dry_run: true } },
				headers: { 'x-log360-console': '1' },
			});
			await pause(100);
		},
		'half-open connections': (server) =>
			new Promise((resolve) => {
				const socket = connect(server.syslogTcp, '127.0.0.1', () => {
					socket.write(`<13>${'x'.repeat(below(60_000))}`);
					setTimeout(() => socket.destroy(), 1_000);
				});
				socket.on('error', () => undefined).on('close', resolve);
			}),
		'syslog floods over UDP': (server) =>
			new Promise((resolve) => {
				const socket = createSocket('udp4');
				let left = 200;
				for (let n = 0; n < 200; n++) {
					const text = prng.chance(0.05)
						? sshd(20_000).slice(0, 60_000)
						: `<13>Jan 31 10:00:00 f${below(1e6)} a: ${'y'.repeat(below(8_000))}`;
					socket.send(text, server.syslogUdp, '127.0.0.1', () => {
						if (--left === 0) socket.close(() => setTimeout(resolve, 50));
					});
				}
			}),
		'syslog floods over TCP': (server) =>
			new Promise((resolve) => {
				const socket = connect(server.syslogTcp, '127.0.0.1', () => {
					const line = `<13>Jan 31 10:00:00 g${below(1e6)} a: ${'z'.repeat(below(60_000))}\n`;
					socket.end(line.repeat(1 + below(200)));
				});
				// What the server does not take is not sent on: a flood that is held up ends with its connection.
				socket.setTimeout(2_000, () => socket.destroy());
				socket.on('error', () => undefined).on('close', () => setTimeout(resolve, 100));
			}),
	};
}
