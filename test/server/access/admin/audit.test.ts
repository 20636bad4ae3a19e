/** The audit log over a real database thread. */
import { ManualClock } from '../../../../server/platform';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AuditLog } from '../../../../server/access/admin/audit';
import { openAccessStore } from '../../../support/stores';

let directory: string;
let store: Awaited<ReturnType<typeof openAccessStore>>;
let clock: ManualClock;
let audit: AuditLog;

beforeEach(async () => {
	directory = mkdtempSync(join(tmpdir(), 'l360-audit-'));
	store = await openAccessStore(directory);
	clock = new ManualClock(1000);
	audit = new AuditLog({ store, clock, gatherMs: 0, keep: 3 });
});

afterEach(async () => {
	await store.close();
	rmSync(directory, { recursive: true });
});

it('lists what was done and who was refused, newest first', async () => {
	await audit.did('login', { actor: 'admin' });
	clock.advance(5);
	audit.refused('expired_token', { tokenId: 'tok_1', requestId: 'r' });
	expect(await audit.list({ limit: 10 })).toEqual([
		{
			id: 2,
			category: 'access',
			time: 1005,
			event: 'expired_token',
			details: { tokenId: 'tok_1', requestId: 'r' },
		},
		{ id: 1, category: 'administration', time: 1000, event: 'login', details: { actor: 'admin' } },
	]);
});

it('counts the same refusal instead of listing it again, whatever the request id', async () => {
	for (let request = 0; request < 50; request++) {
		audit.refused('wrong_scope', { tokenId: 'a', scope: 'jobs.READ', requestId: `r${request}` });
	}
	audit.refused('wrong_scope', { tokenId: 'b', scope: 'jobs.READ' });
	const entries = await audit.list({ limit: 10 });
	expect(entries.map(({ details }) => [details.tokenId, details.count])).toEqual([
		['b', undefined],
		['a', 50],
	]);
});

it('keeps what is told of logins and of API calls, however many tokens somebody makes up', async () => {
	audit.refused('login_failed', { address: '10.0.0.1', actor: 'admin' });
	await audit.called({ operation: 'v2.incidents.delete', tokenId: 'tok_1' });
	for (let n = 0; n < 500; n++) {
		audit.refused('unknown_token', { address: '10.0.0.2', tokenPrefix: `l360_${n}` });
		if (n % 100 === 0) await audit.flush();
	}
	const entries = await audit.list({ limit: 100 });
	const of = (category: string) => entries.filter((entry) => entry.category === category);
	expect(of('login')).toMatchObject([{ event: 'login_failed' }]);
	expect(of('api')).toMatchObject([
		{ event: 'api_call', details: { operation: 'v2.incidents.delete' } },
	]);
	// One entry a moment, whatever the token; three of a category are kept here.
	expect(of('access')).toHaveLength(3);
	expect(of('access')[0]).toMatchObject({ event: 'unknown_token', details: { count: 99 } });
});

it('gathers at most 1,000 different refusals, and counts the rest', async () => {
	const wide = new AuditLog({ store, clock, gatherMs: 0, keep: 5000 });
	for (let caller = 0; caller < 1200; caller++)
		wide.refused('unknown_token', { address: `10.0.${caller >> 8}.${caller & 255}` });
	const [newest, ...others] = await wide.list({ limit: 5000 });
	expect(others).toHaveLength(1000);
	expect(newest).toMatchObject({ event: 'overflow', details: { count: 200 } });
});

it('bounds refusals and deeds apart: a flood of one does not push out the other', async () => {
	await audit.did('token_created', { tokenId: 'first' });
	for (let time = 0; time < 20; time++) {
		audit.refused('unknown_token', { address: `10.0.0.${time}` });
		await audit.flush();
	}
	const entries = await audit.list({ limit: 100 });
	expect(entries.map(({ details }) => details.address ?? details.tokenId)).toEqual([
		'10.0.0.19',
		'10.0.0.18',
		'10.0.0.17',
		'first',
	]);
});

it('filters by event and category, and pages by id', async () => {
	await audit.did('login', {});
	await audit.did('logout', {});
	audit.refused('login_failed', {});
	const events = async (query: object) =>
		(await audit.list({ limit: 10, ...query })).map(({ event }) => event);
	expect(await events({ event: 'logout' })).toEqual(['logout']);
	expect(await events({ category: 'administration' })).toEqual(['logout', 'login']);
	expect(await events({ before: 3 })).toEqual(['logout', 'login']);
	expect(await events({ before: 3, limit: 1 })).toEqual(['logout']);
});

it('is durable', async () => {
	await audit.did('login', {});
	const other = await openAccessStore(directory);
	expect(await other.call('listAudit', [{ limit: 10 }])).toHaveLength(1);
	await other.close();
});

it('writes gathered refusals by itself', async () => {
	let appended: () => void;
	const written = new Promise<void>((resolve) => (appended = resolve));
	const call = jest.fn(async () => appended());
	new AuditLog({ store: { call: call as never }, clock, gatherMs: 1 }).refused('unknown_token', {});
	await written;
	expect(call).toHaveBeenCalledTimes(1);
});

it('reports that refusals could not be written, and goes on', async () => {
	const failed = new Promise((resolve) => {
		const broken = { call: (() => Promise.reject(new Error('disk full'))) as never };
		new AuditLog({ store: broken, clock, gatherMs: 1, onError: resolve }).refused(
			'unknown_token',
			{},
		);
	});
	expect(await failed).toEqual(new Error('disk full'));
});
