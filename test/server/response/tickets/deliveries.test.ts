/** Deliveries that do not go smoothly: retries, refusals, second chances, crashes. */
import { SecretBox } from '../../../../server/platform';
import { readFileSync } from 'node:fs';
import { presentConnection } from '../../../../server/response/tickets/present';
import { itOnFiles } from '../../../support/stores';
import { FakeZendesk } from './fakes/zendesk';
import { INCIDENT, makeWorld } from './world';
import { FakeHook } from './fakes/hook';

const MINUTE = 60_000;
const SETTINGS = { user: 'bot@example.com' };
const secrets = { token: 'api-token' };

async function zendesk(world: Awaited<ReturnType<typeof makeWorld>>, more: object = {}) {
	const fake = await new FakeZendesk().start();
	const settings = { ...SETTINGS, url: fake.url };
	const connection = await world.connect({
		tool: 'zendesk',
		name: 'Desk',
		settings,
		secrets,
		...more,
	});
	return { fake, connection };
}

test('a tool that fails is asked again, not before it said, until it takes the ticket', async () => {
	const world = await makeWorld();
	const { fake } = await zendesk(world);
	fake.planned.push({ status: 500 }, { status: 429, headers: { 'retry-after': '120' } });
	const { id } = await world.incidents.create(INCIDENT, 'ann');
	await world.quiet();
	await world.advance(5_000);
	await world.quiet();
	await world.advance(100_000);
	await world.quiet();
	expect(fake.got).toHaveLength(2);
	await world.advance(20_000);
	await world.quiet();
	expect((await world.incidents.get(id)).ticketId).toBe('35436');
	const [delivery] = await world.log();
	expect(delivery).toMatchObject({ state: 'delivered', attempts: 3, note: 'Ticket 35436' });
	const { attempts } = (await world.admin.delivery(delivery?.id ?? 0)) ?? { attempts: [] };
	expect(attempts.map(({ outcome, status }) => [outcome, status])).toEqual([
		['retry', 500],
		['retry', 429],
		['ok', null],
	]);
});

test('a refused ticket is dead at once, says why without secrets, and can be sent again', async () => {
	const world = await makeWorld();
	const { fake } = await zendesk(world);
	fake.planned.push({ status: 422, json: { error: 'RecordInvalid', token: 'api-token' } });
	const { id } = await world.incidents.create(INCIDENT, 'ann');
	await world.quiet();
	const [dead] = await world.log();
	expect(dead).toMatchObject({
		state: 'dead',
		attempts: 1,
		note: 'POST /api/v2/tickets.json was answered with 422: {"error":"RecordInvalid","token":"***"}',
	});
	expect(await world.admin.resend(dead?.id ?? 0)).toMatchObject({ state: 'pending' });
	await world.quiet();
	expect((await world.incidents.get(id)).ticketId).toBe('35436');
	expect(await world.admin.resend(dead?.id ?? 0)).toBeUndefined();
});

test('a tool that never answers makes a dead delivery after all attempts', async () => {
	const world = await makeWorld();
	const { fake } = await zendesk(world);
	fake.planned.push(...Array.from({ length: 50 }, () => ({ status: 503 }) as const));
	await world.incidents.create(INCIDENT, 'ann');
	for (let i = 0; i < 25; i++) {
		await world.quiet();
		await world.advance(3 * 60 * MINUTE);
	}
	await world.quiet();
	expect(await world.log()).toMatchObject([{ state: 'dead', attempts: 20 }]);
});

test.each([404, 410])("a tool's %i is for good", async (status) => {
	const world = await makeWorld();
	const { fake } = await zendesk(world);
	fake.planned.push({ status });
	await world.incidents.create(INCIDENT, 'ann');
	await world.quiet();
	expect(await world.log()).toMatchObject([{ state: 'dead', attempts: 1 }]);
});

