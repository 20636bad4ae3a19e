/** Any line becomes an event or a clear refusal, and never an exception. */

import { eventToNdjson } from '../../../../server/demo';
import fc from 'fast-check';
import {
	MAX_LINE_BYTES,
	parseLine,
	type LineFormat,
} from '../../../../server/logs/ingest/parse-line';
import { errorOf, eventOf, NOW, options } from './formats/options';
import { runs } from '../../../support/runs';

const FORMATS: LineFormat[] = ['auto', 'json', 'windows', 'syslog', 'access'];

describe('parseLine with format auto', () => {
	it.each([
		['{"TIME":1,"LOGTYPE":"x"}', 'x'],
		['{"EventID":4624,"Channel":"Security"}', 'Windows'],
		['{"winlog":{"event_id":1}}', 'Windows'],
		['Jun  1 10:20:30 h sshd[1]: x', 'Unix'],
		['192.0.2.1 - - [17/May/2025:10:05:03 +0000] "GET / HTTP/1.1" 200 1', 'Apache Access Logs'],
	])('reads %s', (line, logType) => {
		expect(eventOf(parseLine(line, options())).fields.LOGTYPE).toBe(logType);
	});

	it('makes a generic event of other text', () => {
		expect(eventOf(parseLine('the disk is full', options()))).toEqual({
			time: NOW,
			fields: {
				HOSTNAME: 'default-host',
				LOGTYPE: 'Syslog Device',
				MESSAGE: 'the disk is full',
				RAWLOG: 'the disk is full',
				TIME_MISSING: 'none found',
			},
		});
	});

	it('overlooks a byte order mark', () => {
		expect(eventOf(parseLine('\ufeff{"TIME":5}', options())).time).toBe(5);
	});

	it('refuses broken JSON and says where it breaks', () => {
		expect(errorOf(parseLine('{"a": 1, "b": }', options()))).toMatch(
			/^not a valid JSON object: .*"b": }/,
		);
	});

	it('refuses lines over 1 MiB, counted in bytes', () => {
		expect(parseLine('x'.repeat(MAX_LINE_BYTES), options()).ok).toBe(true);
		expect(errorOf(parseLine('ü'.repeat(MAX_LINE_BYTES / 2 + 1), options()))).toBe(
			'line of 1048578 bytes is longer than the accepted 1048576 bytes',
		);
	});
});

describe('parseLine with a given format', () => {
	it('reads Windows records even without their usual keys', () => {
		const event = eventOf(parseLine('{"EventID":7}', options({ format: 'windows' })));
		expect(event.fields).toMatchObject({ EVENTID: 7, LOGTYPE: 'Windows' });
	});

	it('takes a Windows record as plain fields when JSON is asked for', () => {
		const event = eventOf(
			parseLine('{"EventID":7,"Channel":"Security"}', options({ format: 'json' })),
		);
		expect(event.fields).toEqual({
			EVENTID: 7,
			CHANNEL: 'Security',
			HOSTNAME: 'default-host',
			TIME_MISSING: 'none found',
		});
	});

	it('takes any text as syslog', () => {
		expect(eventOf(parseLine('no header', options({ format: 'syslog' }))).fields.MESSAGE).toBe(
			'no header',
		);
	});

	it('refuses what is no access log line', () => {
		expect(errorOf(parseLine('no time', options({ format: 'access' })))).toBe(
			'not an access log line: found no " [dd/Mon/yyyy:hh:mm:ss +zzzz]" in "no time"',
		);
	});
});

