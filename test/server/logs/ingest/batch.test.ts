import {
	type AppendResult,
	BatchPreparer,
	type PreparedBatch,
} from '../../../../server/logs/store';
import type { LogEvent } from '../../../../server/logs/events';
import { textAt } from '../../../../server/logs/terms';
import { IngestBatch, MAX_LISTED_ERRORS, MAX_REFUSED } from '../../../../server/logs/ingest/batch';

const OPTIONS = { format: 'json', now: 1000, defaultHost: 'h' } as const;

/** A batch whose commits are answered by hand. */
function batchWith(commit: (prepared: PreparedBatch) => Promise<AppendResult>) {
	const preparer = new BatchPreparer();
	return new IngestBatch(OPTIONS, { prepare: (events) => preparer.prepare(events), commit });
}
const storing = async (prepared: PreparedBatch): Promise<AppendResult> => ({
	stored: prepared.times.length,
	dropped: 0,
});
const text = (value: string) => Buffer.from(value);

describe('IngestBatch', () => {
	it('reports refused lines by their number, blank ones counted, and keeps the good ones', async () => {
		const batch = batchWith(storing);
		await batch.push(text('{"N":1}\n\n{"N":\r\n   \n{"N":2}\r\n[]\n{"N":3}'));
		const report = await batch.end(true);
		expect(report).toMatchObject({ lines: 5, stored: 3, refused: 2, dropped: 0 });
		expect(report.errors).toEqual([
			{ line: 3, error: expect.stringContaining('not a valid JSON object') },
			{ line: 6, error: expect.stringContaining('not a valid JSON object') },
		]);
	});

	it('refuses a line that is too long and goes on after it', async () => {
		const batch = batchWith(storing);
		await batch.push(text('{"N":1}\n{"N":"'));
		for (let n = 0; n < 20; n++) await batch.push(Buffer.alloc(100_000, 'x'));
		await batch.push(text('"}\n{"N":2}\n'));
		expect(await batch.end(true)).toMatchObject({
			lines: 3,
			stored: 2,
			errors: [{ line: 2, error: expect.stringContaining('longer than the accepted') }],
		});
	});

	it('keeps the arrival beside the time of the event, and one that the line tells apart', async () => {
		const documents: string[] = [];
		const batch = batchWith((prepared) => {
			for (let at = 0; at < prepared.times.length; at++)
				documents.push(textAt(prepared.documents, at));
			return storing(prepared);
		});
		await batch.push(text('{"TIME":1700000000000}\n{"TIME":1700000000000,"ARRIVALTIME":7}\n'));
		await batch.end(true);
		expect(documents.map((document) => JSON.parse(document) as unknown)).toEqual([
			{ TIME: 1_700_000_000_000, HOSTNAME: 'h', ARRIVALTIME: 1000 },
			{ TIME: 1_700_000_000_000, HOSTNAME: 'h', ARRIVALTIME: 1000, ARRIVALTIME_2: 7 },
		]);
	});

	it('leaves a last line without end out when the bytes did not come to their own end', async () => {
		const batch = batchWith(storing);
		await batch.push(text('{"N":1}\n{"N":2}'));
		expect(await batch.end(false)).toMatchObject({ lines: 1, stored: 1 });
	});

	it('lists only so many refused lines and counts all', async () => {
		const batch = batchWith(storing);
		await batch.push(text('x\n'.repeat(MAX_LISTED_ERRORS + 9)));
		const report = await batch.end(true);
		expect(report.refused).toBe(MAX_LISTED_ERRORS + 9);
		expect(report.errors).toHaveLength(MAX_LISTED_ERRORS);
	});

	it('reads documents, header lines and records that belong together', async () => {
		const read = async (lines: string) => {
			const seen: LogEvent[] = [];
			const preparer = new BatchPreparer();
			const batch = new IngestBatch(
				{ ...OPTIONS, format: 'auto' },
				{
					prepare: (events) => {
						seen.push(...events);
						return preparer.prepare(events);
					},
					commit: storing,
				},
			);
			await batch.push(text(lines));
			const report = await batch.end(true);
			return { report, fields: seen.map(({ fields }) => fields) };
		};
		const w3c = await read(
			'#Fields: date time c-ip cs-method cs-uri-stem sc-status\n2026-11-20 10:00:00 192.0.2.1 GET /a 200\n' +
				'#Fields: date time cs-method cs-uri-stem c-ip\n2026-11-20 10:00:01 POST /b 192.0.2.2\n',
		);
		expect(w3c.report).toMatchObject({ lines: 2, stored: 2 });
		expect(w3c.fields).toMatchObject([
			{ REMOTEIP: '192.0.2.1', STATUS: 200 },
			{ REMOTEIP: '192.0.2.2', METHOD: 'POST' },
		]);
		const audit = await read(
			'type=SYSCALL msg=audit(1795168800.123:4): syscall=59\nx\ntype=EXECVE msg=audit(1795168800.123:4): a0="id"\n',
		);
		expect(audit.fields).toMatchObject([{ MESSAGE: 'x' }, { TYPE: 'SYSCALL', TYPE_2: 'EXECVE' }]);
		const list = await read(JSON.stringify({ Records: [{ N: 1 }, { N: 2 }] }, null, 2));
		expect(list.fields).toMatchObject([{ N: 1 }, { N: 2 }]);
		const xml = await read(
			"<?xml version='1.0'?>\n<Events><Event><System><Provider Name='P'/><EventID>1102</EventID><Channel>Security</Channel></System></Event>" +
				'<Event><System><EventID>4608</EventID><Channel>Security</Channel></System></Event></Events>',
		);
		expect(xml.fields).toMatchObject([{ IENAME: 'Audit log cleared' }, { EVENTID: 4608 }]);
	});

	it('counts only what the store confirmed, dropped events apart', async () => {
		const batch = batchWith(async ({ times }) => ({ stored: times.length - 1, dropped: 1 }));
		await batch.push(text('{"N":1}\n'.repeat(2_400)));
		expect(await batch.end(true)).toMatchObject({ lines: 2_400, stored: 2_397, dropped: 3 });
	});

	it('waits for the store before it takes more than four commits\u2019 worth', async () => {
		const answers: (() => void)[] = [];
		const batch = batchWith(
			({ times }) =>
				new Promise((resolve) => answers.push(() => resolve({ stored: times.length, dropped: 0 }))),
		);
		let pushed = false;
		const push = batch.push(text('{"N":1}\n'.repeat(4_000))).then(() => (pushed = true));
		await new Promise(setImmediate);
		expect([answers.length, pushed]).toEqual([4, false]);
		answers[0]?.();
		await push;
		for (const answer of answers.slice(1)) answer();
		expect(await batch.end(true)).toMatchObject({ stored: 4_000 });
	});

	it('commits long lines earlier than short ones', async () => {
		const sizes: number[] = [];
		const batch = batchWith(async (prepared) => {
			sizes.push(prepared.times.length);
			return storing(prepared);
		});
		const line = `{"N":"${'x'.repeat(1_000_000)}"}\n`;
		for (let n = 0; n < 12; n++) await batch.push(text(line));
		await batch.end(true);
		expect(sizes).toEqual([5, 5, 2]);
	});

	it('fails with the store, at the next push or at the end, and commits nothing more', async () => {
		let commits = 0;
		const batch = batchWith(async () => {
			commits++;
			throw new Error('disk full');
		});
		await batch.push(text('{"N":1}\n'.repeat(1_000)));
		await expect(
			batch.push(text('{"N":1}\n'.repeat(1_000))).then(() => batch.end(true)),
		).rejects.toThrow('disk full');
		expect(commits).toBeLessThanOrEqual(2);
		expect(batch.report()).toMatchObject({ stored: 0 });
	});

	it('takes whole lines and an empty batch', async () => {
		const batch = batchWith(storing);
		batch.pushLines(['{"N":1}', '', 'x']);
		expect(await batch.end(true)).toMatchObject({ lines: 2, stored: 1, refused: 1 });
		expect(await batchWith(storing).end(true)).toMatchObject({
			lines: 0,
			stored: 0,
			refused: 0,
			dropped: 0,
			unparsed: 0,
			cut: 0,
			errors: [],
		});
	});
});

it('is hopeless when very many lines were refused, unless as many were good', async () => {
	const tools = {
		prepare: () => ({}) as PreparedBatch,
		commit: async () => ({ stored: 0, dropped: 0 }),
	};
	const batch = new IngestBatch(OPTIONS, tools);
	const push = async (line: string, count: number) => {
		await batch.push(Buffer.from(`${line}\n`.repeat(count)));
		return batch.isHopeless;
	};
	// Lines are parsed when there are some thousands.
	expect(await push('x', MAX_REFUSED - 1)).toBe(false);
	expect(await push('x', 20_000)).toBe(true);
	expect(await push('{"N":1}', MAX_REFUSED + 50_000)).toBe(false);
	expect(await push('x', 60_000)).toBe(true);
	await batch.end(true);
});
