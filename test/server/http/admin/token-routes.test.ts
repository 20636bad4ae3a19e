/** Tokens and the audit log over HTTP, as an administrator and as a token. */
import { ALL_SCOPES } from '../../../../server/contract';
import { type World, startWorld } from '../../access/admin/world';

let world: World;

beforeEach(async () => {
	world = await startWorld();
});

afterEach(async () => {
	expect(world.unexpected).toEqual([]);
	await world.close();
});

const REQUEST = { name: 'n8n', scopes: ['search.READ', 'jobs.READ'], expires: '7d' };

it.each([
	['GET', '/tokens'],
	['POST', '/tokens'],
	['POST', '/tokens/tok_1/regenerate'],
	['POST', '/tokens/tok_1/revoke'],
	['GET', '/scopes'],
	['GET', '/audit'],
	['PUT', '/password'],
])('%s %s is for administrators only', async (method, path) => {
	expect((await world.call(method, path)).status).toBe(401);
	expect(
		(await world.call(method, path, undefined, { Cookie: 'log360_admin=forged' })).status,
	).toBe(401);
});

describe('tokens', () => {
	beforeEach(() => world.logIn());

	it('are created, and their secret is shown that once', async () => {
		const made = await world.call('POST', '/tokens', REQUEST);
		expect(made.status).toBe(201);
		const token = {
			id: expect.stringMatching(/^tok_/),
			name: 'n8n',
			generation: 'v2',
			prefix: made.body.secret.slice(0, 11),
			status: 'valid',
			scopes: ['search.READ', 'jobs.READ'],
			expiresAt: '2026-11-30T12:00:00.000Z',
			createdAt: '2026-11-23T12:00:00.000Z',
			lastUsedAt: null,
			regeneratedAt: null,
			revokedAt: null,
		};
		expect(made.body).toEqual({ secret: expect.stringMatching(/^l360_/), token });
		expect(world.registry.verify(made.body.secret).status).toBe('valid');
		const list = await world.call('GET', '/tokens');
		expect(list.body).toEqual({ tokens: [token] });
		expect(JSON.stringify(list.body)).not.toContain(made.body.secret.slice(11));
	});

	it.each([
		[{ ...REQUEST, name: ' ' }, 'invalid_name', 'name: expected 1 to 100 printable characters.'],
		[
			{ ...REQUEST, scopes: ['incident.update'] },
			'invalid_scopes',
			'scopes: unknown scope "incident.update"; did you mean incidents.update?',
		],
		[{ ...REQUEST, scopes: [] }, 'invalid_scopes', /^scopes: expected at least one scope/],
		[
			{ ...REQUEST, expires: 'tomorrow' },
			'invalid_expiry',
			/^expires: expected never, today, 7d, 30d, or .*, got "tomorrow"$/,
		],
		[
			{ ...REQUEST, expires: '2020-01-01T00:00:00Z' },
			'invalid_expiry',
			/^expires: expected a time in the future/,
		],
		[{ name: 'n8n', scopes: ['search.READ'] }, 'invalid_request', /^expires: expected an expiry/],
		[{ ...REQUEST, generation: 'v1' }, 'invalid_request', 'Unrecognized key: "generation"'],
		[{ ...REQUEST, scopes: 'search.READ' }, 'invalid_request', 'scopes: expected a list of scopes'],
	])('are refused when wrong: %j', async (body, code, detail) => {
		const answer = await world.call('POST', '/tokens', body);
		expect([answer.status, answer.body.error.code]).toEqual([400, code]);
		expect(answer.body.error.detail).toEqual(
			typeof detail === 'string' ? detail : expect.stringMatching(detail),
		);
		expect(world.registry.list()).toEqual([]);
	});

	it('are regenerated and revoked', async () => {
		const { body: made } = await world.call('POST', '/tokens', REQUEST);
		const { body: renewed } = await world.call('POST', `/tokens/${made.token.id}/regenerate`, {
			expires: 'never',
		});
		expect(renewed.token).toMatchObject({ id: made.token.id, expiresAt: null });
		expect(world.registry.verify(made.secret).status).toBe('revoked');
		expect(world.registry.verify(renewed.secret).status).toBe('valid');
		const { body: revoked } = await world.call('POST', `/tokens/${made.token.id}/revoke`);
		expect(revoked.token).toMatchObject({ id: made.token.id, status: 'revoked' });
		expect(world.registry.verify(renewed.secret).status).toBe('revoked');
	});

	it('that are unknown, revoked, expired or V1 are told apart', async () => {
		const { body: made } = await world.call('POST', '/tokens', { ...REQUEST, expires: 'today' });
		const secret = 'k3j5h2g9f8d7s6a5p4o3i2u1y0t9r8e7w6q5z4x3c2v1b0n9';
		const v1 = await world.registry.importLegacyV1({ secret, name: 'demo' });
		const outcome = async (path: string) => {
			const { status, body } = await world.call('POST', path);
			return [status, body.error?.code];
		};
		expect(await outcome('/tokens/tok_none/revoke')).toEqual([404, 'unknown_token']);
		expect(await outcome(`/tokens/${v1.id}/regenerate`)).toEqual([409, 'v1_not_creatable']);
		world.clock.advance(86_400_000);
		await world.logIn();
		expect(await outcome(`/tokens/${made.token.id}/regenerate`)).toEqual([409, 'expired']);
		await world.call('POST', `/tokens/${made.token.id}/revoke`);
		expect(await outcome(`/tokens/${made.token.id}/revoke`)).toEqual([409, 'already_revoked']);
		expect(await outcome(`/tokens/${made.token.id}/regenerate`)).toEqual([409, 'already_revoked']);
	});

	it('have scopes and expiry choices to choose from', async () => {
		const { body } = await world.call('GET', '/scopes');
		expect(body.scopes.map(({ name }: { name: string }) => name)).toEqual(ALL_SCOPES);
		expect(body.scopes[0]).toEqual({
			name: 'search.READ',
			group: 'search',
			evidence: 'documented',
			allows: 'search logs, at once or as a job',
		});
		expect(body.expiries).toContainEqual({ value: '7d', label: 'Next 7 Days' });
	});

	it('are told of in the audit log, without their secrets', async () => {
		const { body: made } = await world.call('POST', '/tokens', REQUEST);
		const { body: renewed } = await world.call('POST', `/tokens/${made.token.id}/regenerate`);
		await world.call('POST', `/tokens/${made.token.id}/revoke`);
		const { body } = await world.call('GET', '/audit');
		expect(body.entries.map(({ event }: { event: string }) => event)).toEqual([
			'token_revoked',
			'token_regenerated',
			'token_created',
			'login',
			'password_set',
		]);
		expect(body.entries[2]).toEqual({
			id: 3,
			time: '2026-11-23T12:00:00.000Z',
			category: 'administration',
			event: 'token_created',
			actor: 'admin',
			address: expect.stringContaining('127.0.0.1'),
			tokenId: made.token.id,
			tokenName: 'n8n',
			tokenPrefix: made.token.prefix,
			note: 'search.READ jobs.READ',
		});
		for (const { secret } of [made, renewed])
			expect(JSON.stringify(body)).not.toContain(secret.slice(11));
	});
});

