/** Cutting byte streams into lines. */

import fc from 'fast-check';
import {
	LineSplitter,
	SyslogStreamSplitter,
	type FrameSink,
} from '../../../../server/logs/ingest/framing';

class Recorder implements FrameSink {
	readonly frames: string[] = [];
	readonly errors: string[] = [];
	/** Both in order; errors start with `!`. */
	readonly all: string[] = [];

	frame(text: string): void {
		this.frames.push(text);
		this.all.push(text);
	}

	refused(error: string): void {
		this.errors.push(error);
		this.all.push(`!${error}`);
	}
}

type Splitter = typeof LineSplitter | typeof SyslogStreamSplitter;

/** Feeds `bytes` cut at the given places; each chunk is overwritten afterwards, as a socket's buffer may be. */
function feed(
	Splitter: Splitter,
	bytes: Uint8Array,
	cuts: readonly number[],
	maxLineBytes = 64,
): Recorder {
	const recorder = new Recorder();
	const splitter = new Splitter({ maxLineBytes }, recorder);
	const places = [...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length].sort(
		(a, b) => a - b,
	);
	let from = 0;
	for (const to of places) {
		const chunk = Uint8Array.from(bytes.subarray(from, to));
		splitter.push(chunk);
		chunk.fill(0x0a);
		from = to;
	}
	splitter.end();
	return recorder;
}

const lines = (text: string, max?: number) => feed(LineSplitter, Buffer.from(text), [], max);
const syslog = (text: string, max?: number) =>
	feed(SyslogStreamSplitter, Buffer.from(text), [], max);
const everyByte = (bytes: Uint8Array) => Array.from(bytes.keys());

describe('LineSplitter', () => {
	it.each([
		['a\nb\n', ['a', 'b']],
		['a\r\nb', ['a', 'b']],
		['a\n\n\nb', ['a', '', '', 'b']],
		['', []],
		['\n', ['']],
		['a\rb\n', ['a\rb']],
		['a\r', ['a']],
	])('splits %j', (text, expected) => {
		expect(lines(text).frames).toEqual(expected);
	});

	it('keeps characters whole that are split across chunks', () => {
		const bytes = Buffer.from('grüße 😀\nok\n');
		expect(feed(LineSplitter, bytes, everyByte(bytes)).frames).toEqual(['grüße 😀', 'ok']);
	});

	it('refuses a line over the limit and reads on', () => {
		const { all } = lines(`ok\n${'x'.repeat(9)}\nfine\n`, 8);
		expect(all).toEqual([
			'ok',
			'!line of 9 bytes is longer than the accepted 8 bytes; it begins after byte 3 with "xxxxxxxxx"',
			'fine',
		]);
	});

	it('counts no line end into the limit', () => {
		expect(lines('12345678\r\n12345678\n', 8).frames).toEqual(['12345678', '12345678']);
	});

	it('keeps no more than the limit of an endless line', () => {
		const recorder = new Recorder();
		const splitter = new LineSplitter({ maxLineBytes: 10 }, recorder);
		for (let i = 0; i < 1000; i++) splitter.push(Buffer.alloc(1000, 'x'));
		splitter.push(Buffer.from('\nok'));
		splitter.end();
		expect(recorder.all).toEqual([
			`!line of 1000000 bytes is longer than the accepted 10 bytes; it begins after byte 0 with "${'x'.repeat(60)}"`,
			'ok',
		]);
	});

	it('ends no line at a NUL', () => {
		expect(lines('a\0b\n').frames).toEqual(['a\0b']);
	});

	it('gives the same lines however the stream is cut', () => {
		const text = fc.array(
			fc.constantFrom('a', 'bc', '\n', '\r\n', '\r', 'ü', '😀', 'x'.repeat(30)),
			{
				maxLength: 30,
			},
		);
		fc.assert(
			fc.property(text, fc.array(fc.nat()), (parts, cuts) => {
				const bytes = Buffer.from(parts.join(''));
				const whole = feed(LineSplitter, bytes, []);
				const plain = (all: string[]) => all.map((line) => line.replace(/of \d+ bytes/, ''));
				expect(plain(feed(LineSplitter, bytes, cuts).all)).toEqual(plain(whole.all));
			}),
		);
	});

	it('gives back what was joined by newlines', () => {
		const line = fc
			.string({ unit: 'grapheme', maxLength: 20 })
			.filter((text) => !/[\r\n]/.test(text));
		fc.assert(
			fc.property(fc.array(line), fc.array(fc.nat()), (input, cuts) => {
				const bytes = Buffer.from(input.map((text) => `${text}\n`).join(''));
				expect(feed(LineSplitter, bytes, cuts, 4096).frames).toEqual(input);
			}),
		);
	});
});

