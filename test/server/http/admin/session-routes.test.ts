/** Login, logout and the session over HTTP. */
import {
	IDLE_MS,
	logIn,
	LONGEST_MS,
	type MemoryLoginLocks,
	type Sessions,
} from '../../../../server/access/admin';
import { type World, NOW, PASSWORD, startWorld } from '../../access/admin/world';

let world: World;

beforeEach(async () => {
	world = await startWorld();
});

afterEach(async () => {
	expect(world.unexpected).toEqual([]);
	await world.close();
});

const events = async () => (await world.parts.audit.list({ limit: 100 })).map(({ event }) => event);

describe('login', () => {
	it('gives a cookie that scripts and other sites cannot use', async () => {
		const { status, headers, body } = await world.call('POST', '/login', {
			username: 'admin',
			password: PASSWORD,
		});
		expect(status).toBe(200);
		expect(body).toEqual({
			authenticated: true,
			user: 'admin',
			idleUntil: new Date(NOW + IDLE_MS).toISOString(),
			endsAt: new Date(NOW + LONGEST_MS).toISOString(),
		});
		expect(headers.getSetCookie()).toEqual([
			expect.stringMatching(/^log360_admin=[\w-]{43}; path=\/admin; samesite=strict; httponly$/),
			expect.stringMatching(
				/^log360_device=[\w.-]{68}; path=\/admin\/api\/login; expires=[^;]+; samesite=strict; httponly$/,
			),
		]);
		expect(headers.get('Cache-Control')).toBe('no-store');
		expect(await events()).toEqual(['login', 'password_set']);
	});

	it.each([
		['a wrong password', { password: 'wrong' }],
		['an empty password', { password: '' }],
		['another name', { username: 'root', password: PASSWORD }],
	])('refuses %s, with one message for all', async (_, body) => {
		const answer = await world.call('POST', '/login', body);
		expect([answer.status, answer.body]).toEqual([
			401,
			{ error: { code: 'invalid_credentials', detail: 'The user name or the password is wrong.' } },
		]);
		expect(answer.headers.getSetCookie()).toEqual([]);
		expect((await events())[0]).toBe('login_failed');
	});

	it.each([
		['no password', {}, 'password: expected a password'],
		['a number as password', { password: 5 }, 'password: expected a password'],
		['an unknown field', { password: 'x', admin: true }, 'Unrecognized key: "admin"'],
		['a list', [], 'Invalid input: expected object, received array'],
		[
			'a very long password',
			{ password: 'x'.repeat(1025) },
			'password: expected a password, at most 1,024 characters',
		],
	])('refuses %s with 400', async (_, body, detail) => {
		const answer = await world.call('POST', '/login', body);
		expect([answer.status, answer.body]).toEqual([
			400,
			{ error: { code: 'invalid_request', detail } },
		]);
	});

	it('refuses what is no JSON without repeating it, and what is too large', async () => {
		const broken = await world.call('POST', '/login', '{"password": "my secret');
		expect([broken.status, broken.body.error.detail]).toEqual([400, 'The body is not valid JSON.']);
		const large = await world.call('POST', '/login', `{"password": "${'x'.repeat(70_000)}"}`);
		expect([large.status, large.body.error.code]).toEqual([413, 'body_too_large']);
	});

	it('locks an address out after five failures, even with the right password, for longer each time', async () => {
		for (let attempt = 0; attempt < 5; attempt++) {
			expect((await world.call('POST', '/login', { password: 'wrong' })).status).toBe(401);
		}
		const locked = await world.call('POST', '/login', { password: PASSWORD });
		expect([locked.status, locked.headers.get('Retry-After'), locked.body]).toEqual([
			429,
			'30',
			{ error: { code: 'locked', detail: 'Too many logins failed. Try again in 30 seconds.' } },
		]);
		world.clock.advance(30_000);
		expect((await world.call('POST', '/login', { password: 'wrong' })).status).toBe(401);
		expect(
			(await world.call('POST', '/login', { password: PASSWORD })).headers.get('Retry-After'),
		).toBe('60');
		world.clock.advance(60_000);
		await world.logIn();
		expect((await world.call('POST', '/login', { password: 'wrong' })).status).toBe(401);
		expect(await events()).toContain('login_locked');
	});

	it('lets no more attempts through at once than one after another', async () => {
		const attempts = Array.from({ length: 20 }, () =>
			world.call('POST', '/login', { password: 'wrong' }),
		);
		const statuses = (await Promise.all(attempts)).map(({ status }) => status);
		expect(statuses.filter((status) => status === 401)).toHaveLength(5);
		expect(statuses.filter((status) => status === 429)).toHaveLength(15);
	});

	it('lets the right password in from a new address, and the owner’s browser, while others guess', async () => {
		const { parts } = world;
		const from = (address: string, password: string, device?: string) =>
			logIn(parts, { username: 'admin', password }, { address, device });
		const { device } = await from('10.0.0.1', PASSWORD);
		for (let address = 0; address < 6; address++) {
			for (let attempt = 0; attempt < 5; attempt++) {
				await from(`10.0.1.${address}`, 'wrong').catch(() => undefined);
			}
		}
		expect((parts.locks as MemoryLoginLocks).account.lockedFor('admin')).toBeGreaterThan(0);
		// Failed before: the account's lock holds for it. New: its first try counts.
		await expect(from('10.0.1.0', PASSWORD)).rejects.toMatchObject({ code: 'locked' });
		await from('10.0.2.1', PASSWORD);
		// The owner shares an address with who guesses: the browser is known.
		for (let attempt = 0; attempt < 5; attempt++) {
			await from('10.0.0.1', 'wrong').catch(() => undefined);
		}
		await expect(from('10.0.0.1', PASSWORD)).rejects.toMatchObject({ code: 'locked' });
		expect(await from('10.0.0.1', PASSWORD, device)).toMatchObject({ device: undefined });
		await expect(from('10.0.0.1', PASSWORD, `${device}x`)).rejects.toMatchObject({
			code: 'locked',
		});
		// A known browser is locked by its own failures.
		for (let attempt = 0; attempt < 5; attempt++) {
			await from('10.0.3.1', 'wrong', device).catch(() => undefined);
		}
		await expect(from('10.0.3.1', PASSWORD, device)).rejects.toMatchObject({ code: 'locked' });
	});

	it('ends the session that the browser had before', async () => {
		await world.logIn();
		await world.logIn();
		expect((world.parts.sessions as Sessions).size).toBe(1);
	});

	it('writes neither passwords nor what may be one to the audit log', async () => {
		await world.call('POST', '/login', {
			username: 'secret-typed-as-name',
			password: 'secret-typed-wrong',
		});
		const log = JSON.stringify(await world.parts.audit.list({ limit: 100 }));
		expect(log).toContain('sec… (unknown)');
		expect(log).not.toMatch(/secret-typed|correct horse/);
	});
});

