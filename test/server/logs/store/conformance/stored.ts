/** What becomes of events that are stored: values, order, ends of time, limits, sources that are off. */
import type { LogEvent } from '../../../../../server/logs/events';
import { TOTAL_LIMIT } from '../../../../../server/logs/store/store';
import { OracleStore } from '../../../../support/oracle-store';
import { tempFolder } from '../../../../support/temp';
import { T0 } from '../corpus';
import {
	ALL,
	expectSame,
	hitsOf,
	idsOf,
	page,
	textOf,
	type Open,
	type StoreHarness,
} from './harness';

/** Declares that part of the suite. */
export function describeStored(opened: Open, harness: StoreHarness): void {
	it('keeps any text and any finite number as they are', async () => {
		const store = await opened();
		const values = [
			'',
			' ',
			'日本語',
			'😀',
			'ÄÖÜß',
			'a\u0000b',
			'"\\/\b\f\n\r\t',
			'\u2028\u2029',
			'\ud83d',
			'</script>',
			"'; DROP TABLE event; --",
		];
		const numbers = [0, -1, 1.5, 1e21, 1e-7, 2 ** 53];
		const fields: Record<string, string | number | boolean> = {
			HOSTNAME: 'h',
			YES: true,
			NO: false,
		};
		values.forEach((value, index) => (fields[`TEXT_${index}`] = value));
		numbers.forEach((value, index) => (fields[`NUMBER_${index}`] = value));
		await store.append([{ time: T0, fields }]);
		for (const form of ['server', 'client'] as const) {
			const { hits } = await page(store, { ...ALL, form });
			const hit = JSON.parse(textOf(hits)) as Record<string, unknown>;
			expect(Object.values(hit)).toEqual([
				form === 'server' ? T0 : new Date(T0).toISOString(),
				...Object.values(fields),
			]);
		}
	});

	it('orders by time whatever the order of arrival, and by arrival within a millisecond', async () => {
		const store = await opened();
		const times = [5, 3, 9, 3, 0, 9, 7, 3];
		await store.append(
			times.slice(0, 4).map((time, n) => ({ time, fields: { HOSTNAME: 'h', N: n } })),
		);
		await store.append(
			times.slice(4).map((time, n) => ({ time, fields: { HOSTNAME: 'h', N: n + 4 } })),
		);
		expect((await hitsOf(store, ALL)).map(({ N }) => N)).toEqual([5, 2, 6, 0, 7, 3, 1, 4]);
	});

	it('keeps thousands of events of one millisecond, each once, in their order', async () => {
		const store = await opened();
		const event = (time: number, n: number): LogEvent => ({
			time,
			fields: { HOSTNAME: 'h', N: n },
		});
		await store.append([event(T0 + 1, -1), event(T0 + 5, -2)]);
		const burst = Array.from({ length: 2_500 }, (_, n) => event(T0, n));
		await store.append(burst.slice(0, 1_200));
		await store.append(burst.slice(1_200));
		await store.append([event(T0 + 1, -3)]);
		const numbers = (await hitsOf(store, ALL)).map(({ N }) => N as number);
		expect(numbers).toHaveLength(2_503);
		expect(new Set(numbers).size).toBe(2_503);
		expect(numbers.filter((n) => n >= 0)).toEqual(burst.map((_, n) => 2_499 - n));
		const ids = await idsOf(store, ALL);
		expect([...ids].sort((a, b) => b - a)).toEqual([...ids]);
		expect(new Set(ids).size).toBe(2_503);
	});

	it('takes events at both ends of time', async () => {
		const store = await opened();
		const last = 9_007_199_254_739;
		const events = [0, 0, last, last].map((time, n) => ({
			time,
			fields: { HOSTNAME: 'h', N: n },
		}));
		await store.append(events);
		await store.append(
			Array.from({ length: 2_100 }, (_, n) => ({
				time: last,
				fields: { HOSTNAME: 'h', N: n + 4 },
			})),
		);
		const hits = await hitsOf(store, ALL);
		expect(new Set(hits.map(({ N }) => N)).size).toBe(2_104);
		expect(hits.slice(-2).map(({ N }) => N)).toEqual([1, 0]);
		expect(await store.maxId()).toBeLessThanOrEqual(Number.MAX_SAFE_INTEGER);
	});

	it('counts to the documented limit at least, and never too many', async () => {
		const store = await opened();
		const size = TOTAL_LIMIT.read + 5;
		await store.append(
			Array.from({ length: size }, (_, n) => ({
				time: T0 + n,
				fields: { HOSTNAME: 'h', N: n, MESSAGE: 'one two' },
			})),
		);
		for (const query of ['*', 'HOSTNAME = h']) {
			expect(await page(store, { ...ALL, query, limit: 3 })).toMatchObject({
				count: 3,
				more: true,
				total: size,
			});
		}
		// A phrase has to be read to be found.
		const query = 'MESSAGE = "one two"';
		const lowerBound = await page(store, { ...ALL, query, limit: 3 });
		expect(lowerBound).toMatchObject({ count: 3, more: true });
		expect([TOTAL_LIMIT.read, size]).toContain(lowerBound.total);
		expect((await page(store, { ...ALL, query, limit: 3, from: T0 + 6 })).total).toBe(
			TOTAL_LIMIT.read - 1,
		);
		const large = await page(store, { ...ALL, query, limit: TOTAL_LIMIT.read + 1 });
		expect(large).toMatchObject({ count: TOTAL_LIMIT.read + 1, more: true });
		expect(large.total).toBeLessThanOrEqual(size);
		expect(large.total).toBeGreaterThanOrEqual(TOTAL_LIMIT.read);
	});

	it('answers the same whether it lists a field\u2019s values or gave up on them', async () => {
		const store = await opened();
		const oracle = new OracleStore();
		const add = async (from: number, to: number) => {
			const events = Array.from({ length: to - from }, (_, n) => ({
				time: T0 + from + n,
				fields: {
					HOSTNAME: 'h',
					USERNAME: `user${from + n}`,
					REMOTEIP: `10.0.${(from + n) >> 8}.${(from + n) & 255}`,
					PORT: from + n,
				},
			}));
			await store.append(events);
			oracle.append(events);
		};
		const same = async () => {
			for (const query of [
				'USERNAME = *99*',
				'USERNAME > "user30"',
				'PORT >= 500',
				'PORT < 7 OR PORT = 513',
				'REMOTEIP = 10.0.1.0/25',
				'NOT USERNAME = *1*',
				'USERNAME = ?ser?',
			]) {
				await expectSame(store, oracle, { ...ALL, query });
			}
		};
		await add(0, 512);
		expect(new Set(await store.fieldValues('USERNAME'))).toHaveProperty('size', 512);
		await same();
		await add(511, 514);
		expect(await store.fieldValues('USERNAME')).toBeUndefined();
		expect(await store.fieldValues('PORT')).toBeUndefined();
		await same();
		await add(514, 700);
		expect(await store.fieldValues('USERNAME')).toBeUndefined();
		await same();
		const long = { time: T0, fields: { HOSTNAME: 'h', AGENT: 'x'.repeat(200) } };
		await store.append([long]);
		oracle.append([long]);
		expect(await store.fieldValues('AGENT')).toBeUndefined();
		await expectSame(store, oracle, { ...ALL, query: 'AGENT = *xx' });
	});

	it('drops the events of disabled sources and says how many', async () => {
		const directory = tempFolder();
		const store = await opened(directory);
		const event = (host: string): LogEvent => ({
			time: T0,
			fields: { HOSTNAME: host, LOGTYPE: 'Unix' },
		});
		await store.append([event('on'), event('off')]);
		await harness.disableSource(directory, 'off');
		expect(await store.append([event('on'), event('OFF'), event('off')])).toEqual({
			stored: 1,
			dropped: 2,
		});
		expect((await hitsOf(store, ALL)).map(({ HOSTNAME }) => HOSTNAME).sort()).toEqual([
			'off',
			'on',
			'on',
		]);
		expect(await store.count()).toBe(3);
		expect((await store.sources()).map(({ name: host, enabled }) => [host, enabled])).toEqual([
			['on', true],
			['off', false],
		]);
	});
}
