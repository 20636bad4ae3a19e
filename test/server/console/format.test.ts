/** How the console writes times, numbers and values. */
import {
	bytes,
	count,
	counted,
	duration,
	fromLocalInput,
	isoTime,
	localTime,
	relativeTime,
	toLocalInput,
	valueText,
} from '../../../server/console/client/format';

const MOMENT = new Date(2026, 10, 3, 4, 5, 6);

it('writes a moment in the reader’s zone, and the exact one in UTC', () => {
	for (const given of [MOMENT.getTime(), MOMENT.toISOString()]) {
		expect(localTime(given)).toBe('2026-11-03 04:05:06');
		expect(isoTime(given)).toBe(MOMENT.toISOString());
	}
});

it.each([
	[0, '0 B'],
	[1023, '1020 B'],
	[1024, '1 KiB'],
	[1_600 * 1024 ** 2, '1.56 GiB'],
	[100 * 1024 ** 3, '100 GiB'],
	[2 ** 63, '8190 PiB'],
])('writes %d bytes as %s', (value, text) => expect(bytes(value)).toBe(text));

it('repeats what is no time, and has no exact one for it', () => {
	expect([localTime('soon'), isoTime('soon'), relativeTime('soon', 0)]).toEqual(['soon', '', '']);
});

it.each([
	[0, '0 ms'],
	[849.6, '850 ms'],
	[999.9, '1000 ms'],
	[1_000, '1 s'],
	[59_999, '59 s'],
	[60_000, '1 min'],
	[3_600_000 * 47, '1 d'],
])('writes %d ms as %s', (ms, text) => {
	expect(duration(ms)).toBe(text);
});

it.each([
	[1_000_000, 'now'],
	[1_000_000 - 5_000, '5 s ago'],
	[1_000_000 + 7_200_000, 'in 2 h'],
])('says how far %d is', (moment, text) => {
	expect(relativeTime(moment, 1_000_000)).toBe(text);
});

it('counts', () => {
	expect([
		count(1234567),
		counted(1, 'hit'),
		counted(0, 'hit'),
		counted(2, 'query', 'queries'),
	]).toEqual(['1,234,567', '1 hit', '0 hits', '2 queries']);
});

it.each([
	[undefined, ''],
	[null, ''],
	['<b>', '<b>'],
	[0, '0'],
	[false, 'false'],
	[{ a: [1] }, '{\n  "a": [\n    1\n  ]\n}'],
])('writes the value %j', (value, text) => {
	expect(valueText(value)).toBe(text);
});

it('gives a date field what it takes, and takes back what it gives', () => {
	expect(toLocalInput(MOMENT.toISOString())).toBe('2026-11-03T04:05');
	expect(fromLocalInput('2026-11-03T04:05')).toBe(new Date(2026, 10, 3, 4, 5).toISOString());
	expect([toLocalInput(null), toLocalInput(undefined), toLocalInput('x')]).toEqual(['', '', '']);
	expect([fromLocalInput(''), fromLocalInput('2026-13-40T99:99')]).toEqual([null, null]);
});
