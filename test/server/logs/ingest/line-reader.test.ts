import type { Interruptible } from '../../../../server/platform';
import { CUT_FIELD, type LogEvent } from '../../../../server/logs/events';
import {
	LineReader,
	MAX_PARSED_LENGTH,
	MAX_VALUE_LENGTH,
	type ReadLine,
} from '../../../../server/logs/ingest/line-reader';
import type { ParseOptions } from '../../../../server/logs/ingest/parse-line';

const NOW = Date.UTC(2026, 0, 31, 12);
const options: ParseOptions = { format: 'auto', now: NOW, defaultHost: 'h' };

const event = (parsed: ReadLine | undefined): LogEvent => {
	if (parsed?.ok !== true) throw new Error(`refused: ${JSON.stringify(parsed)}`);
	return parsed.event;
};

/** Names that every object literal inherits, at the places where formats look words up. */
const POISON = ['constructor', '__proto__', 'toString', 'hasOwnProperty', 'valueOf'];

describe('a line with a name of Object.prototype', () => {
	it.each(
		POISON.flatMap((word) => [
			`{"EventID":1,"Channel":"X","Hostname":"H","Severity":${JSON.stringify(word)}}`,
			`{"EventID":1,"Channel":"X","Hostname":"H","Level":${JSON.stringify(word)}}`,
			`{"EventID":${JSON.stringify(word)},"Channel":"Security","Hostname":"H"}`,
			`{"EventID":1,"Channel":"X","Hostname":"H",${JSON.stringify(word)}:"x"}`,
			`{${JSON.stringify(word)}:{${JSON.stringify(word)}:1}}`,
			`<34>1 2026-01-31T10:00:00Z h ${word} - - [${word} ${word}="x"] text`,
			`Jan 31 10:00:00 h sudo: alice : ${word}=x ; TTY=pts/1 ; PWD=/ ; USER=root ; COMMAND=/bin/ls`,
			`1.2.3.4 - ${word} [31/Jan/2026:10:00:00 +0000] "${word} / HTTP/1.1" 200 1`,
		]),
	)('is an ordinary one: %s', (line) => {
		const { fields } = event(new LineReader(options).read([line])[0]);
		for (const [name, value] of Object.entries(fields)) {
			expect(name).toMatch(/^[A-Z][A-Z0-9_]{0,63}$/);
			expect(['string', 'number', 'boolean']).toContain(typeof value);
			expect(String(value)).not.toContain('native code');
		}
	});
});

it('refuses the line whose parser throws, and reads the others', () => {
	const reader = new LineReader(options, (line) => {
		if (line === 'bad') throw new TypeError('word.toUpperCase is not a function');
		return { ok: true, event: { time: 1, fields: { MESSAGE: line } } };
	});
	expect(reader.read(['a', 'bad', 'b'])).toEqual([
		{ ok: true, event: { time: 1, fields: { MESSAGE: 'a' } } },
		{ ok: false, error: 'could not be read: word.toUpperCase is not a function' },
		{ ok: true, event: { time: 1, fields: { MESSAGE: 'b' } } },
	]);
});

const STOP = new Error('stopped');
/** Stops work that throws it, whatever the time. */
const stopping = {
	run(work: () => void) {
		try {
			work();
			return true;
		} catch (error) {
			if (error === STOP) return false;
			throw error;
		}
	},
} as unknown as Interruptible;

describe('a line that takes too long', () => {
	const slowly = (line: string): ReadLine => {
		if (line.startsWith('slow')) /^(a+)+$/.test(`${'a'.repeat(60)}!`);
		return { ok: true, event: { time: 1, fields: { MESSAGE: line, HOSTNAME: 'parsed' } } };
	};

	it('becomes text, is counted, and holds no other up', () => {
		// With the budget of production: no busy machine holds one line up for so long, twice.
		const reader = new LineReader(options, slowly);
		const events = reader.read(['a', 'slow', 'b']).map(event);
		expect(events.map(({ fields }) => [fields['MESSAGE'], fields['HOSTNAME']])).toEqual([
			['a', 'parsed'],
			['slow', 'h'],
			['b', 'parsed'],
		]);
		expect(events[1]).toEqual({
			time: NOW,
			fields: {
				HOSTNAME: 'h',
				LOGTYPE: 'Syslog Device',
				MESSAGE: 'slow',
				RAWLOG: 'slow',
				TIME_MISSING: 'not parsed',
			},
		});
		expect(reader.unparsed).toBe(1);
	});

	it('has after eight of its kind company of all long lines, so that a batch ends', () => {
		// What a parser itself throws refuses the line; values of a line as long are looked at once it is parsed.
		const slow = 'slow'.padEnd(MAX_PARSED_LENGTH, 'x');
		const parse = (line: string): ReadLine => ({
			ok: true,
			event: {
				time: 1,
				get fields() {
					if (line === slow) throw STOP;
					return { MESSAGE: line, HOSTNAME: 'parsed' };
				},
			},
		});
		const reader = new LineReader(options, parse, 1, stopping);
		reader.read(Array.from({ length: 8 }, () => slow));
		const long = 'x'.repeat(1_025);
		const hosts = reader.read([long, 'short']).map((parsed) => event(parsed).fields['HOSTNAME']);
		expect(hosts).toEqual(['h', 'parsed']);
		expect(reader.unparsed).toBe(9);
	});
});

