/** Which hosts a server answers for. */
import { connect } from 'node:net';
import { acceptedHosts } from '../../../../server/http/middleware/hosts';
import { ok, serve, stopAll } from './serve';

afterEach(stopAll);

/** Sends a request with these `Host` headers; answers the status. */
async function statusFor(hosts: readonly string[], accepted: readonly string[] | null) {
	const url = new URL(await serve([acceptedHosts({ hosts: accepted }), ok]));
	const text = await new Promise<string>((resolve) => {
		let answer = '';
		const head = ['GET / HTTP/1.1', ...hosts.map((host) => `Host: ${host}`), 'Connection: close'];
		connect(Number(url.port), url.hostname, function (this: import('node:net').Socket) {
			this.write(`${head.join('\r\n')}\r\n\r\n`);
		})
			.on('data', (chunk) => (answer += String(chunk)))
			.on('close', () => resolve(answer));
	});
	return Number(/^HTTP\/1.1 (\d+)/.exec(text)?.[1]);
}

it.each([
	['localhost:8095', 200],
	['LOCALHOST', 200],
	['console.localhost:80', 200],
	['127.0.0.1:8095', 200],
	['[::1]:8095', 200],
	['10.1.2.3', 200],
	['log360.corp.example:443', 200],
	['evil.example:8095', 421],
	['localhost.evil.example', 421],
	['127.0.0.1.evil.example', 421],
	['', 421],
])('answers %j with %d', async (host, status) =>
	expect(await statusFor([host], ['log360.corp.example'])).toBe(status),
);

it('answers for any host where none is named', async () =>
	expect(await statusFor(['evil.example'], null)).toBe(200));

it('refuses two hosts', async () =>
	expect(await statusFor(['127.0.0.1', 'evil.example'], null)).toBe(400));
