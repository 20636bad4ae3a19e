/** Where lists of the console stand. */
import {
	Growing,
	nounFor,
	firstOf,
	lastPage,
	pageOf,
	rangeText,
} from '../../../server/console/client/paging';
import { windowOf } from '../../../server/console/client/ranges';

it.each([
	[undefined, 1],
	['3', 3],
	['0', 1],
	['-2', 1],
	['1.5', 1],
	['many', 1],
])('takes %s for page %d', (text, number) => {
	expect(pageOf(text, 50)).toEqual({ number, size: 50 });
});

it('says which items a page shows', () => {
	const page = pageOf('2', 50);
	expect(firstOf(page)).toBe(51);
	expect(rangeText(page, 50, 230)).toBe('51–100 of 230');
	expect(rangeText(page, 3, 53)).toBe('51–53 of 53');
	expect(rangeText(pageOf('9', 50), 0, 53)).toBe('0 of 53');
	expect([lastPage(0, 50), lastPage(50, 50), lastPage(51, 50)]).toEqual([1, 1, 2]);
});

it.each([
	[1, 'runs, newest first', 'run, newest first'],
	[1, 'entries, newest first', 'entry, newest first'],
	[1, 'log sources', 'log source'],
	[2, 'entries, newest first', 'entries, newest first'],
	[0, 'runs', 'runs'],
])('counts %d %s', (number, plural, text) => {
	expect(nounFor(number, plural)).toBe(text);
});

describe('a list that grows', () => {
	const numbers = (from: number, to: number) =>
		Array.from({ length: to - from + 1 }, (_, index) => from + index);

	it('shows a large batch in steps and asks for more only behind its end', () => {
		const list = new Growing<number>(2);
		expect(list.take({ items: numbers(1, 5), next: 'c1', total: 7 })).toEqual([1, 2]);
		expect([list.more, list.summary]).toEqual(['reveal', '2 of 7']);
		expect(list.reveal()).toEqual([3, 4]);
		expect(list.reveal()).toEqual([5]);
		expect([list.more, list.cursor, list.summary]).toEqual(['load', 'c1', '5 of 7']);
		expect(list.take({ items: numbers(6, 7) })).toEqual([6, 7]);
		expect([list.more, list.cursor, list.summary, list.shown]).toEqual(['none', undefined, '7', 7]);
	});

	it('promises no number that the server has not said', () => {
		const list = new Growing<number>(10);
		list.take({ items: numbers(1, 3), next: '3' });
		expect(list.summary).toBe('3 and more');
		list.take({ items: [] });
		expect([list.summary, list.more]).toEqual(['3', 'none']);
	});
});

it.each([
	['3600000', '2026-01-31T11:00:00.000Z'],
	['0', '1970-01-01T00:00:00.000Z'],
	['nonsense', '1970-01-01T00:00:00.000Z'],
	[undefined, '2026-01-30T12:00:00.000Z'],
])('begins the range %s at %s', (range, start) => {
	expect(windowOf(range, '86400000', Date.parse('2026-01-31T12:00:00Z'))).toEqual({
		start_time: start,
		end_time: '2026-01-31T12:00:00.000Z',
	});
});
