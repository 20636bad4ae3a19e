/** Records of one audit event are joined, within bounds. */

import { AuditJoiner } from '../../../../server/logs/ingest/audit-joiner';

function joined(lines: readonly string[]): Array<readonly [string, number]> {
	const given: Array<readonly [string, number]> = [];
	const joiner = new AuditJoiner((text, line) => given.push([text, line]));
	lines.forEach((line, index) => joiner.line(line, index + 1));
	joiner.end();
	return given;
}

const record = (type: string, serial: number, rest = 'x=1') =>
	`type=${type} msg=audit(1795168800.123:${serial}): ${rest}`;

describe('AuditJoiner', () => {
	it('joins records that other events come between', () => {
		expect(
			joined([
				record('SYSCALL', 1),
				record('SYSCALL', 2),
				record('PATH', 1),
				record('PROCTITLE', 1),
				record('CWD', 2),
				record('EOE', 2),
			]),
		).toEqual([
			[`${record('SYSCALL', 1)}\n${record('PATH', 1)}\n${record('PROCTITLE', 1)}`, 1],
			[`${record('SYSCALL', 2)}\n${record('CWD', 2)}`, 2],
		]);
	});

	it('lets other lines, and records that stand alone, pass at once', () => {
		const lines = ['hello', record('USER_LOGIN', 5), record('SYSCALL', 6), 'world'];
		expect(joined(lines).map(([, line]) => line)).toEqual([1, 2, 4, 3]);
	});

	it('keeps a syslog header once', () => {
		const head = 'Nov 20 10:00:00 web1 audisp-syslog[9]: ';
		expect(joined([head + record('SYSCALL', 1), head + record('EXECVE', 1)])).toEqual([
			[`${head}${record('SYSCALL', 1)}\n${record('EXECVE', 1)}`, 1],
		]);
	});

	it('does not join events of different nodes', () => {
		expect(
			joined([`node=a ${record('SYSCALL', 1)}`, `node=b ${record('SYSCALL', 1)}`]),
		).toHaveLength(2);
	});

	it('holds no more than a few events and no event without end', () => {
		const many = Array.from({ length: 100 }, (_, serial) => record('SYSCALL', serial));
		const given: number[] = [];
		const joiner = new AuditJoiner((_text, line) => given.push(line));
		many.forEach((line, index) => joiner.line(line, index + 1));
		expect(given).toHaveLength(84);
		expect(
			joined(Array.from({ length: 130 }, () => record('PATH', 1))).map(
				([text]) => text.split('\n').length,
			),
		).toEqual([64, 64, 2]);
	});
});

it.each([
	'{"MESSAGE":"x type=SYSCALL msg=audit(1795168800.123:7): syscall=59"}',
	'{ "log": "node=a type=PATH msg=audit(1795168800.123:7): item=0" }',
	'{"type":"SYSCALL","MESSAGE": " type=SYSCALL msg=audit(1795168800.123:7): a=1"}',
])('joins no objects whose message is a record: %s', (line) => {
	const given: string[] = [];
	const joiner = new AuditJoiner((text) => given.push(text));
	joiner.line(line, 1);
	joiner.line(line, 2);
	expect(given).toEqual([line, line]);
});
