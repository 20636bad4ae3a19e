/** The token registry over a real database thread. */
import { ManualClock } from '../../../../server/platform';
import type { Scope } from '../../../../server/contract';
import crypto from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { TokenRegistry } from '../../../../server/access/tokens';
import { itOnFiles, openRegistry } from '../../../support/stores';

const NOW = Date.parse('2026-11-23T12:00:00Z');
const V1 = 'k3j5h2g9f8d7s6a5p4o3i2u1y0t9r8e7w6q5z4x3c2v1b0n9';

let directory: string;
let clock: ManualClock;
let registry: TokenRegistry;
const opened: TokenRegistry[] = [];

async function open(): Promise<TokenRegistry> {
	const other = await openRegistry({ directory, clock, refreshMs: 0 });
	opened.push(other);
	return other;
}

function request(
	name = 'n8n',
	scopes: readonly Scope[] = ['search.READ'],
	expiresAt: number | null = null,
) {
	return { name, generation: 'v2' as const, scopes, expiresAt };
}

beforeEach(async () => {
	directory = mkdtempSync(join(tmpdir(), 'l360-tokens-'));
	clock = new ManualClock(NOW);
	registry = await open();
});

afterEach(async () => {
	await Promise.all(opened.splice(0).map((each) => each.close()));
	rmSync(directory, { recursive: true });
});

describe('create', () => {
	it('gives a secret that verifies, and a record without it', async () => {
		const { secret, record } = await registry.create(
			request('  n8n ', ['jobs.READ', 'search.READ'], NOW + 1000),
		);
		expect(record).toEqual({
			id: expect.stringMatching(/^tok_[0-9A-Za-z]{11}$/),
			name: 'n8n',
			generation: 'v2',
			prefix: secret.slice(0, 11),
			scopes: ['search.READ', 'jobs.READ'],
			expiresAt: NOW + 1000,
			createdAt: NOW,
			lastUsedAt: null,
			regeneratedAt: null,
			revokedAt: null,
		});
		expect(registry.verify(secret)).toEqual({ status: 'valid', token: record });
	});

	it('is durable: another opening knows the token', async () => {
		const { secret, record } = await registry.create(request());
		expect((await open()).verify(secret)).toEqual({ status: 'valid', token: record });
	});

	itOnFiles('keeps no secret on disk, in a folder that only its owner reads', async () => {
		const { secret } = await registry.create(request());
		await registry.importLegacyV1({ secret: V1, name: 'legacy' });
		for (const file of readdirSync(directory)) {
			const content = readFileSync(join(directory, file)).toString('latin1');
			expect(content).not.toContain(secret.slice(11));
			expect(content).not.toContain(V1.slice(6));
			expect(statSync(join(directory, file)).mode & 0o077).toBe(0);
		}
	});

	it.each([
		['generation v1', { generation: 'v1' as const }, 'v1_not_creatable'],
		['no name', { name: ' ' }, 'invalid_name'],
		['a long name', { name: 'x'.repeat(101) }, 'invalid_name'],
		['a control character in the name', { name: 'a\u0007b' }, 'invalid_name'],
		['no scope', { scopes: [] }, 'invalid_scopes'],
		['an unknown scope', { scopes: ['search.WRITE' as Scope] }, 'invalid_scopes'],
		['an expiry that has passed', { expiresAt: NOW }, 'invalid_expiry'],
		['an expiry that is no time', { expiresAt: Number.NaN }, 'invalid_expiry'],
	])('refuses %s', async (_, wrong, code) => {
		await expect(registry.create({ ...request(), ...wrong })).rejects.toMatchObject({
			name: 'TokenError',
			code,
		});
		expect(registry.list()).toEqual([]);
	});
});