test('a webhook whose receiver is not there is tried for more than a day', async () => {
	const world = await makeWorld();
	const hook = await new FakeHook().start();
	hook.planned.push(...Array.from({ length: 50 }, () => ({ status: 404 }) as const));
	await world.connect({ tool: 'webhook', name: 'n8n', settings: { url: hook.url }, secrets: {} });
	await world.incidents.create(INCIDENT, 'ann');
	const start = world.clock.now();
	const state = async () => (await world.log())[0]?.state;
	for (; (await state()) === 'pending'; await world.quiet()) await world.advance(10 * MINUTE);
	expect(world.clock.now() - start).toBeGreaterThan(24 * 60 * MINUTE);
	expect(await world.log()).toMatchObject([{ state: 'dead', attempts: 20 }]);
	hook.planned.length = 0;
	expect(await world.admin.resendDead()).toBe(1);
	await world.quiet();
	expect(await state()).toBe('delivered');
});

test('a redirect is not followed', async () => {
	const world = await makeWorld();
	const { fake } = await zendesk(world);
	fake.planned.push({ status: 307, headers: { location: `${fake.url}/elsewhere` } });
	await world.incidents.create(INCIDENT, 'ann');
	await world.quiet();
	expect(fake.got).toHaveLength(1);
	expect(await world.log()).toMatchObject([
		{ state: 'dead', note: expect.stringContaining('redirect (307), which is not followed') },
	]);
});

test('an address inside is refused before anything is sent', async () => {
	const world = await makeWorld(undefined, []);
	const { fake } = await zendesk(world);
	await world.incidents.create(INCIDENT, 'ann');
	await world.quiet();
	expect(fake.got).toHaveLength(0);
	expect(await world.log()).toMatchObject([
		{ state: 'dead', note: expect.stringContaining('127.0.0.1 is not an address of the public') },
	]);
});

test('what a crash left in the outbox is delivered by the next start, once', async () => {
	const first = await makeWorld();
	const { fake } = await zendesk(first);
	// Written by the change itself; the process dies before anybody reads it.
	const doing = { actor: 'ann', now: first.clock.now() };
	await first.store.call('createIncident', [INCIDENT, doing]);
	expect(await first.log()).toMatchObject([{ state: 'pending' }]);
	await first.store.close();
	const second = await makeWorld(first.folder);
	second.deliveries.wake();
	await second.quiet();
	second.deliveries.wake();
	await second.quiet();
	expect(fake.tickets).toHaveLength(1);
	expect(await second.log()).toMatchObject([{ state: 'delivered' }]);
});

test('a change that is made while the ticket is under way reaches the tool', async () => {
	const world = await makeWorld();
	const { fake } = await zendesk(world);
	const { id } = await world.incidents.create(INCIDENT, 'ann');
	await world.incidents.update(id, { status: 'closed' }, 'ann');
	await world.quiet();
	expect(fake.tickets).toMatchObject([{ status: 'solved' }]);
});

test('an incident that is created closed becomes a solved ticket', async () => {
	const world = await makeWorld();
	const { fake } = await zendesk(world);
	await world.incidents.create({ ...INCIDENT, status: 'closed' }, 'ann');
	await world.quiet();
	expect(fake.tickets).toMatchObject([{ status: 'solved' }]);
});

test('a late echo of what we told the tool does not set the incident back; later it is news', async () => {
	const world = await makeWorld();
	await zendesk(world);
	const { id } = await world.incidents.create(INCIDENT, 'ann');
	await world.quiet();
	for (const status of ['in_progress', 'closed'] as const) {
		await world.incidents.update(id, { status }, 'ann');
		await world.quiet();
	}
	const update = { ticketId: '35436', field: 'status', value: 'pending' } as const;
	expect(await world.tickets.sync(update)).toMatchObject({ outcome: 'echo' });
	expect((await world.incidents.get(id)).status).toBe('closed');
	expect(await world.tickets.sync({ ...update, value: 'solved' })).toMatchObject({
		outcome: 'same',
	});
	expect(await world.tickets.sync(update)).toMatchObject({ outcome: 'changed' });
	expect((await world.incidents.get(id)).status).toBe('in_progress');
});