describe('session', () => {
	it('tells whether there is one', async () => {
		expect((await world.call('GET', '/session')).body).toEqual({ authenticated: false });
		await world.logIn();
		expect((await world.call('GET', '/session')).body).toMatchObject({
			authenticated: true,
			user: 'admin',
		});
	});

	it('ends by logout, on the server too', async () => {
		await world.logIn();
		expect((await world.call('POST', '/logout')).status).toBe(204);
		expect((await world.call('GET', '/tokens')).status).toBe(401);
		expect((world.parts.sessions as Sessions).size).toBe(0);
		expect((await events())[0]).toBe('logout');
		expect((await world.call('POST', '/logout')).status).toBe(204);
	});

	it('ends after half an hour of silence', async () => {
		await world.logIn();
		world.clock.advance(IDLE_MS);
		const answer = await world.call('GET', '/tokens');
		expect([answer.status, answer.body]).toEqual([
			401,
			{
				error: {
					code: 'not_logged_in',
					detail: 'Log in first: there is no session, or it has ended.',
				},
			},
		]);
	});
});

it('signs out everywhere', async () => {
	await world.logIn();
	const other = (await world.parts.sessions.start('admin')).id;
	expect((await world.call('POST', '/sessions/end', {})).body).toEqual({ ended: 2 });
	expect(await world.parts.sessions.use(other)).toBeUndefined();
	expect((await world.call('GET', '/tokens')).status).toBe(401);
	expect((await world.parts.audit.list({ limit: 1 }))[0]?.details.note).toBe(
		'all 2 sessions ended',
	);
});

