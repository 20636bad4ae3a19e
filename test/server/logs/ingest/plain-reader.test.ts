/** Lines that are documents already: read where they stand, to the very events and batches that parsing makes of them. */
import fc from 'fast-check';
import { type LogEvent, PlainEvent } from '../../../../server/logs/events';
import { IngestBatch, type BatchTools } from '../../../../server/logs/ingest/batch';
import { plainArrival, PlainReader } from '../../../../server/logs/ingest/plain-reader';
import { parseLine, type ParseOptions } from '../../../../server/logs/ingest/parse-line';
import { BatchPreparer, type PreparedBatch } from '../../../../server/logs/store';
import { unpacked } from '../../../../server/logs/terms';
import { runs } from '../../../support/runs';

const NOW = Date.UTC(2026, 10, 20);
const OPTIONS: ParseOptions = { format: 'auto', now: NOW, defaultHost: 'unknown' };

const read = (line: string | Buffer) => {
	const bytes = Buffer.from(line as string);
	return new PlainReader().read(bytes, 0, bytes.length, plainArrival(NOW));
};

/** The event that parsing makes of a line. */
function parsedOf(line: string) {
	const parsed = parseLine(line, OPTIONS);
	if (!parsed.ok) throw new Error(parsed.error);
	const { time, fields } = parsed.event;
	return { time, fields: { ...fields, ARRIVALTIME: NOW } };
}

const HEAD = '{"TIME":1795168800123,"HOSTNAME":"web01"';

describe('PlainReader', () => {
	it.each([
		[`${HEAD}}`, 'nothing else'],
		[`${HEAD},"A":"","B":0,"C":-12,"D":true,"E":false,"F":0.5,"G":-3.25}`, 'scalars'],
		[`${HEAD},"MESSAGE":"a\\"b\\\\c\\b\\f\\n\\r\\t\u007f/d"}`, 'escapes'],
		[`${HEAD},"MESSAGE":"İ ς 😀 \u2028\ufeff"}`, 'characters beyond ASCII'],
		['{"TIME":1795168800123,"A_1":"x","HOSTNAME":"Ä\\tb"}', 'the host anywhere'],
	])('reads %s (%s)', (line) => {
		const event = read(line);
		expect(event).toBeInstanceOf(PlainEvent);
		const { time, fields } = event!;
		expect({ time, fields }).toEqual(parsedOf(line));
		expect(Object.keys(fields)).toEqual(Object.keys(parsedOf(line).fields));
		expect(event!.host).toBe(fields['HOSTNAME']);
	});

	it.each([
		['{"TIME":1795168800123,"A":"x"}', 'no host'],
		['{"TIME":1795168800123,"HOSTNAME":5}', 'a host that is no text'],
		['{"TIME":1795168800,"HOSTNAME":"h"}', 'a time in seconds'],
		['{"TIME":0795168800123,"HOSTNAME":"h"}', 'a number that is none'],
		['{"TIME":9007199254740,"HOSTNAME":"h"}', 'a time that has no ids'],
		['{"TIME":1795168800123.5,"HOSTNAME":"h"}', 'a time with a fraction'],
		['{"HOSTNAME":"h","TIME":1795168800123}', 'a time that is not first'],
		[` ${HEAD}}`, 'white space before it'],
		[`${HEAD}} `, 'white space behind it'],
		[`${HEAD}, "A":1}`, 'white space inside'],
		[`${HEAD},"a":1}`, 'a name in lower case'],
		[`${HEAD},"_A":1}`, 'a name that is turned into another'],
		[`${HEAD},"A":1,"A":2}`, 'a name twice'],
		[`${HEAD},"TIME":1}`, 'a second time'],
		[`${HEAD},"ARRIVALTIME":1}`, 'an arrival of its own'],
		[`${HEAD},"${'A'.repeat(65)}":1}`, 'a long name'],
		[`${HEAD},"A":null}`, 'null'],
		[`${HEAD},"A":[1]}`, 'a list'],
		[`${HEAD},"A":{"B":1}}`, 'an object'],
		[`${HEAD},"A":01}`, 'a leading zero'],
		[`${HEAD},"A":-0}`, 'minus zero'],
		[`${HEAD},"A":1.0}`, 'a fraction of zero'],
		[`${HEAD},"A":1e5}`, 'an exponent'],
		[`${HEAD},"A":0.0000001}`, 'a number that is written with one'],
		[`${HEAD},"A":1234567890123456}`, 'many digits'],
		[`${HEAD},"A":"\\u0041"}`, 'an escape that nobody needs'],
		[`${HEAD},"A":"\\/"}`, 'another one'],
		[`${HEAD},"A":"\t"}`, 'a control character'],
		[`${HEAD},"A":"x}`, 'a string without end'],
		[`${HEAD},"A":"x\\"}`, 'an escaped end'],
		[`${HEAD},"A":tru}`, 'a word that is none'],
		[`${HEAD},"A":}`, 'no value'],
		[`${HEAD},}`, 'no name'],
		[`${HEAD}`, 'no end'],
		[`${HEAD},"A":"${'x'.repeat(17_000)}"}`, 'a long line'],
	])('leaves %s to others: %s', (line) => expect(read(line)).toBeUndefined());

	it('leaves bytes that are no UTF-8 to others', () => {
		const bytes = Buffer.from(`${HEAD},"A":"xx"}`);
		bytes[bytes.length - 3] = 0xff;
		expect(read(bytes)).toBeUndefined();
	});

	it('goes on with names when very many came', () => {
		const reader = new PlainReader();
		const arrival = plainArrival(NOW);
		for (let n = 0; n < 12_000; n++) {
			const line = Buffer.from(`${HEAD},"N${n}":${n},"M${n % 7}":"x"}`);
			const event = reader.read(line, 0, line.length, arrival);
			expect(event?.value(1)).toBe(n);
			expect(event?.line.shape.keys.map(({ name }) => name)).toEqual([
				'HOSTNAME',
				`N${n}`,
				`M${n % 7}`,
			]);
		}
	});
});