describe('verify', () => {
	it.each(['', 'x', V1, 'x'.repeat(100_000), `l360_${'a'.repeat(49)}`])(
		'does not know %.60j',
		(text) => {
			expect(registry.verify(text)).toEqual({ status: 'unknown' });
		},
	);

	it('does not know a token with one character changed', async () => {
		const { secret } = await registry.create(request());
		const changed = secret.slice(0, -1) + (secret.endsWith('0') ? '1' : '0');
		expect(registry.verify(changed)).toEqual({ status: 'unknown' });
	});

	it('calls a token expired from the very moment of its expiry on', async () => {
		const { secret } = await registry.create(request('short', ['search.READ'], NOW + 1000));
		clock.set(NOW + 999);
		expect(registry.verify(secret).status).toBe('valid');
		clock.set(NOW + 1000);
		expect(registry.verify(secret)).toMatchObject({ status: 'expired', token: { name: 'short' } });
	});

	it('calls a revoked token revoked, even when it has expired since', async () => {
		const { secret, record } = await registry.create(request('both', ['search.READ'], NOW + 1000));
		await registry.revoke(record.id);
		clock.advance(5000);
		expect(registry.verify(secret).status).toBe('revoked');
	});

	it('compares in constant time, whether the token is known or not', async () => {
		const { secret } = await registry.create(request());
		const compare = jest.spyOn(crypto, 'timingSafeEqual');
		registry.verify(secret);
		expect(compare).toHaveBeenCalledTimes(1);
		registry.verify('anything else');
		expect(compare).toHaveBeenCalledTimes(2);
		for (const [a, b] of compare.mock.calls) expect([a.byteLength, b.byteLength]).toEqual([32, 32]);
		compare.mockRestore();
	});
});

describe('importLegacyV1', () => {
	it('takes a V1 token in, once', async () => {
		const first = await registry.importLegacyV1({ secret: V1, name: 'demo' });
		expect(first).toMatchObject({
			generation: 'v1',
			prefix: 'k3j5h2',
			scopes: [],
			expiresAt: null,
		});
		expect(await registry.importLegacyV1({ secret: V1, name: 'again' })).toEqual(first);
		expect(registry.list()).toEqual([first]);
		expect(registry.verify(V1)).toEqual({ status: 'valid', token: first });
	});

	it('does not bring a revoked one back', async () => {
		const { id } = await registry.importLegacyV1({ secret: V1, name: 'demo' });
		await registry.revoke(id);
		await registry.importLegacyV1({ secret: V1, name: 'demo' });
		expect(registry.verify(V1).status).toBe('revoked');
	});

	it('refuses another form without repeating the secret', async () => {
		const secret = 'NotAToken';
		await expect(registry.importLegacyV1({ secret, name: 'demo' })).rejects.toMatchObject({
			code: 'invalid_secret',
			message: expect.not.stringContaining(secret),
		});
	});
});

describe('importDemo', () => {
	const entropy = Buffer.alloc(32, 7);

	it('makes the same secret of the same entropy, and finds the token again', async () => {
		const first = await registry.importDemo(request(), entropy);
		expect(await registry.importDemo(request(), entropy)).toEqual(first);
		expect(registry.verify(first.secret)).toEqual({ status: 'valid', token: first.record });
		expect(registry.list()).toHaveLength(1);
	});

	it('brings neither a revoked nor a replaced secret back', async () => {
		const { secret, record } = await registry.importDemo(request(), entropy);
		await registry.regenerate(record.id);
		expect((await registry.importDemo(request(), entropy)).record.id).toBe(record.id);
		expect(registry.verify(secret).status).toBe('revoked');
		expect(registry.list()).toHaveLength(1);
		expect((await open()).verify(secret).status).toBe('revoked');
	});
});

describe('regenerate', () => {
	it('replaces the secret and keeps the rest; the old secret is told as revoked', async () => {
		const { secret: old, record } = await registry.create(request());
		clock.advance(60_000);
		const { secret, record: renewed } = await registry.regenerate(record.id);
		expect(renewed).toEqual({
			...record,
			prefix: secret.slice(0, 11),
			regeneratedAt: NOW + 60_000,
		});
		expect(registry.verify(secret)).toEqual({ status: 'valid', token: renewed });
		expect(registry.verify(old)).toEqual({ status: 'revoked', token: renewed });
		const reopened = await open();
		expect(reopened.verify(old).status).toBe('revoked');
		expect(reopened.verify(secret).status).toBe('valid');
	});

	it('gives an expired token a new life only with a new expiry', async () => {
		const { record } = await registry.create(request('short', ['search.READ'], NOW + 1));
		clock.advance(10);
		await expect(registry.regenerate(record.id)).rejects.toMatchObject({ code: 'expired' });
		await expect(registry.regenerate(record.id, NOW)).rejects.toMatchObject({
			code: 'invalid_expiry',
		});
		const { secret } = await registry.regenerate(record.id, null);
		expect(registry.verify(secret)).toMatchObject({ status: 'valid', token: { expiresAt: null } });
	});

	it('refuses unknown, revoked and V1 tokens', async () => {
		const { record } = await registry.create(request());
		await registry.revoke(record.id);
		const v1 = await registry.importLegacyV1({ secret: V1, name: 'demo' });
		await expect(registry.regenerate('tok_none')).rejects.toMatchObject({ code: 'unknown_token' });
		await expect(registry.regenerate(record.id)).rejects.toMatchObject({ code: 'already_revoked' });
		await expect(registry.regenerate(v1.id)).rejects.toMatchObject({ code: 'v1_not_creatable' });
	});
});

