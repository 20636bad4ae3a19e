/** The administrator's account over a real database thread. */
import { ManualClock } from '../../../../server/platform';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AdminAccount } from '../../../../server/access/admin/account';
import { configuredPassword } from '../../../../server/access/admin/configured-password';
import { itOnFiles, openAccessStore } from '../../../support/stores';

const cost = { cost: 16, blockSize: 8, parallelization: 1 };
const PASSWORD = 'correct horse battery';

let directory: string;
let store: Awaited<ReturnType<typeof openAccessStore>>;
const did = jest.fn(async () => undefined);

beforeEach(async () => {
	did.mockClear();
	directory = mkdtempSync(join(tmpdir(), 'l360-account-'));
	store = await openAccessStore(directory);
});

afterEach(async () => {
	await store.close();
	rmSync(directory, { recursive: true });
});

const open = (password: string | null) =>
	AdminAccount.open({ store, clock: new ManualClock(1000), audit: { did }, password, cost });

it('generates a password at the first start, and tells it that once', async () => {
	const { generatedPassword } = await open(null);
	expect(generatedPassword).toMatch(/^[0-9A-Za-z]{25}$/);
	const again = await open(null);
	expect(again.generatedPassword).toBeUndefined();
	expect(await again.verify('admin', generatedPassword as string)).toBe(true);
	expect(did.mock.calls).toEqual([
		['password_set', { actor: 'admin', note: 'generated at the first start' }],
	]);
});

it('takes the configured password, and sees it only as a change when it is another one', async () => {
	const account = await open(PASSWORD);
	expect(account.generatedPassword).toBeUndefined();
	expect(await account.verify('admin', PASSWORD)).toBe(true);
	await open(PASSWORD);
	expect(did).toHaveBeenCalledTimes(1);
	const reset = await open('another long password');
	expect(did).toHaveBeenCalledTimes(2);
	expect([
		await reset.verify('admin', PASSWORD),
		await reset.verify('admin', 'another long password'),
	]).toEqual([false, true]);
});

it('knows no other name, however right the password', async () => {
	expect(await (await open(PASSWORD)).verify('root', PASSWORD)).toBe(false);
});

it('refuses a configured password that is too short', async () => {
	await expect(open('short')).rejects.toThrow(
		"The administrator's password: expected a password of 12 to 1024 characters, got 5",
	);
});

it('changes the password durably', async () => {
	const account = await open(PASSWORD);
	await account.save('yet another password', 'test');
	expect(await account.verify('admin', PASSWORD)).toBe(false);
	expect(await (await open(null)).verify('admin', 'yet another password')).toBe(true);
});

itOnFiles('keeps no password on disk', async () => {
	await open(PASSWORD);
	for (const file of readdirSync(directory))
		expect(readFileSync(join(directory, file), 'latin1')).not.toContain(PASSWORD);
});

describe('configuredPassword', () => {
	it.each([
		['line break', `${PASSWORD}\n`],
		['Windows line break', `${PASSWORD}\r\n`],
		['no line break', PASSWORD],
	])('reads the file, with %s at its end', async (_, content) => {
		const path = join(directory, 'password');
		writeFileSync(path, content);
		expect(await configuredPassword({ adminPassword: null, adminPasswordFile: path })).toBe(
			PASSWORD,
		);
	});

	it('takes the environment’s without a file, or none', async () => {
		expect(await configuredPassword({ adminPassword: PASSWORD, adminPasswordFile: null })).toBe(
			PASSWORD,
		);
		expect(await configuredPassword({ adminPassword: null, adminPasswordFile: null })).toBeNull();
	});

	it('names the file that cannot be read', async () => {
		const path = join(directory, 'none');
		await expect(
			configuredPassword({ adminPassword: null, adminPasswordFile: path }),
		).rejects.toThrow(`--admin-password-file: cannot read ${path}: ENOENT`);
	});
});
