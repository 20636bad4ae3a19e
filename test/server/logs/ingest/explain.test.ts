/** A text read as the ingest would, with the reasons of each reading. */
import type { LogEvent } from '../../../../server/logs/events';
import { type ExplainLimits, explainText } from '../../../../server/logs/ingest/explain';
import { NOW, options } from './formats/options';

const explained = (text: string, changes = {}, limits: ExplainLimits = {}) =>
	explainText([Buffer.from(text)], options(changes), limits).explained;

test('says what the event is, and where format, time and host come from', () => {
	expect(
		explained('<38>Jun 15 10:00:00 web1 sshd[9]: Accepted password for ann from ::1 port 22 ssh2'),
	).toEqual([
		{
			line: 1,
			format: 'unix',
			event: expect.objectContaining({
				TIME: '2025-06-15T10:00:00.000Z',
				HOSTNAME: 'web1',
				IENAME: 'Successful logon',
				ARRIVALTIME: NOW,
			}),
			why: [
				expect.stringMatching(/^Format: unix \(.+\)$/),
				expect.stringMatching(/^Time: from .+; it names no zone: read in UTC$/),
				expect.stringMatching(/^Host: .+/),
			],
		},
	]);
});

test.each([
	['the zone of the line', '2025-06-15T10:00:00+02:00 web1 app: a', {}, 'its zone is known'],
	['the zone that was named', 'Jun 15 10:00:00 web1 app: a', { timeZone: -90 }, 'read in -01:30'],
	[
		'the zone of the log source',
		'Jun 15 10:00:00 WEB1 app: a',
		{ timeZone: 60, hostZones: new Map([['web1', 'Europe/Berlin']]) },
		'read in Europe/Berlin, the zone of its log source',
	],
	['no time', 'app: a', {}, "that of arrival, because of the line's own: none found"],
	[
		'a time that is none',
		'{"timestamp":"2025-06-31T10:00:00Z"}',
		{},
		'that of arrival, because of the line\'s own: unreadable ("2025-06-31T10:00:00Z")',
	],
])('says that there is %s', (_, text, changes, reason) => {
	expect(explained(text, changes)[0]!.why[1]).toContain(reason);
});

test('says that the host is not the line’s own', () => {
	expect(explained('just words')[0]).toMatchObject({
		event: { HOSTNAME: 'default-host', MESSAGE: 'just words' },
		why: expect.arrayContaining(['Host: none in the line; that of the sender or file']),
	});
});

test('says why a line is refused, at its number', () => {
	expect(explained('\n{"a":1}\n{"a":\nx')).toEqual([
		expect.objectContaining({ line: 2, format: 'json' }),
		{
			line: 3,
			refused: expect.stringMatching(/^not a valid JSON object/),
			why: [expect.stringMatching(/^Refused: not a valid JSON object/)],
		},
		expect.objectContaining({ line: 4, format: 'text' }),
	]);
});

test.each([
	['a JSON document', '[\n  {"N": 1},\n  {"N": 2}\n]', 'N', [1, 2]],
	['a list in an object', '{"Records": [{"N": 1}, {"N": 2}]}', 'N', [1, 2]],
	[
		'columns that header lines name',
		'#Fields: date time c-ip\n2025-06-15 10:00:00 192.0.2.1\n#Fields: date time s-port c-ip\n2025-06-15 10:00:01 443 192.0.2.2',
		'REMOTEIP',
		['192.0.2.1', '192.0.2.2'],
	],
	[
		'audit records of one event',
		'type=SYSCALL msg=audit(1750000000.1:7): syscall=59 exe="/bin/ls"\ntype=EXECVE msg=audit(1750000000.1:7): argc=1 a0="ls"',
		'RECORDTYPES',
		['SYSCALL, EXECVE'],
	],
])('reads %s as an import does', (_, text, field, values) => {
	expect(explained(text).map(({ event }) => event?.[field])).toEqual(values);
});

test('shows as many as are asked for and counts the others', () => {
	const bytes = [Buffer.from('a\nb\n'), Buffer.from('c\nd')];
	const { explained: shown, more } = explainText(bytes, options(), { most: 3 });
	expect([shown.map(({ event }) => event?.['MESSAGE']), more]).toEqual([['a', 'b', 'c'], 1]);
});

test('shows what is done to events after they are parsed', () => {
	const finish = ({ time, fields }: LogEvent) => ({ time, fields: { ...fields, DOOR: 'open' } });
	expect(explained('door open', {}, { finish })[0]?.event).toMatchObject({ DOOR: 'open' });
});
