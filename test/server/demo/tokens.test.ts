import { createHmac } from 'node:crypto';
import { newV2Secret } from '../../../server/access/tokens';
import { derivedKey, ManualClock } from '../../../server/platform';
import { openTokens } from '../../../server/compose';
import { ALL_SCOPES } from '../../../server/contract';
import { DEMO_TOKEN_LIFE_MS, demoTokens, revokeDemoTokens } from '../../../server/demo/tokens';
import { tempFolder } from '../../support/temp';

const NOW = 1_700_000_000_000;
const KEY = Buffer.alloc(32, 5);
const clock = new ManualClock(NOW);

const open = async (directory = tempFolder()) =>
	(await openTokens({ directory, clock, refreshMs: 0 })).registry;

const made = (registry: Awaited<ReturnType<typeof open>>, key = KEY, renew = false) =>
	demoTokens(registry, { key, now: clock.now(), renew });

describe('demoTokens', () => {
	it('are the same at every start of a folder, and no others are made', async () => {
		const directory = tempFolder();
		const first = await open(directory);
		const { made: new2, ...tokens } = await made(first);
		expect(new2.map(({ generation }) => generation)).toEqual(['v2', 'v1']);
		expect(await made(first)).toEqual({ ...tokens, made: [] });
		await first.close();
		const second = await open(directory);
		expect(await made(second)).toEqual({ ...tokens, made: [] });
		expect(second.list()).toHaveLength(2);
		await second.close();
	});

	it('are a V2 token of all scopes but admin and a V1 token of the old form, for a month', async () => {
		const registry = await open();
		const { demoToken = '', v1Token = '' } = await made(registry);
		const expiresAt = clock.now() + DEMO_TOKEN_LIFE_MS;
		expect(v1Token).toMatch(/^[0-9a-z]{48}$/);
		expect(registry.verify(demoToken)).toMatchObject({
			status: 'valid',
			token: {
				...{ generation: 'v2', expiresAt },
				scopes: ALL_SCOPES.filter((scope) => scope !== 'admin'),
			},
		});
		expect(registry.verify(v1Token)).toMatchObject({
			status: 'valid',
			token: { generation: 'v1', expiresAt },
		});
		await registry.close();
	});

	it('have successors once they have ended', async () => {
		const registry = await open();
		const before = await made(registry);
		clock.advance(DEMO_TOKEN_LIFE_MS);
		const after = await made(registry);
		expect(registry.verify(before.demoToken as string).status).toBe('expired');
		expect(registry.verify(before.v1Token as string).status).toBe('expired');
		expect(registry.verify(after.demoToken as string).status).toBe('valid');
		expect(registry.verify(after.v1Token as string).status).toBe('valid');
		await registry.close();
	});

	it('differ from folder to folder', async () => {
		const registry = await open();
		const one = await made(registry, Buffer.alloc(32, 1));
		const other = await made(registry, Buffer.alloc(32, 2));
		const secrets = [one, other].flatMap(({ demoToken, v1Token }) => [demoToken, v1Token]);
		expect(new Set(secrets).size).toBe(4);
		await registry.close();
	});

	it('are made under keys of their own, which sign nothing else', async () => {
		const registry = await open();
		const { demoToken, v1Token } = await made(registry);
		const under = (key: Uint8Array, text: string) =>
			createHmac('sha256', key).update(text).digest();
		// Cursors are signed with the secret of the installation itself.
		expect(demoToken).not.toBe(newV2Secret(under(KEY, 'term 0')));
		expect(demoToken).toBe(newV2Secret(under(derivedKey(KEY, 'demo token v2'), 'term 0')));
		expect(demoToken).not.toBe(newV2Secret(under(derivedKey(KEY, 'demo token v1'), 'term 0')));
		const [first = 0] = under(derivedKey(KEY, 'demo token v1'), 'term 0 round 0');
		expect(v1Token?.[0]).toBe('0123456789abcdefghijklmnopqrstuvwxyz'[first % 36]);
		await registry.close();
	});

	it('stay revoked and are not shown any more, unless new ones are asked for', async () => {
		const registry = await open();
		const { demoToken = '', v1Token } = await made(registry);
		const found = registry.verify(demoToken);
		if (found.status !== 'valid') throw new Error(found.status);
		await registry.revoke(found.token.id);
		expect(await made(registry)).toEqual({ demoToken: undefined, v1Token, made: [] });
		const again = await made(registry, KEY, true);
		expect(again.demoToken).not.toBe(demoToken);
		expect(registry.verify(again.demoToken as string).status).toBe('valid');
		expect(registry.verify(demoToken).status).toBe('revoked');
		await registry.close();
	});

	it('can be revoked all at once', async () => {
		const registry = await open();
		const { demoToken = '', v1Token = '' } = await made(registry);
		expect(await revokeDemoTokens(registry, KEY)).toHaveLength(2);
		expect(registry.verify(demoToken).status).toBe('revoked');
		expect(registry.verify(v1Token).status).toBe('revoked');
		expect(await revokeDemoTokens(registry, KEY)).toEqual([]);
		await registry.close();
	});
});
