/** What a start warns of, and which hosts it answers for. */
import { request } from 'node:http';
import { exposureWarnings } from '../../../server/compose';
import { TestServer } from '../../support/server';

const warningsOf = (options: object) =>
	exposureWarnings({ host: '127.0.0.1', tlsCert: null, api: {}, ...options } as Parameters<
		typeof exposureWarnings
	>[0]);

it('warns of plain HTTP and of syslog that others can reach', () => {
	expect(warningsOf({})).toEqual([]);
	expect(warningsOf({ host: '::1' })).toEqual([]);
	expect(warningsOf({ host: '0.0.0.0', tlsCert: 'a.pem' })).toEqual([]);
	expect(warningsOf({ host: '0.0.0.0', api: { trustProxy: true } })).toEqual([]);
	expect(warningsOf({ host: '0.0.0.0' })).toEqual([
		expect.stringContaining('PLAIN HTTP ON 0.0.0.0'),
	]);
	expect(warningsOf({ syslog: { host: '0.0.0.0' } })).toEqual([
		expect.stringContaining('syslog on 0.0.0.0'),
	]);
	expect(warningsOf({ syslog: { host: '127.0.0.1' } })).toEqual([]);
});

/** The status that a request gets which names `host`. */
function statusFor(server: TestServer, host: string): Promise<number | undefined> {
	return new Promise((resolve, reject) => {
		request(`${server.url}/health`, { headers: { host } }, (answer) => {
			answer.resume();
			resolve(answer.statusCode);
		})
			.on('error', reject)
			.end();
	});
}

it('a server of this machine answers for its own names and those it was given', async () => {
	const server = await TestServer.start({ api: { allowedHosts: ['log360.lan'] } });
	const statuses = ['localhost', '127.0.0.1:1', 'log360.lan:443', 'evil.example'].map((host) =>
		statusFor(server, host),
	);
	expect(await Promise.all(statuses)).toEqual([200, 200, 200, 421]);
	await server.close();
	const plain = await TestServer.start();
	expect(await statusFor(plain, 'log360.lan')).toBe(421);
	await plain.close();
});

it('metrics want their own secret where one is set', async () => {
	const server = await TestServer.start({ api: { metricsToken: 'a secret for metrics' } });
	const status = async (token: string | null) => (await server.call('/metrics', { token })).status;
	expect(await status(null)).toBe(401);
	expect(await status('a secret for metric')).toBe(401);
	expect(await status('a secret for metrics')).toBe(200);
	await server.close();
});

it('a proxy is believed only when it is to be', async () => {
	const headers = {
		...{ 'X-Log360-Console': '1', 'X-Forwarded-For': '203.0.113.9', 'X-Forwarded-Proto': 'https' },
	};
	const login = async (trustProxy: boolean) => {
		const server = await TestServer.start({ api: { trustProxy } });
		const answer = await server.call('/admin/api/login', {
			...{ token: null, headers, body: { password: 'a password of tests' } },
		});
		const { body } = await server.call('/admin/api/audit?event=login');
		const cookies = answer.headers.getSetCookie();
		const kept = cookies.map((cookie) => cookie.split(';')[0]).join('; ');
		const session = await server.call('/admin/api/session', {
			...{ token: null, headers: { ...headers, Cookie: kept } },
		});
		await server.close();
		expect(session.body).toMatchObject({ authenticated: true });
		return { cookies, address: body.entries[0].address as string };
	};
	const plain = await login(false);
	expect(plain.address).toBe('127.0.0.1');
	expect(plain.cookies.join()).not.toContain('secure');
	const behindTls = await login(true);
	expect(behindTls.address).toBe('203.0.113.9');
	// Names that browsers take from this host over TLS alone.
	expect(behindTls.cookies).toEqual([
		expect.stringMatching(
			/^__Host-log360_admin=[\w-]{43}; path=\/; samesite=strict; secure; httponly$/,
		),
		expect.stringMatching(
			/^__Host-log360_device=[\w.-]{68}; path=\/; expires=[^;]+; samesite=strict; secure; httponly$/,
		),
	]);
});
