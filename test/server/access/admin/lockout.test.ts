/** Locking out who keeps failing. */
import { ManualClock } from '../../../../server/platform';
import { LOCKOUT_RULES, Lockout, addressName } from '../../../../server/access/admin/lockout';

const RULE = { free: 3, firstMs: 1000, longestMs: 5000 };

let clock: ManualClock;
let lockout: Lockout;

beforeEach(() => {
	clock = new ManualClock(1_000_000);
	lockout = new Lockout(RULE, clock);
});

const fail = (name: string, times: number) => {
	for (let time = 0; time < times; time++) lockout.attempt(name);
};

it('locks with the last free failure, and for twice as long with each further one, up to the longest', () => {
	fail('a', 2);
	expect(lockout.lockedFor('a')).toBe(0);
	for (const lock of [1000, 2000, 4000, 5000, 5000]) {
		fail('a', 1);
		expect(lockout.lockedFor('a')).toBe(lock);
		clock.advance(lock);
		expect(lockout.lockedFor('a')).toBe(0);
	}
});

it('counts names apart', () => {
	fail('a', 3);
	expect(lockout.lockedFor('b')).toBe(0);
});

it('forgets with a success, and after a day of silence', () => {
	fail('a', 3);
	lockout.succeeded('a');
	expect(lockout.lockedFor('a')).toBe(0);
	fail('a', 2);
	clock.advance(86_400_001);
	fail('a', 2);
	expect(lockout.lockedFor('a')).toBe(0);
});

it('does not prolong a lock when the clock is set back', () => {
	fail('a', 3);
	clock.set(0);
	expect(lockout.lockedFor('a')).toBe(RULE.longestMs);
});

it('remembers no more than 10,000 names', () => {
	fail('first', 3);
	for (let name = 0; name < 10_000; name++) lockout.attempt(`name ${name}`);
	expect(lockout.lockedFor('first')).toBe(0);
});

it('locks accounts for minutes only, so that nobody can keep the owner out', () => {
	expect(LOCKOUT_RULES.account.longestMs).toBeLessThanOrEqual(300_000);
});

it.each([
	['10.0.0.1', '10.0.0.1'],
	['::ffff:10.0.0.1', '10.0.0.1'],
	['::1', 'this machine'],
	['127.0.0.1', 'this machine'],
	['127.8.9.10', 'this machine'],
	['::ffff:127.0.0.2', 'this machine'],
	['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
	['2001:db8::6', '2001:db8:0:0::/64'],
	['2001:db8:1:2::', '2001:db8:1:2::/64'],
	['fe80::1%eth0', 'fe80:0:0:0::/64'],
])('counts %s as %s', (address, name) => expect(addressName(address)).toBe(name));
