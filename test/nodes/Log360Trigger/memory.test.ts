/** What the trigger keeps in the static data of the workflow: its form, its bounds, and what of older or damaged ones becomes. */
import type { IDataObject } from 'n8n-workflow';

import {
	commit,
	isLedger,
	nextWindow,
	type Ledger,
	type Sighting,
} from '../../../nodes/Log360Trigger/ledger';
import { bench } from '../support/cases';
import { poller } from '../support/n8n';
import { json } from '../support/scripted';

const b = bench();
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const NOW = Date.UTC(2026, 10, 23, 12);
const alert = (name: string, time = Date.now()) => ({ TIME: time, HOSTNAME: name });
const hits = (...list: object[]) => [json({ data: { hits: list } })];
const memoryOf = (staticData: IDataObject) => (staticData['node:Trigger'] ?? {}) as IDataObject;

describe('isLedger', () => {
	const good: Ledger = { upTo: 1, forgottenBefore: 0, skew: -5, seen: { a: [1, 2] } };

	it.each<[string, unknown]>([
		['a ledger', good],
		['an empty one', { ...good, seen: {} }],
		['one from JSON', JSON.parse(JSON.stringify(good))],
		['one with a key of a later version', { ...good, version: 2 }],
	])('accepts %s', (_what, stored) => {
		expect(isLedger(stored)).toBe(true);
	});

	it.each<[string, unknown]>([
		['nothing', undefined],
		['null', null],
		['text', 'ledger'],
		['a list', []],
		['an object without keys', {}],
		['no time', { ...good, upTo: undefined }],
		['a time that JSON could not hold', { ...good, upTo: null }],
		['a time as text', { ...good, forgottenBefore: '0' }],
		['no skew', { upTo: 1, forgottenBefore: 0, seen: {} }],
		['no sightings', { ...good, seen: undefined }],
		['sightings as a list of IDs', { ...good, seen: ['a', 'b'] }],
		['sightings as times alone', { ...good, seen: { a: 5 } }],
		['sightings without a time', { ...good, seen: { a: [1, null] } }],
	])('takes %s for none', (_what, stored) => {
		expect(isLedger(stored)).toBe(false);
	});
});

describe('static data', () => {
	it('holds the filters and the ledger, and nothing of the records', async () => {
		b.answer(hits(alert('SECRET-HOST')));
		const { poll, staticData } = poller(b.v2(), { event: 'newAlert', outputFields: 'raw' });
		await poll();
		const memory = memoryOf(staticData);
		expect(Object.keys(memory).sort()).toEqual(['ledger', 'server', 'watching']);
		expect(memory.server).toEqual({ byRaisedTime: false });
		expect(Object.keys(memory.ledger as object).sort()).toEqual([
			'forgottenBefore',
			'seen',
			'skew',
			'upTo',
		]);
		expect(JSON.stringify(staticData)).not.toContain('SECRET-HOST');
	});

	it.each<[string, unknown]>([
		['an older version', { lastPoll: 1_700_000_000_000 }],
		['a version without skew', { ledger: { upTo: 1, forgottenBefore: 0, seen: {} } }],
		['damaged text', { ledger: 'x' }],
		[
			'a ledger of sightings without counts',
			{ ledger: { upTo: 1, forgottenBefore: 0, skew: 0, seen: { a: 1 } } },
		],
	])('of %s starts anew, without an error and without a flood', async (_what, memory) => {
		b.answer(hits(alert('before', Date.now() - MINUTE)));
		const first = poller(b.v2(), { event: 'newAlert', outputFields: 'raw' });
		await first.poll();
		const watching = memoryOf(first.staticData).watching as string;
		const stored = { 'node:Trigger': { watching, ...(memory as IDataObject) } };
		const { poll, staticData } = poller(b.v2(), { event: 'newAlert', outputFields: 'raw' }, stored);
		expect(await poll()).toBeNull();
		expect(isLedger(memoryOf(staticData).ledger)).toBe(true);
		b.answer(hits(alert('new'), alert('before', Date.now() - MINUTE)));
		expect((await poll())?.map(({ HOSTNAME }) => HOSTNAME)).toContain('new');
	});

	it.each<[string, object, object]>([
		['the field names', { options: {} }, { options: { fieldNames: 'client' } }],
		['the query', { alertFilters: { query: 'A = 1' } }, { alertFilters: { query: 'A = 2' } }],
		['the profiles', { alertFilters: {} }, { alertFilters: { profiles: ['7'] } }],
	])(
		'starts anew when %s change, so that nothing known is emitted again',
		async (_what, before, after) => {
			b.answer(hits(alert('known')));
			const data: IDataObject = {};
			await poller(b.v2(), { event: 'newAlert', outputFields: 'raw', ...before }, data).poll();
			b.answer(hits({ Time: new Date().toISOString(), 'Host Name': 'known' }));
			expect(
				await poller(b.v2(), { event: 'newAlert', outputFields: 'raw', ...after }, data).poll(),
			).toBeNull();
		},
	);

	it('starts anew when the credential changes to the other generation, whose records look different', async () => {
		b.answer(hits(alert('known')));
		const data: IDataObject = {};
		await poller(b.v2(), { event: 'newAlert', outputFields: 'raw' }, data).poll();
		b.answer([json({ results: { hits: [{ Time: '2026-11-23 12:00:00', Device: 'known' }] } })]);
		expect(
			await poller(b.v1(), { event: 'newAlert', outputFields: 'raw' }, data).poll(),
		).toBeNull();
	});

	it.each<[string, object]>([
		['Late Arrivals', { options: { overlap: 30 } }],
		['Look Back', { options: { lookBack: 60 } }],
		['the name of the workflow', {}],
	])('goes on when only %s changes', async (_what, after) => {
		const known = alert('known', Date.now() - MINUTE);
		b.answer(hits(known));
		const data: IDataObject = {};
		await poller(b.v2(), { event: 'newAlert', outputFields: 'raw' }, data).poll();
		b.answer(hits(alert('new'), known));
		const found = await poller(
			b.v2(),
			{ event: 'newAlert', outputFields: 'raw', ...after },
			data,
		).poll();
		expect(found?.map(({ HOSTNAME }) => HOSTNAME)).toEqual(['new']);
	});

	it('stays as it was when a poll fails, whatever the reason', async () => {
		b.answer(hits(alert('known')));
		const { poll, staticData } = poller(b.v2(), { event: 'newAlert', outputFields: 'raw' });
		await poll();
		const before = JSON.stringify(staticData);
		for (const reply of [
			{ status: 401, body: { error: { code: '1', title: 'Unauthorized' } } },
			{ status: 500, body: 'oops' },
			{ body: 'no JSON' },
			json({ data: { something: 'else' } }),
			{ reset: true },
		]) {
			b.answer([reply]);
			await expect(poll()).rejects.toThrow();
			expect(JSON.stringify(staticData)).toBe(before);
		}
	});
});

