/** The report of how lines were read. */

import { parseLine } from '../../../../server/logs/ingest/parse-line';
import {
	addReadings,
	MAX_COUNTS,
	NO_READING,
	ReadingReport,
} from '../../../../server/logs/ingest/reading-report';
import { options } from './formats/options';

function reading(lines: readonly string[]) {
	const report = new ReadingReport();
	for (const [index, line] of lines.entries()) {
		const parsed = parseLine(line, options());
		if (!parsed.ok) throw new Error(parsed.error);
		report.add(index + 1, line, parsed.event, parsed.draft);
	}
	return report.reading();
}

describe('ReadingReport', () => {
	it('counts by format and log source, with and without time', () => {
		expect(
			reading([
				'Jun  1 10:00:00 web1 sshd[1]: x',
				'Jun  1 10:00:00 web1 sshd[1]: y',
				'Jun  1 10:00:00 web2 sshd[1]: x',
				'2025-06-31T10:00:00Z none such',
				'{"MESSAGE":"x"}',
			]),
		).toEqual({
			untimed: 2,
			text: 1,
			readings: [
				{ format: 'unix', source: 'web1', lines: 2, untimed: 0 },
				{ format: 'unix', source: 'web2', lines: 1, untimed: 0 },
				{ format: 'text', source: 'default-host', lines: 1, untimed: 1 },
				{ format: 'json', source: 'default-host', lines: 1, untimed: 1 },
			],
			examples: [
				{ line: 4, reason: 'unreadable', text: '2025-06-31T10:00:00' },
				{ line: 4, reason: 'plain text', text: '2025-06-31T10:00:00Z none such' },
				{ line: 5, reason: 'none found', text: '{"MESSAGE":"x"}' },
			],
		});
	});

	it('shows three examples of each reason, cut', () => {
		const { examples } = reading(Array.from({ length: 9 }, (_, n) => `${n} ${'word '.repeat(99)}`));
		expect(examples.filter(({ reason }) => reason === 'plain text')).toHaveLength(3);
		expect(examples.filter(({ reason }) => reason === 'none found')).toHaveLength(3);
		for (const { text } of examples) expect(text.length).toBeLessThanOrEqual(160);
	});

	it('remembers only so many log sources', () => {
		const { readings } = reading(
			Array.from({ length: MAX_COUNTS + 50 }, (_, n) => `Jun  1 10:00:00 host${n} app: x`),
		);
		expect(readings.length).toBeLessThanOrEqual(MAX_COUNTS + 1);
		expect(readings[0]).toEqual({ format: 'unix', source: '...', lines: 50, untimed: 0 });
	});

	it('adds up over batches, with the numbers of the whole file', () => {
		const one = reading(['Jun  1 10:00:00 web1 sshd[1]: x', 'nothing']);
		const sum = addReadings(addReadings(NO_READING, one, 0), one, 2);
		expect(sum).toMatchObject({ untimed: 2, text: 2 });
		expect(sum.readings[0]).toMatchObject({ lines: 2 });
		expect(sum.examples.filter(({ reason }) => reason === 'plain text')).toEqual([
			{ line: 2, reason: 'plain text', text: 'nothing' },
			{ line: 4, reason: 'plain text', text: 'nothing' },
		]);
	});
});
