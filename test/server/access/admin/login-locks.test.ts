/** Locks of logins, whoever keeps them: by account, by address, and for browsers that are known. */
import { ManualClock } from '../../../../server/platform';
import { LOCKOUT_RULES, type LoginLocks } from '../../../../server/access/admin/lockout';
import { openLoginLocks } from '../../../support/sessions';

const NOW = Date.UTC(2026, 0, 15);
const { account: ACCOUNT, address: ADDRESS } = LOCKOUT_RULES;
let clock: ManualClock;
let locks: LoginLocks;

beforeEach(async () => {
	clock = new ManualClock(NOW);
	locks = await openLoginLocks(clock);
});

const from = (address: string, account = 'admin') =>
	({ account, from: address, accountLock: 'failed' }) as const;
const known = { account: 'admin', from: 'device 1', accountLock: 'never' } as const;
const alone = { account: 'change', from: null, accountLock: 'always' } as const;

it('lock an address after its free failures, for longer each time', async () => {
	for (let n = 0; n < ADDRESS.free; n++) expect(await locks.begin(from('a'))).toBe(0);
	expect(await locks.begin(from('a'))).toBe(ADDRESS.firstMs);
	// What is locked is not counted.
	expect(await locks.begin(from('a'))).toBe(ADDRESS.firstMs);
	clock.advance(ADDRESS.firstMs);
	expect(await locks.begin(from('a'))).toBe(0);
	expect(await locks.begin(from('a'))).toBe(2 * ADDRESS.firstMs);
	expect(await locks.begin(from('b', 'other'))).toBe(0);
	// A clock that is set back prolongs nothing beyond the longest lock.
	clock.set(NOW - 10 * ADDRESS.longestMs);
	expect(await locks.begin(from('a'))).toBe(ADDRESS.longestMs);
});

it('lock an account for addresses that have failed, and for no new one nor a known browser', async () => {
	for (let n = 0; n < ACCOUNT.free; n++) expect(await locks.begin(from(`a${n}`))).toBe(0);
	expect(await locks.begin(from('a0'))).toBe(ACCOUNT.firstMs);
	expect(await locks.begin(known)).toBe(0);
	expect(await locks.begin(from('new'))).toBe(0);
	expect(await locks.begin(from('new'))).toBeGreaterThan(0);
});

it('forget both names when the password was right, and all after a day', async () => {
	for (let n = 0; n < ADDRESS.free; n++) await locks.begin(from('a'));
	await locks.succeeded(from('a'));
	expect(await locks.begin(from('a'))).toBe(0);
	for (let n = 1; n < ADDRESS.free; n++) await locks.begin(from('a'));
	clock.advance(86_400_001);
	for (let n = 0; n < ADDRESS.free; n++) expect(await locks.begin(from('a'))).toBe(0);
	expect(await locks.begin(from('a'))).toBe(ADDRESS.firstMs);
});

it('hold for everybody where failures count for the account alone', async () => {
	for (let n = 0; n < ACCOUNT.free; n++) expect(await locks.begin(alone)).toBe(0);
	expect(await locks.begin(alone)).toBe(ACCOUNT.firstMs);
	await locks.succeeded(alone);
	expect(await locks.begin(alone)).toBe(0);
});

it('let no more attempts through when all come at the same time', async () => {
	const all = await Promise.all(Array.from({ length: 40 }, () => locks.begin(from('a'))));
	expect(all.filter((locked) => locked === 0)).toHaveLength(ADDRESS.free);
});
