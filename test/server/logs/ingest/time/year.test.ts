/** Years of lines that carry none. */

import { YearClock } from '../../../../../server/logs/ingest/time';
import { LineMemory } from '../../../../../server/logs/ingest/formats/memory';
import { parseLine } from '../../../../../server/logs/ingest/parse-line';
import { eventOf, options } from '../formats/options';

const years = (days: readonly (readonly [month: number, day: number])[], given = 2025) => {
	const clock = new YearClock();
	return days.map(([month, day]) => clock.yearOf(month, day, given));
};

describe('YearClock', () => {
	it('begins with the given year and goes on at New Year', () => {
		expect(
			years([
				[12, 30],
				[12, 31],
				[1, 1],
				[1, 2],
			]),
		).toEqual([2025, 2025, 2026, 2026]);
	});

	it('goes on over gaps and several years', () => {
		expect(
			years([
				[3, 1],
				[11, 20],
				[1, 5],
				[10, 1],
				[2, 28],
			]),
		).toEqual([2025, 2025, 2026, 2026, 2027]);
	});

	it('takes a late line of December for what it is', () => {
		expect(
			years([
				[12, 31],
				[1, 1],
				[12, 31],
				[1, 1],
			]),
		).toEqual([2025, 2026, 2025, 2026]);
	});

	it('is not moved by disorder within a year', () => {
		expect(
			years([
				[5, 1],
				[4, 1],
				[6, 1],
				[2, 1],
			]),
		).toEqual([2025, 2025, 2025, 2025]);
	});
});

it.each([
	['Dec 31 23:59:58 h a: x', 'Jan  1 00:00:02 h a: x', '2020-01-01T00:00:02.000Z'],
	['Dec 31 23:59:58.5 h a: x', '[Thu Jan 01 00:00:02] [notice] x', '2020-01-01T00:00:02.000Z'],
	['12-31 23:59:58.000 1 1 I A: x', '01-01 00:00:02.000 1 1 I A: x', '2020-01-01T00:00:02.000Z'],
	['Dec 1 10:00:00 h a: x', 'Feb 29 10:00:00 h a: x', '2020-02-29T10:00:00.000Z'],
])('a file across New Year, with the year of its first line: %s', (first, second, time) => {
	const memory = new LineMemory();
	const at = (line: string) =>
		new Date(
			eventOf(parseLine(line, options({ year: 2019, memory, years: memory.years }))).time,
		).toISOString();
	expect(at(first)).toContain('2019-12-');
	expect(at(second)).toBe(time);
});
