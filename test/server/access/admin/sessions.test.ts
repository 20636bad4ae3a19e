/** Administrators' sessions, whoever keeps them. */
import { ManualClock } from '../../../../server/platform';
import { IDLE_MS, LONGEST_MS, type SessionBook } from '../../../../server/access/admin/sessions';
import { openSessions } from '../../../support/sessions';

const NOW = 1_000_000;
let clock: ManualClock;
let sessions: SessionBook;

beforeEach(async () => {
	clock = new ManualClock(NOW);
	sessions = await openSessions(clock);
});

it('starts a session under an id of 256 bits', async () => {
	const { id, session } = await sessions.start('admin');
	expect(id).toMatch(/^[\w-]{43}$/);
	expect(session).toEqual({
		user: 'admin',
		createdAt: NOW,
		idleUntil: NOW + IDLE_MS,
		endsAt: NOW + LONGEST_MS,
	});
	expect(await sessions.use(id)).toEqual(session);
});

it.each([undefined, '', 'x'.repeat(43)])('knows no session %j', async (id) => {
	await sessions.start('admin');
	expect(await sessions.use(id)).toBeUndefined();
});

it('ends a session that is not used', async () => {
	const { id } = await sessions.start('admin');
	clock.advance(IDLE_MS - 1);
	expect(await sessions.use(id)).toBeDefined();
	clock.advance(IDLE_MS - 1);
	expect(await sessions.use(id)).toBeDefined();
	clock.advance(IDLE_MS);
	expect(await sessions.use(id)).toBeUndefined();
	clock.set(NOW);
	expect(await sessions.use(id)).toBeUndefined();
});

it('ends every session at last', async () => {
	const { id } = await sessions.start('admin');
	for (let passed = 0; passed < LONGEST_MS - 60_000; passed += 60_000) {
		clock.advance(60_000);
		expect((await sessions.use(id))?.idleUntil).toBeLessThanOrEqual(NOW + LONGEST_MS);
	}
	clock.advance(60_000);
	expect(await sessions.use(id)).toBeUndefined();
});

it('ends one, or all others', async () => {
	const [one, other, third] = [
		(await sessions.start('admin')).id,
		(await sessions.start('admin')).id,
		(await sessions.start('admin')).id,
	];
	await sessions.end(one);
	expect(await sessions.use(one)).toBeUndefined();
	await sessions.endOthers(other);
	expect([(await sessions.use(other)) !== undefined, await sessions.use(third)]).toEqual([
		true,
		undefined,
	]);
	expect(await sessions.endOthers(undefined)).toBe(1);
	expect(await sessions.endOthers(undefined)).toBe(0);
});

it('holds 100 sessions at most; the longest silent one goes', async () => {
	const first = (await sessions.start('admin')).id;
	const second = (await sessions.start('admin')).id;
	for (let more = 0; more < 98; more++) await sessions.start('admin');
	await sessions.use(first);
	await sessions.start('admin');
	expect(await sessions.use(first)).toBeDefined();
	expect(await sessions.use(second)).toBeUndefined();
	expect(await sessions.endOthers(undefined)).toBe(100);
});