describe('parseLine on hostile input', () => {
	const piece = fc.constantFrom(
		'<34>',
		'1 ',
		'Jun  1 10:20:30',
		'2025-06-01T10:20:30Z',
		' h ',
		'sshd[1]: ',
		'sudo: ',
		'Accepted ',
		'Failed password for ',
		'invalid user ',
		' from ',
		'192.0.2.1',
		' port 22',
		'pam_unix(a:b): ',
		'authentication failure;',
		'message repeated 2 times: [ ',
		' : TTY=x ; ',
		'COMMAND=',
		' - - ',
		'[17/May/2025:10:05:03 +0000]',
		' "GET / HTTP/1.1"',
		' 200 1',
		'"',
		'\\',
		'{',
		'}',
		'"a":',
		'1e999',
		'12345678901234567',
		'[',
		']',
		'=',
		'\0',
		'\u{1F600}',
		'\ud800',
	);
	const line = fc.oneof(
		fc.string({ unit: 'binary' }),
		fc
			.array(fc.oneof(piece, fc.string({ maxLength: 5 })), { maxLength: 20 })
			.map((p) => p.join('')),
		fc.json(),
		fc.object().map((value) => JSON.stringify(value)),
	);

	it('never throws, and every event can be stored', () => {
		fc.assert(
			fc.property(line, fc.constantFrom(...FORMATS), (text, format) => {
				const parsed = parseLine(text, options({ format }));
				if (!parsed.ok) {
					expect(parsed.error).not.toBe('');
					return;
				}
				const { time, fields } = parsed.event;
				expect(Number.isSafeInteger(time) && time >= 0).toBe(true);
				for (const [name, value] of Object.entries(fields)) {
					expect(name).toMatch(/^[A-Z][A-Z0-9_]{0,63}$/);
					expect(name).not.toBe('TIME');
					expect(typeof value === 'number' ? Number.isFinite(value) : value !== undefined).toBe(
						true,
					);
				}
			}),
			{ numRuns: runs(2000) },
		);
	});

	it('refuses no text line in auto', () => {
		fc.assert(
			fc.property(line, (text) => {
				const parsed = parseLine(text, options());
				if (!parsed.ok) expect(text).toMatch(/^[\s\ufeff]*\{/);
			}),
			{ numRuns: runs(2000) },
		);
	});

	it('survives JSON nested to the limit of the line', () => {
		const deep = 100_000;
		const objects = '{"a":'.repeat(deep) + '1' + '}'.repeat(deep);
		const arrays = `{"a":${'['.repeat(deep)}${']'.repeat(deep)}}`;
		const numbers = `{"a":${'['.repeat(deep)}12345678901234567${']'.repeat(deep)}}`;
		for (const text of [objects, arrays, numbers]) {
			expect(parseLine(text, options()).ok).toBe(false);
		}
	});

	// A pattern that backtracks quadratically would take minutes for any of these, and fail by jest's timeout.
	it.each([
		['Jun  1 10:20:30 h sshd[1]: Starting session: ', ' for a on b'],
		['Jun  1 10:20:30 h sshd[1]: Failed password for ', ' from x port '],
		['Jun  1 10:20:30 h sshd[1]: Connection closed by invalid user ', ' 1 port '],
		['Jun  1 10:20:30 h su: pam_unix(a:b): authentication failure;', ' tty= ruser= rhost='],
		['Jun  1 10:20:30 h sudo: ann : ', ' ; '],
		['<34>1 - h p - - [a', ' b="c"'],
		['192.0.2.1 - - [17/May/2025:10:05:03 +0000] "', '" '],
		['{', '"a":1234567890123456789,'],
		['{"a":"', '1234567890123456 '],
	])('reads a megabyte that begins with %j and repeats %j', (start, bait) => {
		const text = start + bait.repeat((MAX_LINE_BYTES - start.length) / bait.length);
		expect(typeof parseLine(text, options()).ok).toBe('boolean');
	});

	it('reads back its own form unchanged', () => {
		const name = fc.stringMatching(/^[A-Z][A-Z0-9_]{0,20}$/).filter((text) => text !== 'TIME');
		const value = fc.oneof(fc.string(), fc.boolean(), fc.maxSafeInteger(), fc.integer());
		const event = fc.record({
			// Smaller numbers are seconds.
			time: fc.integer({ min: 100_000_000_000, max: 9_007_199_254_739 }),
			fields: fc.dictionary(name, value, { noNullPrototype: true }),
		});
		fc.assert(
			fc.property(event, ({ time, fields }) => {
				const written = { time, fields: { ...fields, HOSTNAME: 'h' } };
				expect(eventOf(parseLine(eventToNdjson(written), options()))).toEqual(written);
			}),
		);
	});
});
