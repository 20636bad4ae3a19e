/** The event Token Expires: each end of a token once, as soon as it is near. */
import type { INodeParameters } from 'n8n-workflow';

import { bench } from '../support/cases';
import { poller } from '../support/n8n';
import { json } from '../support/scripted';

const b = bench();
const DAY = 86_400;

/** What the server says: seconds until the end, none for a token without one. */
const token = (left: number | undefined, more: object = {}) =>
	b.answer(() =>
		json({
			data: {
				...{ token_id: 'tok_1', name: 'n8n', generation: 'v2', scopes: ['alerts.READ'] },
				created_time: '2026-01-01T00:00:00.000Z',
				...(left === undefined
					? {}
					: { expires_time: '2026-12-01T00:00:00.000Z', expires_in_seconds: left }),
				...more,
			},
		}),
	);
const trigger = (more: INodeParameters = {}, staticData?: object) =>
	poller(b.v2(), { event: 'tokenExpires', ...more }, staticData as never);

it('tells once, as soon as fewer days are left', async () => {
	const { poll } = trigger();
	token(8 * DAY);
	expect(await poll()).toBeNull();
	token(7 * DAY);
	expect(await poll()).toEqual([
		{
			name: 'n8n',
			generation: 'v2',
			scopes: ['alerts.READ'],
			createdTime: '2026-01-01T00:00:00.000Z',
			expiresTime: '2026-12-01T00:00:00.000Z',
			expiresInSeconds: 7 * DAY,
			expiresInDays: 7,
		},
	]);
	for (const days of [6, 3, 0.5, 0]) {
		token(days * DAY);
		expect(await poll()).toBeNull();
	}
});

it('tells at the first poll where the end is near already, and not again after a restart of n8n', async () => {
	const first = trigger();
	token(2 * DAY);
	expect(await first.poll()).toMatchObject([{ expiresInDays: 2 }]);
	const stored = JSON.parse(JSON.stringify(first.staticData));
	expect(await trigger({}, stored).poll()).toBeNull();
});

it.each([
	['the same token, regenerated', { expires_time: '2027-01-01T00:00:00.000Z' }],
	['another token with the same end', { token_id: 'tok_2' }],
])('tells of %s anew', async (_what, more) => {
	const { poll } = trigger();
	token(DAY);
	expect(await poll()).toHaveLength(1);
	token(20 * DAY, more);
	expect(await poll()).toBeNull();
	token(DAY, more);
	expect(await poll()).toHaveLength(1);
	expect(await poll()).toBeNull();
});

it.each([
	['12h', 13 * 3600, 12 * 3600],
	['30d', 31 * DAY, 30 * DAY],
	['90', 91 * 60, 89 * 60],
])('counts from %s', async (expiresWithin, far, near) => {
	const { poll } = trigger({ expiresWithin });
	token(far);
	expect(await poll()).toBeNull();
	token(near);
	expect(await poll()).toHaveLength(1);
});

it('never tells of a token without an end, which the editor shows all the same', async () => {
	const { poll } = trigger();
	token(undefined);
	expect(await poll()).toBeNull();
	expect(await poll('manual')).toMatchObject([{ expiresTime: null, expiresInDays: null }]);
	token(300 * DAY);
	expect(await poll('manual')).toMatchObject([{ expiresInDays: 300 }]);
	expect(await poll()).toBeNull();
});

it('says that it needs log360-server, and V2', async () => {
	b.answer([404, 404].map((status) => ({ status, body: { error: { title: 'URL Not Found' } } })));
	await expect(trigger().poll()).rejects.toThrow(/this needs log360-server/);
	await expect(poller(b.v1(), { event: 'tokenExpires' }).poll()).rejects.toThrow(
		'API V1 cannot tell when a token expires',
	);
});

it('fails loudly once the token has expired', async () => {
	b.answer(() => ({ status: 401, body: { error: { code: '1', title: 'Unauthorized' } } }));
	await expect(trigger().poll()).rejects.toThrow(/token/i);
});

it.each([
	['0', /^Expires Within must be at least 1 minutes/],
	['soon', /a number of minutes, or words such as 90m, 2h, 1d$/],
	['={{ "" }}', /Expires Within is empty/],
])('refuses %s before any call', async (expiresWithin, message) => {
	token(DAY);
	await expect(trigger({ expiresWithin }).poll()).rejects.toThrow(message);
	expect(b.seen).toHaveLength(0);
});