describe('the bounds of the ledger', () => {
	const OVERLAP = 10 * MINUTE;
	const sighting = (fingerprint: string, time: number): Sighting<string> => ({
		fingerprint,
		time,
		record: fingerprint,
	});
	/** Polls every minute; each sees what the server shows at that time. */
	function polls(count: number, shown: (now: number) => Array<Sighting<string>>) {
		let ledger: Ledger | undefined;
		const emitted: string[] = [];
		const sizes: number[] = [];
		for (let poll = 0; poll < count; poll += 1) {
			const now = NOW + poll * MINUTE;
			const window = nextWindow(ledger, now, OVERLAP);
			const inside = shown(now).filter(({ time }) => time >= window.from && time <= window.to);
			const result = commit(ledger, window, inside, now, 0, OVERLAP);
			ledger = result.ledger;
			emitted.push(...result.emit.map(({ record }) => record));
			sizes.push(Object.keys(ledger.seen).length);
		}
		return { ledger, emitted, sizes };
	}

	it('holds no more than twice the overlap of records, however long it runs', () => {
		const { emitted, sizes } = polls(500, (now) =>
			Array.from({ length: 30 }, (_, minute) =>
				sighting(`r${(now - NOW) / MINUTE - minute}`, now - minute * MINUTE),
			),
		);
		expect(Math.max(...sizes)).toBeLessThanOrEqual(21);
		expect(emitted).toHaveLength(499);
		expect(new Set(emitted).size).toBe(499);
	});

	it('emits a record without a time of its own once, as long as the server shows it', () => {
		const { emitted } = polls(200, (now) => (now === NOW ? [] : [sighting('job', now)]));
		expect(emitted).toEqual(['job']);
	});

	it('forgets such a record when the server shows it no more', () => {
		const { ledger } = polls(100, (now) => (now < NOW + 10 * MINUTE ? [sighting('job', now)] : []));
		expect(ledger?.seen).toEqual({});
	});

	it('emits a record that is stamped ahead of time once', () => {
		const ahead = NOW + 3 * 60 * MINUTE;
		const { emitted } = polls(400, (now) => (now === NOW ? [] : [sighting('ahead', ahead)]));
		expect(emitted).toEqual(['ahead']);
	});

	it('leaves a record that is stamped more than a day ahead until its day', () => {
		const ahead = NOW + 2 * DAY;
		const { emitted } = polls(10, () => [sighting('far ahead', ahead)]);
		expect(emitted).toEqual([]);
	});

	it('emits records in the order of their times, whatever the order of the server', () => {
		const names = ['c', 'a', 'b'];
		const { emitted } = polls(2, (now) =>
			now === NOW
				? []
				: names.map((name) =>
						sighting(name, now - 'abc'.indexOf('c') * MINUTE + 'abc'.indexOf(name) * 1000),
					),
		);
		expect(emitted).toEqual(['a', 'b', 'c']);
	});

	it('never moves its place back', () => {
		let ledger: Ledger | undefined;
		let last = 0;
		for (const now of [NOW, NOW - DAY, NOW + MINUTE, NOW - 5, NOW + 2 * MINUTE]) {
			ledger = commit(ledger, nextWindow(ledger, now, OVERLAP), [], now, 0, OVERLAP).ledger;
			expect(ledger.upTo).toBeGreaterThanOrEqual(last);
			last = ledger.upTo;
		}
	});
});
