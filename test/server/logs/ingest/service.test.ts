import { ManualClock } from '../../../../server/platform';
import { SqliteEventStore } from '../../../../server/storage/sqlite';
import { openIngest } from '../../../../server/compose';
import {
	BatchRefusedError,
	BatchTooLargeError,
	type IngestService,
} from '../../../../server/logs/ingest/service';
import { tempFolder } from '../../../support/temp';

const NOW = Date.UTC(2026, 0, 31, 12);
const ALL = {
	query: '*',
	from: 0,
	to: 4e12,
	limit: 10_000,
	form: 'server',
	withTotal: true,
} as const;

let store: SqliteEventStore;
let service: IngestService;

beforeEach(async () => {
	store = await SqliteEventStore.open({ directory: tempFolder(), readers: 1 });
	service = openIngest({ store, clock: new ManualClock(NOW), maxBytes: 1_000_000 });
});
afterEach(async () => {
	await service.close();
	await store.close();
});

async function* bytes(...pieces: (string | Uint8Array)[]): AsyncIterable<Uint8Array> {
	for (const piece of pieces) yield typeof piece === 'string' ? Buffer.from(piece) : piece;
}

const hits = async (query = '*') =>
	JSON.parse(`[${Buffer.from((await store.search({ ...ALL, query })).hits).toString()}]`) as Record<
		string,
		unknown
	>[];

