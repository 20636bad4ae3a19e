/** Administrators' sessions. */
import { ManualClock } from '../../../../server/platform';
import { IDLE_MS, LONGEST_MS, Sessions } from '../../../../server/access/admin/sessions';

const NOW = 1_000_000;
let clock: ManualClock;
let sessions: Sessions;

beforeEach(() => {
	clock = new ManualClock(NOW);
	sessions = new Sessions(clock);
});

it('starts a session under an id of 256 bits', () => {
	const { id, session } = sessions.start('admin');
	expect(id).toMatch(/^[\w-]{43}$/);
	expect(session).toEqual({
		user: 'admin',
		createdAt: NOW,
		idleUntil: NOW + IDLE_MS,
		endsAt: NOW + LONGEST_MS,
	});
	expect(sessions.use(id)).toEqual(session);
});

it.each([undefined, '', 'x'.repeat(43)])('knows no session %j', (id) => {
	sessions.start('admin');
	expect(sessions.use(id)).toBeUndefined();
});

it('ends a session that is not used', () => {
	const { id } = sessions.start('admin');
	clock.advance(IDLE_MS - 1);
	expect(sessions.use(id)).toBeDefined();
	clock.advance(IDLE_MS - 1);
	expect(sessions.use(id)).toBeDefined();
	clock.advance(IDLE_MS);
	expect(sessions.use(id)).toBeUndefined();
	clock.set(NOW);
	expect(sessions.use(id)).toBeUndefined();
});

it('ends every session at last', () => {
	const { id } = sessions.start('admin');
	for (let passed = 0; passed < LONGEST_MS - 60_000; passed += 60_000) {
		clock.advance(60_000);
		expect(sessions.use(id)?.idleUntil).toBeLessThanOrEqual(NOW + LONGEST_MS);
	}
	clock.advance(60_000);
	expect(sessions.use(id)).toBeUndefined();
});

it('ends one, or all others', () => {
	const [one, other, third] = [
		sessions.start('admin').id,
		sessions.start('admin').id,
		sessions.start('admin').id,
	];
	sessions.end(one);
	expect(sessions.use(one)).toBeUndefined();
	sessions.endOthers(other);
	expect([sessions.use(other) !== undefined, sessions.use(third)]).toEqual([true, undefined]);
	sessions.endOthers(undefined);
	expect(sessions.size).toBe(0);
});

it('holds 100 sessions at most; the longest silent one goes', () => {
	const first = sessions.start('admin').id;
	const second = sessions.start('admin').id;
	for (let more = 0; more < 98; more++) sessions.start('admin');
	sessions.use(first);
	sessions.start('admin');
	expect(sessions.size).toBe(100);
	expect(sessions.use(first)).toBeDefined();
	expect(sessions.use(second)).toBeUndefined();
});
