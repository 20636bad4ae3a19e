/** Syslog lines of both RFCs. */

import { parseLine } from '../../../../../server/logs/ingest/parse-line';
import { eventOf, NOW, options } from './options';

const parse = (line: string, changes = {}) =>
	eventOf(parseLine(line, options({ format: 'syslog', ...changes })));
const isoTime = (line: string, changes = {}) => new Date(parse(line, changes).time).toISOString();

describe('RFC 3164', () => {
	it('reads priority, time, host, program and pid', () => {
		const line = '<86>Jun  1 10:20:30 web01 myapp[42]: all is well';
		expect(parse(line)).toEqual({
			time: Date.UTC(2025, 5, 1, 10, 20, 30),
			fields: {
				FACILITY: 'authpriv',
				SEVERITY: 'information',
				COMMON_SEVERITY: 'INFORMATION',
				HOSTNAME: 'web01',
				LOGTYPE: 'Unix',
				SOURCE: 'myapp',
				PROCESSID: 42,
				MESSAGE: 'all is well',
				RAWLOG: line,
			},
		});
	});

	it('claims no severity without a priority', () => {
		expect(parse('Jun  1 10:20:30 web01 myapp: x').fields).not.toHaveProperty('SEVERITY');
	});

	it.each([
		['Jun 15 23:59:59 h p: x', '2025-06-15T23:59:59.000Z'],
		['Jun 16 11:59:59 h p: x', '2025-06-16T11:59:59.000Z'],
		['Jun 16 12:00:01 h p: x', '2024-06-16T12:00:01.000Z'],
		['Dec 31 23:59:59 h p: x', '2024-12-31T23:59:59.000Z'],
		['Feb 29 08:00:00 h p: x', '2024-02-29T08:00:00.000Z'],
		['Mar  7 2019 08:00:00 h p: x', '2019-03-07T08:00:00.000Z'],
		['Mar 07 2019 08:00:00: %ASA-6-302013: Built', '2019-03-07T08:00:00.000Z'],
		['2025-01-31T10:20:30.123456+02:00 h p: x', '2025-01-31T08:20:30.123Z'],
		['2025-01-31 10:20:30 h p: x', '2025-01-31T10:20:30.000Z'],
	])('dates %s', (line, time) => {
		expect(isoTime(line)).toBe(time);
	});

	it('lets a January line of "now" in December belong to the coming year', () => {
		const now = Date.UTC(2025, 11, 31, 23, 30);
		expect(isoTime('Jan  1 00:10:00 h p: x', { now })).toBe('2026-01-01T00:10:00.000Z');
		expect(isoTime('Jan  2 00:10:00 h p: x', { now })).toBe('2025-01-02T00:10:00.000Z');
	});

	it('obeys a given year and zone', () => {
		expect(isoTime('Jun  1 10:00:00 h p: x', { year: 2017, timeZone: -300 })).toBe(
			'2017-06-01T15:00:00.000Z',
		);
	});

	it.each([
		[
			'Jun  1 10:20:30 web01 kernel: [1.5] up',
			{ HOSTNAME: 'web01', SOURCE: 'kernel', MESSAGE: '[1.5] up' },
		],
		['Jun  1 10:20:30 sudo[7]: x', { HOSTNAME: 'default-host', SOURCE: 'sudo', PROCESSID: 7 }],
		[
			'Jun  1 10:20:30 fw01 action=deny src=1',
			{ HOSTNAME: 'fw01', LOGTYPE: 'Syslog Device', MESSAGE: 'action=deny src=1' },
		],
		['<13>Jun  1 10:20:30 h', { HOSTNAME: 'h', MESSAGE: '' }],
		[
			'<13>just text',
			{
				HOSTNAME: 'default-host',
				LOGTYPE: 'Syslog Device',
				MESSAGE: 'just text',
				SEVERITY: 'notice',
			},
		],
		['<999>no priority', { MESSAGE: '<999>no priority' }],
	])('reads %s', (line, fields) => {
		expect(parse(line).fields).toMatchObject(fields);
	});

	it('dates what has no time by "now"', () => {
		expect(parse('<13>just text').time).toBe(NOW);
	});

	it.each(['Jun 31 10:20:30 h p: x', 'Jun 15 25:00:00 h p: x', '2025-02-30T00:00:00Z h p: x'])(
		'keeps %s as text of no time',
		(line) => {
			const { time, fields } = parse(line);
			expect(time).toBe(NOW);
			expect(fields).toMatchObject({
				TIME_MISSING: 'unreadable',
				MESSAGE: line,
				HOSTNAME: 'default-host',
			});
		},
	);

	it('finds no February 29 in a given common year', () => {
		expect(parse('Feb 29 00:00:00 h p: x', { year: 2025 }).fields.TIME_MISSING).toBe('unreadable');
	});
});

describe('RFC 5424', () => {
	it('reads header, structured data and message', () => {
		const line =
			'<165>1 2025-06-01T10:20:30.003Z web01 myapp 8710 ID47 [origin ip="10.0.0.1"][x@32473 user="a\\"b"] \ufeffhello';
		expect(parse(line)).toEqual({
			time: Date.UTC(2025, 5, 1, 10, 20, 30, 3),
			fields: {
				FACILITY: 'local4',
				SEVERITY: 'notice',
				COMMON_SEVERITY: 'NOTICE',
				HOSTNAME: 'web01',
				LOGTYPE: 'Unix',
				SOURCE: 'myapp',
				PROCESSID: 8710,
				MSGID: 'ID47',
				ORIGIN_IP: '10.0.0.1',
				X_USER: 'a"b',
				MESSAGE: 'hello',
				RAWLOG: line,
			},
		});
	});

	it('takes nil values as absent', () => {
		const event = parse('<34>1 - - - - - -');
		expect(event.time).toBe(NOW);
		expect(event.fields).toMatchObject({
			HOSTNAME: 'default-host',
			LOGTYPE: 'Syslog Device',
			MESSAGE: '',
		});
		expect(event.fields).not.toHaveProperty('SOURCE');
	});

	it('reads a line without priority', () => {
		expect(
			parse(
				'1 2025-06-01T10:20:30Z h sshd 7 - - Accepted password for ann from 10.0.0.9 port 22 ssh2',
			).fields,
		).toMatchObject({
			SOURCE: 'sshd',
			USERNAME: 'ann',
			RESULT: 'success',
		});
	});

	it('lets broken structured data be part of the message', () => {
		expect(parse('<34>1 - h p - - [a b="c text').fields.MESSAGE).toBe('[a b="c text');
	});

	it('says that a time does not exist, and reads the rest', () => {
		expect(parse('<34>1 2025-06-31T10:20:30Z h p - - - x')).toMatchObject({
			time: NOW,
			fields: { TIME_MISSING: 'unreadable', HOSTNAME: 'h', SOURCE: 'p', MESSAGE: 'x' },
		});
	});
});