describe('a token in place of a session', () => {
	const token = async (scopes: readonly string[]) => {
		await world.logIn();
		const { body } = await world.call('POST', '/tokens', { ...REQUEST, scopes });
		await world.call('POST', '/logout');
		return body as { secret: string; token: { id: string } };
	};
	const bearer = (secret: string) => ({
		Authorization: `Bearer ${secret}`,
		'X-Log360-Console': '',
	});

	it('administers with the scope admin, and is named in the audit log', async () => {
		const {
			secret,
			token: { id },
		} = await token(['admin']);
		const made = await world.call('POST', '/tokens', REQUEST, bearer(secret));
		expect(made.status).toBe(201);
		const [entry] = await world.parts.audit.list({ limit: 1 });
		expect(entry).toMatchObject({ event: 'token_created', details: { actor: id } });
		expect(world.registry.get(id)?.lastUsedAt).not.toBeNull();
	});

	it('is forbidden to without it', async () => {
		const {
			secret,
			token: { id },
		} = await token(['search.READ']);
		const answer = await world.call('GET', '/tokens', undefined, bearer(secret));
		expect([answer.status, answer.body.error.code]).toEqual([403, 'forbidden']);
		const [entry] = await world.parts.audit.list({ limit: 1 });
		expect(entry).toMatchObject({ event: 'wrong_scope', details: { tokenId: id, scope: 'admin' } });
	});

	it('cannot change the password', async () => {
		const { secret } = await token(['admin']);
		expect(
			(await world.call('PUT', '/password', { current: 'x', next: 'y'.repeat(12) }, bearer(secret)))
				.status,
		).toBe(403);
	});

	it('is refused when revoked or unknown, and does not fall back to the cookie', async () => {
		const {
			secret,
			token: { id },
		} = await token(['admin']);
		await world.registry.revoke(id);
		await world.logIn();
		for (const header of [`Bearer ${secret}`, 'Bearer unknown', 'Basic YWRtaW4=']) {
			const answer = await world.call('GET', '/tokens', undefined, { Authorization: header });
			expect([answer.status, answer.body.error.code]).toEqual([401, 'not_logged_in']);
		}
		const events = (await world.parts.audit.list({ limit: 3 })).map(({ event }) => event);
		expect(events).toEqual(['unknown_token', 'revoked_token', 'login']);
	});
});

describe('the audit log', () => {
	beforeEach(() => world.logIn());

	it('is filtered and paged', async () => {
		for (let number = 0; number < 5; number++)
			await world.parts.audit.did('logout', { note: String(number) });
		const page = async (query: string) => (await world.call('GET', `/audit${query}`)).body;
		const first = await page('?event=logout&limit=3');
		expect(first.entries.map(({ note }: { note: string }) => note)).toEqual(['4', '3', '2']);
		const second = await page(`?event=logout&limit=3&before=${first.next}`);
		expect(second.entries.map(({ note }: { note: string }) => note)).toEqual(['1', '0']);
		expect(second.next).toBeNull();
		expect((await page('?category=access')).entries).toEqual([]);
	});

	it.each([
		['limit=0', 'limit: expected a number from 1 to 1000'],
		['limit=x', 'limit: expected a number from 1 to 1000'],
		['before=-1', 'before: expected a number from 1 to 9007199254740991'],
		['event=party', /^event: expected one of unknown_token, /],
		['category=x', 'category: expected one of access, login, api, administration'],
		['page=2', 'Unrecognized key: "page"'],
	])('refuses ?%s', async (query, detail) => {
		const { status, body } = await world.call('GET', `/audit?${query}`);
		expect([status, body.error.code]).toEqual([400, 'invalid_request']);
		expect(body.error.detail).toEqual(
			typeof detail === 'string' ? detail : expect.stringMatching(detail),
		);
	});
});