test('a status from one tool is told to the other', async () => {
	const world = await makeWorld();
	const one = await zendesk(world);
	const other = await zendesk(world, { name: 'Second desk' });
	other.fake.tickets.push({ id: 35_436, external_id: 'another one' });
	await world.incidents.create(INCIDENT, 'ann');
	await world.quiet();
	const calls = one.fake.got.length;
	await world.tickets.sync({ ticketId: '35436', field: 'status', value: 'solved' });
	await world.quiet();
	expect(one.fake.got).toHaveLength(calls);
	expect(other.fake.tickets[1]).toMatchObject({ id: 35_437, status: 'solved' });
});

test('the same ticket id in two tools is a conflict when it means two incidents', async () => {
	const world = await makeWorld();
	await zendesk(world, { severities: ['critical'] });
	await zendesk(world, { name: 'Second desk', severities: ['trouble'] });
	await world.incidents.create(INCIDENT, 'ann');
	await world.incidents.create({ ...INCIDENT, severity: 'trouble' }, 'ann');
	await world.quiet();
	const update = { ticketId: '35436', field: 'status', value: 'solved' } as const;
	await expect(world.tickets.sync(update)).rejects.toMatchObject({ code: 'conflict' });
});

test('disabled connections and severities that are not wanted make no ticket', async () => {
	const world = await makeWorld();
	await zendesk(world, { enabled: false });
	await zendesk(world, { name: 'Second desk', severities: ['attention'] });
	await world.incidents.create(INCIDENT, 'ann');
	await world.quiet();
	expect(await world.log()).toEqual([]);
});

test('a word that is not mapped is not told', async () => {
	const world = await makeWorld();
	const { fake } = await zendesk(world, { mapping: { status: { out: { closed: 'solved' } } } });
	const { id } = await world.incidents.create(INCIDENT, 'ann');
	await world.quiet();
	const calls = fake.got.length;
	await world.incidents.update(id, { status: 'in_progress' }, 'ann');
	await world.quiet();
	expect(fake.got).toHaveLength(calls);
});

test('what has no incident or no connection any more is dropped', async () => {
	const world = await makeWorld();
	const { fake, connection } = await zendesk(world);
	fake.planned.push({ status: 503 }, { status: 503 });
	const gone = await world.incidents.create(INCIDENT, 'ann');
	await world.incidents.create(INCIDENT, 'ann');
	await world.quiet();
	await world.incidents.delete([gone.id]);
	await world.advance(10_000);
	await world.quiet();
	expect((await world.log()).map(({ state }) => state)).toEqual(['dropped', 'delivered']);
	await world.admin.delete(connection.id);
	expect(await world.log()).toEqual([]);
	expect(world.troubles).toEqual([]);
});

itOnFiles('no secret is readable in the file, nor in what administrators see', async () => {
	const world = await makeWorld();
	const { fake } = await zendesk(world, { secrets: { token: 'token-to-look-for' } });
	await world.incidents.create(INCIDENT, 'ann');
	await world.quiet();
	expect(fake.got).toHaveLength(1);
	expect(await world.log()).toMatchObject([
		{ state: 'dead', note: expect.stringContaining('401') },
	]);
	const files = ['', '-wal'].map((ending) => readFileSync(world.file + ending));
	expect(Buffer.concat(files).includes('Brute force')).toBe(true);
	expect(Buffer.concat(files).includes('token-to-look-for')).toBe(false);
	const [connection] = await world.admin.list();
	const shown = JSON.stringify(connection === undefined ? '' : presentConnection(connection));
	expect(shown).toContain('hasSecrets');
	expect(shown).not.toContain('token-to-look-for');
});

test('secrets are sealed: not readable in the file, not openable with another key', async () => {
	const box = new SecretBox(new Uint8Array(32).fill(1));
	const sealed = box.seal({ token: 'very-secret' });
	expect(Buffer.from(sealed).includes('very-secret')).toBe(false);
	expect(box.open(sealed)).toEqual({ token: 'very-secret' });
	expect(() => new SecretBox(new Uint8Array(32)).open(sealed)).toThrow('signing.key');
	sealed[30] = (sealed[30] ?? 0) ^ 1;
	expect(() => box.open(sealed)).toThrow('cannot be decrypted');
});