describe('IngestService', () => {
	it('takes lines that are cut anywhere, inside characters too', async () => {
		const whole = Buffer.from('{"N":1,"USERNAME":"Jürgen 日本"}\n{"N":2,"USERNAME":"😀"}\n');
		const report = await service.take(bytes(...Array.from(whole, (byte) => Uint8Array.of(byte))));
		expect(report).toMatchObject({
			lines: 2,
			stored: 2,
			refused: 0,
			dropped: 0,
			unparsed: 0,
			cut: 0,
			errors: [],
		});
		expect((await hits()).map(({ USERNAME }) => USERNAME)).toEqual(['😀', 'Jürgen 日本']);
	});

	it('frees buffers that are given to it, and no other ones', async () => {
		const line = (n: number) => {
			const text = `{"N":${n},"PAD":"${'x'.repeat(5_000)}"}\n`;
			return Buffer.from(new TextEncoder().encode(text).buffer);
		};
		const shared = Buffer.concat([line(1), line(2)]);
		const [kept, given] = [line(3), line(4)];
		expect(await service.take(bytes(kept))).toMatchObject({ stored: 1 });
		const pieces = bytes(shared.subarray(0, 2_000), shared.subarray(2_000), given);
		expect(await service.take(pieces, { givesBuffers: true })).toMatchObject({ stored: 3 });
		expect(given).toHaveLength(0);
		expect(shared).toHaveLength(2 * kept.length);
		expect((await hits()).map(({ N }) => N).sort()).toEqual([1, 2, 3, 4]);
	});

	it('takes a last line without an end, and no bytes at all', async () => {
		expect(await service.take(bytes('{"N":1}'))).toMatchObject({ lines: 1, stored: 1 });
		expect(await service.take(bytes())).toMatchObject({ lines: 0, stored: 0 });
	});

	it('leaves the torso out when the sender fails, and keeps what was committed', async () => {
		const line = (n: number) => `{"N":${n}}\n`;
		async function* failing() {
			yield Buffer.from(Array.from({ length: 30_000 }, (_, n) => line(n)).join(''));
			yield Buffer.from('{"N":30000}\n{"N":300');
			throw new Error('gone');
		}
		await expect(service.take(failing())).rejects.toThrow('gone');
		// A batch that starts later is durable later: what the first one had under way is settled by then.
		await service.take(bytes('{"LAST":1}\n'));
		const numbers = (await hits('N = *')).map(({ N }) => N as number);
		expect(numbers.every((n) => n < 30_000)).toBe(true);
		expect(await store.count()).toBe((await store.search({ ...ALL, withTotal: true })).total);
	});

	it('stops at the limit and says what is stored and where to go on', async () => {
		const line = `{"HOSTNAME":"h","PAD":"${'x'.repeat(1000)}"}\n`;
		const error: unknown = await service
			.take(bytes(...Array<string>(2_000).fill(line)))
			.catch((reason: unknown) => reason);
		expect(error).toBeInstanceOf(BatchTooLargeError);
		const { limit, report } = error as BatchTooLargeError;
		expect(limit).toBe(1_000_000);
		expect(report.lines).toBe(report.stored);
		expect(report.lines * line.length).toBeLessThanOrEqual(limit);
		expect(await store.count()).toBe(report.stored);
	});

	it('does not read a batch on of which very many lines are refused, and says what is stored', async () => {
		const nonsense = 'x\n'.repeat(10_000);
		const error: unknown = await service
			.take(bytes('{"N":1}\n', ...Array<string>(40).fill(nonsense), '{"N":2}\n'), {
				format: 'json',
			})
			.catch((reason: unknown) => reason);
		expect(error).toBeInstanceOf(BatchRefusedError);
		const { message, report, nextLine } = error as BatchRefusedError;
		expect(report.stored).toBe(1);
		expect(report.refused).toBeGreaterThanOrEqual(100_000);
		expect(report.refused).toBeLessThan(300_000);
		expect(nextLine).toBe(report.lines + 1);
		expect(message).toMatch(
			/^\d{6} of \d{6} lines were refused, line 2 as .+; is the format right\?$/,
		);
		expect(await store.count()).toBe(1);
	});

	it('keeps batches apart that are taken side by side', async () => {
		const batch = (b: number) =>
			Array.from({ length: 500 }, (_, n) => (n % 50 === 7 ? 'x{\n' : `{"B":${b},"N":${n}}\n`));
		const reports = await Promise.all(
			[0, 1, 2, 3].map((b) => service.take(bytes(...batch(b)), { format: 'json' })),
		);
		for (const report of reports) {
			expect(report).toMatchObject({ lines: 500, stored: 490, refused: 10 });
			expect(report.errors.map(({ line }) => line)).toEqual(
				Array.from({ length: 10 }, (_, n) => n * 50 + 8),
			);
		}
		for (const b of [0, 1, 2, 3]) expect(await hits(`B = ${b}`)).toHaveLength(490);
	});

	it('keeps what the store lists complete although two threads report to it', async () => {
		const user = (n: number) => ({ time: NOW, fields: { HOSTNAME: 'h', USERNAME: `user${n}` } });
		const lines = (from: number, to: number) =>
			bytes(...Array.from({ length: to - from }, (_, n) => `{"USERNAME":"user${from + n}"}\n`));
		await service.take(lines(0, 300));
		await store.append(Array.from({ length: 300 }, (_, n) => user(n + 100)));
		expect(await store.fieldValues('USERNAME')).toHaveLength(400);
		await store.append(Array.from({ length: 200 }, (_, n) => user(n + 400)));
		expect(await store.fieldValues('USERNAME')).toBeUndefined();
		await service.take(lines(600, 700));
		expect(await store.fieldValues('USERNAME')).toBeUndefined();
		expect(await hits('USERNAME = *99')).toHaveLength(7 + 2);
	});

	it('passes format, host, year and zone on', async () => {
		await service.take(bytes('Jan  5 10:00:00 sshd[1]: hello\n'), {
			format: 'syslog',
			year: 2020,
			timeZone: 120,
		});
		expect(await hits()).toMatchObject([{ TIME: Date.UTC(2020, 0, 5, 8) }]);
		await service.take(bytes('{"N":1}\n'), { host: 'my-host' });
		expect(await hits('N = 1')).toMatchObject([{ HOSTNAME: 'my-host', TIME: NOW }]);
	});

	it('takes whole lines from listeners', async () => {
		expect(await service.lines(['{"N":1}', '', '{"N":'], { format: 'json' })).toMatchObject({
			lines: 2,
			stored: 1,
			refused: 1,
		});
		expect(await service.lines([])).toMatchObject({ lines: 0, stored: 0 });
	});

	it('fails when the store has stopped, instead of waiting', async () => {
		await store.close();
		await expect(service.take(bytes('{"N":1}\n'))).rejects.toThrow();
	});
});
