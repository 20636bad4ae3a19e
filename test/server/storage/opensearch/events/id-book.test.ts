import { IdBook } from '../../../../../server/storage/opensearch/events/id-book';

describe('ids in front of a store', () => {
	it('go on where the store is, and are asked for once a millisecond', async () => {
		const asked: number[][] = [];
		const book = new IdBook(async (slots) => {
			asked.push([...slots]);
			return new Map([[5, 5_002]]);
		});
		expect(await book.allocate([5, 6, 5])).toEqual([5_003, 6_000, 5_004]);
		expect(await book.allocate([6, 0])).toEqual([6_001, 0]);
		expect(await book.allocate([0])).toEqual([1]);
		expect(asked).toEqual([[5, 6], [0]]);
	});

	it('of a full millisecond are those of the next one that has room', async () => {
		const book = new IdBook(async (slots) => new Map(slots.includes(7) ? [[7, 7_998]] : []));
		expect(await book.allocate([7, 7, 7, 8])).toEqual([7_999, 8_000, 8_001, 8_002]);
	});

	it('are looked up again when others turn out to have them', async () => {
		let largest = 5_000;
		const book = new IdBook(async () => new Map([[5, largest]]));
		expect(await book.allocate([5])).toEqual([5_001]);
		largest = 5_010;
		await book.taken([5_001]);
		expect(await book.allocate([5])).toEqual([5_011]);
	});

	it('of batches side by side never meet', async () => {
		const book = new IdBook(async () => new Map());
		const batches = await Promise.all(
			Array.from({ length: 20 }, () => book.allocate(Array<number>(300).fill(9))),
		);
		expect(new Set(batches.flat()).size).toBe(6_000);
	});
});