const name = fc.constantFrom('LOGTYPE', 'DEVICEIP', 'MESSAGE', 'EVENTID', 'USER', 'A', 'B_2', 'N');
const words = fc
	.array(
		fc.constantFrom(
			'root',
			'Root',
			'0200',
			'10.0.0.1',
			'-',
			' ',
			'\\',
			'"',
			'\n',
			'\t',
			'é',
			'ς',
			'😀',
			'w'.repeat(119),
		),
		{ maxLength: 8 },
	)
	.map((pieces) => pieces.join(''));
const value = fc.oneof(
	words,
	fc.string({ unit: 'binary', maxLength: 6 }),
	fc.integer({ min: -30, max: 30 }),
	fc.integer(),
	fc.double(),
	fc.boolean(),
);
const canonical = fc
	.tuple(
		fc.integer({ min: NOW - 9e8, max: NOW }),
		fc.constantFrom('web01', 'WEB01', 'db', '', 'ä"'),
		fc.dictionary(name, value, { maxKeys: 6 }),
		fc.option(fc.constantFrom('', 'x ', 'x', '<5>\\', 'é ', '"')),
	)
	.map(([TIME, HOSTNAME, fields, head]) => {
		const raw = head === null ? {} : { RAWLOG: `${head}${String(fields['MESSAGE'] ?? 'm')}` };
		return JSON.stringify({ TIME, HOSTNAME, ...fields, ...raw });
	});
const splice = fc.constantFrom(
	...[
		'"',
		'\\',
		',',
		':',
		'{',
		'}',
		' ',
		'\\u0041',
		'\\/',
		'\\ud83d',
		'1.0',
		'-0',
		'1e5',
		'null',
		'[1]',
		'{"a":1}',
	],
	...[
		'"A":1,',
		'"TIME":1,',
		'"ARRIVALTIME":5,',
		'"a.b":1,',
		'\t',
		'\u0000',
		'é',
		'12345678901234567890',
	],
);
/** A line, and where in it what is put in the place of how many bytes. */
const damaged = fc
	.tuple(canonical, fc.nat(), fc.nat({ max: 3 }), fc.oneof(splice, fc.uint8Array({ maxLength: 2 })))
	.map(([line, at, cut, put]) => {
		const bytes = Buffer.from(line);
		const from = at % bytes.length;
		return Buffer.concat([
			bytes.subarray(0, from),
			Buffer.from(put as string),
			bytes.subarray(from + cut),
		]);
	});
