/** Words by number. */
import fc from 'fast-check';
import { BEFORE_WORD, WORD, WordTable } from '../../../../server/logs/terms/word-table';

const { size: RECORD, seen: SEEN, named: NAMED, again: AGAIN } = WORD;

function numberOf(table: WordTable, word: string): number {
	const bytes = Buffer.from(word);
	return table.number(bytes, 0, bytes.length, table.hashOf(bytes, 0, bytes.length));
}

function wordAt(table: WordTable, number: number): string {
	const [start, end] = table.rangeOf(number);
	return Buffer.from(table.bytes.subarray(start - BEFORE_WORD, end)).toString();
}

describe('WordTable', () => {
	it('gives each word a number of its own, always the same one', () => {
		const table = new WordTable();
		const numbers = new Map<string, number>();
		fc.assert(
			fc.property(fc.array(fc.string({ maxLength: 3 })), (words) => {
				for (const word of words) {
					const number = numberOf(table, word);
					if (!numbers.has(word)) expect([...numbers.values()]).not.toContain(number);
					expect(number).toBe(numbers.get(word) ?? number);
					expect(wordAt(table, number)).toBe(` ~${word}`);
					numbers.set(word, number);
				}
			}),
		);
		expect(table.size).toBe(numbers.size);
	});

	it('grows', () => {
		const table = new WordTable();
		const numbers = Array.from({ length: 9_000 }, (_, n) => numberOf(table, `w${n}`));
		expect(new Set(numbers).size).toBe(9_000);
		for (const n of [0, 2_047, 2_048, 8_999]) {
			expect(numberOf(table, `w${n}`)).toBe(numbers[n]);
			expect(wordAt(table, numbers[n]!)).toBe(` ~w${n}`);
		}
	});

	it('forgets what came once, and keeps the numbers of what came again or is in use', () => {
		const table = new WordTable();
		const numbers = Array.from({ length: 70_000 }, (_, n) => numberOf(table, `w${n}`));
		expect(table.isFull).toBe(true);
		for (let n = 0; n < 70_000; n += 7) table.records[numbers[n]! * RECORD + AGAIN] = 1;
		for (const number of numbers) table.records[number * RECORD + SEEN] = 5;
		expect(table.sweep([[numbers[1]!, numbers[2]!], [numbers[2]!]])).toBe(true);
		expect(table.size).toBe(10_002);
		for (const n of [0, 1, 2, 7, 69_993]) {
			expect(numberOf(table, `w${n}`)).toBe(numbers[n]);
			expect(wordAt(table, numbers[n]!)).toBe(` ~w${n}`);
			expect(table.records[numbers[n]! * RECORD + SEEN]).toBe(5);
		}
		const anew = numberOf(table, 'w3');
		expect(table.size).toBe(10_003);
		const known = [SEEN, NAMED, AGAIN].map((at) => table.records[anew * RECORD + at]);
		expect(known).toEqual([0, 0, 0]);
		// What came again must do so once more to stay for another time.
		expect(table.sweep([])).toBe(true);
		expect(table.size).toBe(0);
	});

	it('says when sweeping is of no use', () => {
		const table = new WordTable();
		const numbers = Array.from({ length: 70_000 }, (_, n) => numberOf(table, `w${n}`));
		expect(table.sweep([numbers])).toBe(false);
		table.clear();
		expect(table.size).toBe(0);
		expect(wordAt(table, numberOf(table, 'w1'))).toBe(' ~w1');
	});
});
