import { ManualClock } from '../../../server/platform';
import { openTokens } from '../../../server/compose';
import { ALL_SCOPES } from '../../../server/contract';
import { demoTokens } from '../../../server/demo/tokens';
import { tempFolder } from '../../support/temp';

const open = async (directory: string) => {
	const clock = new ManualClock(1_700_000_000_000);
	return (await openTokens({ directory, clock, refreshMs: 0 })).registry;
};

describe('demoTokens', () => {
	it('are the same at every start of a folder, and no others are made', async () => {
		const directory = tempFolder();
		const key = Buffer.alloc(32, 5);
		const first = await open(directory);
		const tokens = await demoTokens(first, key);
		expect(await demoTokens(first, key)).toEqual(tokens);
		await first.close();
		const second = await open(directory);
		expect(await demoTokens(second, key)).toEqual(tokens);
		expect(second.list()).toHaveLength(2);
		await second.close();
	});

	it('are a V2 token of all scopes and a V1 token of the old form', async () => {
		const registry = await open(tempFolder());
		const { demoToken, v1Token } = await demoTokens(registry, Buffer.alloc(32, 6));
		expect(v1Token).toMatch(/^[0-9a-z]{48}$/);
		expect(registry.verify(demoToken)).toMatchObject({
			status: 'valid',
			token: { generation: 'v2', scopes: ALL_SCOPES },
		});
		expect(registry.verify(v1Token)).toMatchObject({
			status: 'valid',
			token: { generation: 'v1' },
		});
		await registry.close();
	});

	it('differ from folder to folder', async () => {
		const registry = await open(tempFolder());
		const one = await demoTokens(registry, Buffer.alloc(32, 1));
		const other = await demoTokens(registry, Buffer.alloc(32, 2));
		expect(new Set([...Object.values(one), ...Object.values(other)]).size).toBe(4);
		await registry.close();
	});

	it('stay revoked', async () => {
		const registry = await open(tempFolder());
		const key = Buffer.alloc(32, 3);
		const { demoToken } = await demoTokens(registry, key);
		const found = registry.verify(demoToken);
		if (found.status !== 'valid') throw new Error(found.status);
		await registry.revoke(found.token.id);
		expect((await demoTokens(registry, key)).demoToken).toBe(demoToken);
		expect(registry.verify(demoToken).status).toBe('revoked');
		await registry.close();
	});
});