describe('revoke', () => {
	it('is for good, here and after a restart', async () => {
		const { secret, record } = await registry.create(request());
		expect(await registry.revoke(record.id)).toEqual({ ...record, revokedAt: NOW });
		expect(registry.verify(secret).status).toBe('revoked');
		expect((await open()).verify(secret).status).toBe('revoked');
		await expect(registry.revoke(record.id)).rejects.toMatchObject({ code: 'already_revoked' });
	});

	it('refuses an unknown id', async () => {
		await expect(registry.revoke('tok_none')).rejects.toMatchObject({
			code: 'unknown_token',
			message: 'No token has the id "tok_none".',
		});
	});
});

describe('touch', () => {
	it('shows at once, and is on disk after a flush', async () => {
		const { record } = await registry.create(request());
		clock.advance(5000);
		registry.touch(record.id);
		expect(registry.get(record.id)?.lastUsedAt).toBe(NOW + 5000);
		expect((await open()).get(record.id)?.lastUsedAt).toBeNull();
		await registry.flush();
		expect((await open()).get(record.id)?.lastUsedAt).toBe(NOW + 5000);
	});

	it('is written by close, and never moves back', async () => {
		const { record } = await registry.create(request());
		const other = await open();
		clock.set(NOW + 9000);
		registry.touch(record.id);
		await registry.close();
		clock.set(NOW + 3000);
		other.touch(record.id);
		await other.close();
		expect((await open()).get(record.id)?.lastUsedAt).toBe(NOW + 9000);
	});
});

describe('two processes on one folder', () => {
	it('verifyFresh knows a token that the other one has just made', async () => {
		const other = await open();
		const { secret, record } = await other.create(request());
		expect(registry.verify(secret).status).toBe('unknown');
		expect(await registry.verifyFresh(secret)).toEqual({ status: 'valid', token: record });
	});

	it('verifyFresh does not ask the disk for what is not written like a token', async () => {
		const call = jest.spyOn(registry, 'refresh');
		for (const text of ['password', V1, `l360_${'a'.repeat(49)}`]) {
			expect(await registry.verifyFresh(text)).toEqual({ status: 'unknown' });
		}
		expect(call).not.toHaveBeenCalled();
	});

	it('a revocation and a regeneration by the other one take effect with the next refresh', async () => {
		const { secret, record } = await registry.create(request());
		const second = await registry.create(request('second'));
		const other = await open();
		await other.revoke(record.id);
		await other.regenerate(second.record.id);
		expect(registry.verify(secret).status).toBe('valid');
		await registry.refresh();
		expect(registry.verify(secret).status).toBe('revoked');
		expect(registry.verify(second.secret).status).toBe('revoked');
	});

	it('a change by the other one is seen without a refresh by those who change tokens', async () => {
		const other = await open();
		const { record } = await other.create(request());
		expect(await registry.revoke(record.id)).toMatchObject({ revokedAt: NOW });
	});

	it('a refresh asked for during another one sees what was written in between', async () => {
		const other = await open();
		const early = registry.refresh();
		const { secret } = await other.create(request());
		await Promise.all([early, registry.refresh(), registry.refresh()]);
		expect(registry.verify(secret).status).toBe('valid');
	});

	it('looks by itself when it is told to', async () => {
		const other = await openRegistry({ directory, clock, refreshMs: 5 });
		opened.push(other);
		const seen = new Promise<void>((resolve) => {
			const refresh = other.refresh.bind(other);
			jest.spyOn(other, 'refresh').mockImplementation(async () => {
				await refresh();
				if (other.list().length > 0) resolve();
			});
		});
		await registry.create(request());
		await seen;
	});
});

itOnFiles('refuses a file of a newer version', async () => {
	await registry.close();
	const database = new DatabaseSync(join(directory, 'tokens.db'));
	database.exec('PRAGMA user_version = 99');
	database.close();
	await expect(open()).rejects.toThrow(
		'was written by a newer version of log360-server (layout 99',
	);
});