describe('SyslogStreamSplitter', () => {
	it.each([
		['newlines', '<34>a\n<34>b\n', ['<34>a', '<34>b']],
		['octet counts', '5 <34>a6 <34>bc', ['<34>a', '<34>bc']],
		['octet counts with newlines after them', '5 <34>a\n5 <34>b\n', ['<34>a', '<34>b']],
		['newlines inside counted messages', '9 <34>a\nb\nc', ['<34>a\nb\nc']],
		['both in turn', '5 <34>a<34>b\n5 <34>c', ['<34>a', '<34>b', '<34>c']],
		[
			'lines that begin with digits',
			'2025-06-01T00:00:00Z h p: x\n12 monkeys\n7',
			['2025-06-01T00:00:00Z h p: x', '12 monkeys', '7'],
		],
		['a last line without newline', '<34>a', ['<34>a']],
		['NULs', '<34>a\0<34>b\0', ['<34>a', '<34>b']],
		[
			'NULs and newlines in turn',
			'<34>a\0<34>b\n<34>c\n\0<34>d',
			['<34>a', '<34>b', '<34>c', '<34>d'],
		],
		['octet counts with NULs after them', '5 <34>a\x005 <34>b\0', ['<34>a', '<34>b']],
		['counts that hold the NUL', '6 <34>a\x006 <34>b\0', ['<34>a', '<34>b']],
		['nothing', '', []],
		['blank lines', '\n\r\n<34>a\n\n', ['<34>a']],
		['a count with a leading zero as text', '05 <34>a\n', ['05 <34>a']],
	])('splits %s', (_what, text, frames) => {
		const bytes = Buffer.from(text);
		expect(feed(SyslogStreamSplitter, bytes, [])).toMatchObject({ frames, errors: [] });
		expect(feed(SyslogStreamSplitter, bytes, everyByte(bytes))).toMatchObject({
			frames,
			errors: [],
		});
	});

	it('counts bytes, not characters', () => {
		expect(syslog('7 <34>ü!5 <34>b').frames).toEqual(['<34>ü!', '<34>b']);
	});

	it('skips a counted message over the limit and reads on', () => {
		expect(syslog(`20 <34>${'x'.repeat(16)}5 <34>a`, 10).all).toEqual([
			'!line of 20 bytes is longer than the accepted 10 bytes',
			'<34>a',
		]);
	});

	it('skips a line over the limit and reads on', () => {
		expect(syslog(`<34>${'x'.repeat(16)}\n5 <34>a`, 10).all).toEqual([
			'!line of 20 bytes is longer than the accepted 10 bytes; it begins with "<34>xxxxxxxxxxxxxxxx"',
			'<34>a',
		]);
	});

	it('reports a counted message that the connection cut off', () => {
		expect(syslog('9 <34>ab').all).toEqual(['!connection ended after 6 of 9 bytes of a message']);
	});

	it('gives back every message of any mix of framings, however the stream is cut', () => {
		const message = fc
			.string({ unit: 'grapheme', maxLength: 20 })
			.map((text) => `<34>x${text.replace(/[\r\n]/g, '')}y`);
		const framed = fc.record({ message, counted: fc.boolean(), newline: fc.boolean() });
		fc.assert(
			fc.property(fc.array(framed), fc.array(fc.nat()), (input, cuts) => {
				const stream = input.map(({ message: text, counted, newline }) =>
					counted ? `${Buffer.byteLength(text)} ${text}${newline ? '\n' : ''}` : `${text}\n`,
				);
				const recorder = feed(SyslogStreamSplitter, Buffer.from(stream.join('')), cuts, 4096);
				expect(recorder.errors).toEqual([]);
				expect(recorder.frames).toEqual(input.map(({ message: text }) => text));
			}),
		);
	});
});
