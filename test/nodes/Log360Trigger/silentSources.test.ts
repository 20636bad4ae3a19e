/** The event Log Source Silent: each silence once, however often it is looked at, and the next one after a message. */
import type { INodeParameters } from 'n8n-workflow';

import { bench } from '../support/cases';
import { poller } from '../support/n8n';
import { json } from '../support/scripted';

const b = bench();
const MINUTE = 60_000;
const START = Date.parse('2026-11-02T12:00:00Z');
let now = START;
let clock: jest.SpyInstance;
beforeEach(() => {
	now = START;
	clock = jest.spyOn(Date, 'now').mockImplementation(() => now);
});
afterEach(() => clock.mockRestore());

const source = (id: number, last: number | undefined, more: object = {}) => ({
	...{ log_source_id: id, display_name: `h${id}`, status: 'enabled', log_source_group_id: 1 },
	...(last === undefined ? {} : { last_message_time: new Date(last).toISOString() }),
	...more,
});
const lists = (...sources: object[]) =>
	b.answer(() => ({
		...json({ data: { log_sources: sources } }),
		headers: { date: new Date(now).toUTCString() },
	}));
const trigger = (more: INodeParameters = {}) =>
	poller(b.v2(), { event: 'silentSource', silentFor: '30m', ...more });

it('tells a silence once, when it has lasted long enough', async () => {
	const { poll } = trigger();
	lists(source(1, START - 5 * MINUTE), source(2, START));
	expect(await poll()).toBeNull();
	now = START + 20 * MINUTE;
	expect(await poll()).toBeNull();
	now = START + 26 * MINUTE;
	expect(await poll()).toEqual([
		expect.objectContaining({
			id: '1',
			name: 'h1',
			silentSince: new Date(START - 5 * MINUTE).toISOString(),
			silentMinutes: 31,
		}),
	]);
	now = START + 29 * MINUTE;
	expect(await poll()).toBeNull();
	now = START + 31 * MINUTE;
	expect(await poll()).toMatchObject([{ id: '2' }]);
	for (let later = 1; later < 40; later += 1) {
		now += 10 * MINUTE;
		expect(await poll()).toBeNull();
	}
});

it('tells the next silence after a message', async () => {
	const { poll } = trigger();
	lists(source(1, START));
	await poll();
	now = START + 31 * MINUTE;
	expect(await poll()).toHaveLength(1);
	lists(source(1, now));
	now += 10 * MINUTE;
	expect(await poll()).toBeNull();
	now += 21 * MINUTE;
	expect(await poll()).toHaveLength(1);
});

it('tells what fell silent while nobody polled, and not what was silent before', async () => {
	const { poll } = trigger();
	lists(source(1, START - 300 * MINUTE), source(2, START));
	expect(await poll()).toBeNull();
	now = START + 600 * MINUTE;
	expect(await poll()).toMatchObject([{ id: '2' }]);
});

it('tells what was silent before where Look Back says so', async () => {
	const { poll } = trigger({ options: { lookBack: '2h' } });
	lists(source(1, START - 40 * MINUTE), source(2, START - 500 * MINUTE));
	expect(await poll()).toMatchObject([{ id: '1' }]);
});

it('looks at enabled log sources of the filters alone', async () => {
	const { poll } = trigger({
		sourceFilters: { logSourceGroups: ['1'], logSources: '1, 2, 3' },
		options: { lookBack: '1d' },
	});
	const old = START - 60 * MINUTE;
	lists(
		source(1, old),
		source(2, old, { status: 'disabled' }),
		source(3, old, { log_source_group_id: 2 }),
		source(4, old),
		source(5, undefined),
	);
	expect(await poll()).toMatchObject([{ id: '1' }]);
});

it('starts anew with another threshold', async () => {
	const first = trigger();
	lists(source(1, START));
	await first.poll();
	now = START + 31 * MINUTE;
	const second = poller(b.v2(), { event: 'silentSource', silentFor: 20 }, first.staticData);
	expect(await second.poll()).toBeNull();
});

it('fails where the server tells no times, instead of being silent itself', async () => {
	lists(source(1, undefined));
	await expect(trigger().poll()).rejects.toThrow(
		'The server does not tell when its log sources last sent a message',
	);
});

it.each([
	['0', /^Silent For must be at least 1 minutes/],
	['soon', /a number of minutes, or words such as 90m, 2h, 1d$/],
	['={{ "" }}', /Silent For is empty/],
])('refuses the threshold %s before any call', async (silentFor, message) => {
	lists();
	await expect(trigger({ silentFor }).poll()).rejects.toThrow(message);
	expect(b.seen).toHaveLength(0);
});

it('needs V2', async () => {
	const { poll } = poller(b.v1(), { event: 'silentSource' });
	await expect(poll()).rejects.toThrow('API V1 cannot tell when log sources last sent');
});

it('shows the source that fell silent last in the editor', async () => {
	lists(source(1, START - 90 * MINUTE), source(2, START - 45 * MINUTE), source(3, START));
	expect(await trigger().poll('manual')).toMatchObject([{ id: '2' }]);
});