const line = fc
	.oneof(
		{ weight: 3, arbitrary: canonical.map((text) => Buffer.from(text)) },
		{ weight: 2, arbitrary: damaged },
		{
			weight: 1,
			arbitrary: fc
				.constantFrom('<34>Nov 20 10:00:00 h sshd[1]: x', 'plain', '')
				.map((text) => Buffer.from(text)),
		},
	)
	// Line ends are what divides lines.
	.map((bytes) => bytes.map((byte) => (byte === 10 || byte === 13 ? 32 : byte)));

/** Tools that keep what was prepared. */
function keeping(preparer: BatchPreparer) {
	const batches: PreparedBatch[] = [];
	const events: LogEvent[] = [];
	const tools: BatchTools = {
		prepare: (parsed) => {
			const batch = preparer.prepare(parsed);
			batches.push(batch);
			events.push(...parsed.map(({ time, fields }) => ({ time, fields })));
			return batch;
		},
		commit: () => Promise.resolve({ stored: 0, dropped: 0 }),
		// As a thread does it: whoever reads bytes after that reads other ones.
		release: (chunk) => void chunk.fill(0x78),
	};
	return { batches, events, tools };
}

describe('a batch of bytes', () => {
	it('is prepared by whichever preparer, though all batches know the same names', async () => {
		for (const user of ['ann', 'bob', 'carl']) {
			const { batches, tools } = keeping(new BatchPreparer());
			const batch = new IngestBatch(OPTIONS, tools);
			await batch.push(Buffer.from(`${HEAD},"USER":"${user} ${user}2"}`.padEnd(300)));
			await batch.push(Buffer.from(`\n${HEAD},"USER":"${user} ${user}2"}\n`));
			await batch.end(true);
			const terms = `@ hostname=web01 ~web01 user=${user}\u00a0${user}2 ~${user} ~${user}2`;
			const all = unpacked(batches[0]!.terms);
			expect(all).toEqual([
				`${terms} arrivaltime=${NOW} ~${NOW}`,
				`${terms} arrivaltime=${NOW} ~${NOW}`,
			]);
		}
	});

	it('lets go of bytes once the events in them are committed', async () => {
		const lines = Array.from(
			{ length: 5_000 },
			(_, n) => `${HEAD},"N":${n},"S":"${'s'.repeat(n % 90)}"}`,
		);
		const whole = Buffer.from(lines.join('\n'));
		for (const size of [100, 3_000, 70_000, 400_000]) {
			const { batches, tools } = keeping(new BatchPreparer());
			const released: Uint8Array[] = [];
			const batch = new IngestBatch(OPTIONS, {
				...tools,
				release: (chunk) => {
					tools.release?.(chunk);
					released.push(chunk);
				},
			});
			let pushes = 0;
			for (let at = 0; at < whole.length; at += size, pushes++)
				await batch.push(Buffer.from(whole.subarray(at, at + size)));
			await batch.end(true);
			const documents = batches.flatMap((each) => unpacked(each.documents));
			expect(documents).toEqual(lines.map((each) => `${each.slice(0, -1)},"ARRIVALTIME":${NOW}}`));
			expect(released.length).toBe(pushes);
		}
	});

	it('becomes what the same lines become when all of them are parsed, in their order', async () => {
		const [preparer, other] = [new BatchPreparer(), new BatchPreparer()];
		const key = { key: 'k', at: NOW };
		const property = fc.asyncProperty(fc.array(line, { maxLength: 12 }), async (lines) => {
			const [bytes, texts] = [keeping(preparer), keeping(other)];
			const whole = Buffer.concat([
				Buffer.from(`${HEAD}}`),
				...lines.flatMap((each) => [Buffer.from('\n'), each]),
			]);
			const batch = new IngestBatch(OPTIONS, bytes.tools, key);
			for (let at = 0; at < whole.length; at += 300)
				await batch.push(Buffer.from(whole.subarray(at, at + 300)));
			const report = await batch.end(true);
			const parsing = new IngestBatch(OPTIONS, texts.tools, key);
			parsing.pushLines([`${HEAD}}`, ...lines.map((each) => Buffer.from(each).toString())]);
			const expected = await parsing.end(true);
			expect({ ...report, lines: 0 }).toEqual({ ...expected, lines: 0 });
			expect(bytes.batches).toEqual(texts.batches);
			expect(bytes.events).toEqual(texts.events);
		});
		await fc.assert(property, { numRuns: runs(400), endOnFailure: true });
	});
});
