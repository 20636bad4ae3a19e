/** The secret of an installation: made once, however many servers start at the same time. */
import { INSTALLATION_LAYOUT, installationKey } from '../../../server/storage/postgres';
import { describePostgres, newSchema, openPostgres } from './fixture';

describePostgres('the key of an installation', () => {
	test('is the same at servers that start together, and at those that come later', async () => {
		const schema = newSchema();
		const open = () => openPostgres([INSTALLATION_LAYOUT], schema);
		const keys = await Promise.all(
			Array.from({ length: 5 }, async () => installationKey(await open())),
		);
		const [first] = keys as [Uint8Array];
		expect(first).toHaveLength(32);
		for (const key of [...keys, await installationKey(await open(), new Uint8Array(32))])
			expect(Buffer.from(key).equals(first)).toBe(true);
	});

	test('can be brought along, and is refused when it is none', async () => {
		const own = Uint8Array.from({ length: 32 }, (_, n) => n);
		const database = await openPostgres([INSTALLATION_LAYOUT]);
		expect(Buffer.from(await installationKey(database, own)).equals(own)).toBe(true);
		const damaged = await openPostgres([INSTALLATION_LAYOUT]);
		await expect(installationKey(damaged, new Uint8Array(7))).rejects.toThrow('7 bytes');
	});
});