describe('the door', () => {
	it('stands before every path, with a route or without', async () => {
		for (const path of ['/tokens', '/audit', '/scopes', '/no/such/route', '/sessions/end']) {
			expect((await world.call('GET', path)).status).toBe(401);
			expect((await world.call('POST', path, {}, { 'X-Log360-Console': '' })).status).toBe(403);
		}
	});
});

describe('cross-site requests', () => {
	it.each([
		['without the console’s header', { 'X-Log360-Console': '' }],
		['from another origin', { Origin: 'https://evil.example' }],
		['from a null origin', { Origin: 'null' }],
		['from another port of this host', { Origin: 'http://127.0.0.1:1' }],
		['that the browser calls cross-site', { 'Sec-Fetch-Site': 'cross-site' }],
		['that the browser calls same-site', { 'Sec-Fetch-Site': 'same-site' }],
	])('are refused %s, with a session and at login', async (_, headers) => {
		await world.logIn();
		for (const path of ['/login', '/logout', '/tokens']) {
			const answer = await world.call('POST', path, {}, headers);
			expect([answer.status, answer.body.error.code]).toEqual([403, 'cross_site']);
		}
		expect((world.parts.sessions as Sessions).size).toBe(1);
	});

	// The routes matched any case of the path, the check before them did not.
	it('cannot slip past the check by the case of the path', async () => {
		await world.logIn();
		for (const path of ['/admin/API/logout', '/Admin/api/logout', '/ADMIN/API/tokens']) {
			const { status } = await fetch(new URL(path, world.url), {
				method: 'POST',
				headers: { 'Sec-Fetch-Site': 'same-site' },
			});
			expect([401, 403, 404]).toContain(status);
		}
		expect((world.parts.sessions as Sessions).size).toBe(1);
	});

	it('are not requests of the console itself', async () => {
		const headers = { Origin: world.url, 'Sec-Fetch-Site': 'same-origin' };
		expect((await world.call('POST', '/login', { password: PASSWORD }, headers)).status).toBe(200);
	});
});

describe('change of the password', () => {
	const next = 'another long password';

	it('takes the present one, renews the session and ends all others', async () => {
		await world.logIn();
		const { headers } = await world.call('POST', '/login', { password: PASSWORD });
		const own = headers.getSetCookie()[0]?.split(/[=;]/)[1];
		await world.registry.create({
			...{ name: 'script', generation: 'v2', scopes: ['admin'], expiresAt: null },
		});
		const other = (await world.parts.sessions.start('admin')).id;
		const changed = await world.call('PUT', '/password', { current: PASSWORD, next });
		expect([changed.status, changed.body]).toEqual([200, { adminTokens: 1 }]);
		const [noted] = await world.parts.audit.list({ limit: 1, event: 'password_set' });
		expect(noted?.details).toMatchObject({ address: expect.stringMatching(/127\.0\.0\.1$/) });
		expect(await world.parts.sessions.use(own)).toBeUndefined();
		expect(await world.parts.sessions.use(other)).toBeUndefined();
		expect((await world.call('GET', '/tokens')).status).toBe(200);
		expect((await world.call('POST', '/login', { password: PASSWORD })).status).toBe(401);
		expect((await world.call('POST', '/login', { password: next })).status).toBe(200);
	});

	it('refuses a wrong present one, a short new one, and who is not logged in', async () => {
		expect((await world.call('PUT', '/password', { current: PASSWORD, next })).status).toBe(401);
		await world.logIn();
		expect((await world.call('PUT', '/password', { current: 'wrong', next })).body.error).toEqual({
			code: 'invalid_credentials',
			detail: 'current: the password is wrong.',
		});
		const short = await world.call('PUT', '/password', { current: PASSWORD, next: 'short' });
		expect([short.status, short.body.error.detail]).toEqual([
			400,
			'next: expected at least 12 characters',
		]);
		await world.logIn();
	});

	it('refuses one that is tried first', async () => {
		await world.logIn();
		const change = { current: PASSWORD, next: 'passwordpassword' };
		const { status, body } = await world.call('PUT', '/password', change);
		expect([status, body.error.detail]).toEqual([
			400,
			'next: expected a password that is not among those that are tried first',
		]);
	});

	it('is locked like the login', async () => {
		await world.logIn();
		for (let attempt = 0; attempt < 10; attempt++)
			await world.call('PUT', '/password', { current: 'wrong', next });
		expect((await world.call('PUT', '/password', { current: PASSWORD, next })).status).toBe(429);
	});
});