it('counts a line once, however often its reading is stopped and begun again', () => {
	const stopped = new Set<string>();
	// The time is looked at after the line was counted.
	const parse = (line: string): ReadLine => ({
		ok: true,
		event: {
			get time() {
				if (stopped.has(line)) return 1;
				stopped.add(line);
				throw STOP;
			},
			fields: { MESSAGE: 'x'.repeat(100_000) },
		},
	});
	const reader = new LineReader(options, parse, 1, stopping);
	reader.read([`text ${'y'.repeat(100_000)}`, `{"a":"${'z'.repeat(100_000)}"}`]);
	expect(stopped.size).toBe(2);
	expect([reader.unparsed, reader.cut]).toEqual([1, 2]);
});

describe('a long line', () => {
	it('is parsed at its head, keeps its text, and is counted', () => {
		const reader = new LineReader(options);
		const head =
			'Jan 31 10:00:00 web sshd[7]: Failed password for root from 192.0.2.1 port 22 ssh2 ';
		const line = head + 'x'.repeat(MAX_PARSED_LENGTH);
		const { fields } = event(reader.read([line])[0]);
		expect(fields).toMatchObject({ HOSTNAME: 'web', USERNAME: 'root', RAWLOG: line });
		expect(fields['MESSAGE']).toBe(line.slice(line.indexOf('Failed')));
		expect(reader).toMatchObject({ unparsed: 1, cut: 0 });
	});

	it('of JSON is parsed whole', () => {
		const reader = new LineReader(options);
		const line = JSON.stringify({ A: 'x'.repeat(MAX_PARSED_LENGTH), B: 1 });
		expect(event(reader.read([line])[0]).fields).toMatchObject({ B: 1 });
		expect(reader.unparsed).toBe(0);
	});

	it('loses what no field may hold, and says which', () => {
		const reader = new LineReader(options);
		const long = 'x'.repeat(MAX_VALUE_LENGTH);
		const [first, second] = reader
			.read([JSON.stringify({ A: `${long}y`, B: long, C: 'c' }), `${long}y`])
			.map(event);
		expect(first?.fields).toMatchObject({
			A: long,
			B: long,
			C: 'c',
			HOSTNAME: 'h',
			[CUT_FIELD]: 'A',
		});
		expect(second?.fields).toMatchObject({ MESSAGE: long, [CUT_FIELD]: 'RAWLOG, MESSAGE' });
		expect(reader.cut).toBe(2);
	});
});

// Each of these took seconds to minutes: what is tested is that it comes to an end within jest's time limit.
describe('text made to be slow', () => {
	const KINDS = [
		`Received disconnect from ${':1'.repeat(500_000)}\u2028`,
		`Received disconnect from ${':1'.repeat(500_000)}\r`,
		`Disconnecting invalid user ${'a '.repeat(400_000)}`,
		`Disconnecting: ${'Too many authentication failures'.repeat(20_000)}\u2028`,
		`User ${' not allowed because '.repeat(40_000)}\r`,
		`pam_unix(sshd:auth): authentication failure;${' tty= ruser='.repeat(80_000)}`,
		`Starting session: x ${'for a from b '.repeat(70_000)}`,
		`Unable to negotiate with ${'a: '.repeat(300_000)}\u2028`,
		`message repeated 1 times: [ ${'] '.repeat(400_000)}`,
	];

	it.each(KINDS)('is read all the same: %.40s', (message) => {
		const lines = ['sshd', 'sudo', 'x'].map(
			(program) => `Jan 31 10:00:00 h ${program}[1]: ${message}`,
		);
		const reader = new LineReader(options);
		expect(reader.read(lines).map((parsed) => event(parsed).fields['HOSTNAME'])).toEqual([
			'h',
			'h',
			'h',
		]);
	});
});
