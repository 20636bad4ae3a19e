/** Distinct values of a batch, numbered, and the places of each event's values among them. */
import type { FieldValue } from '../../../../server/logs/events';
import {
	MAX_COUNTED_LENGTH,
	MAX_COUNTED_VALUES,
	ValueNumbers,
} from '../../../../server/logs/terms/value-numbers';

function add(numbers: ValueNumbers, ...events: Record<string, FieldValue>[]): void {
	for (const event of events) {
		for (const [field, value] of Object.entries(event)) numbers.add(field, value);
		numbers.end();
	}
}

describe('ValueNumbers', () => {
	it('gives equal values one place, whatever their spelling', () => {
		const numbers = new ValueNumbers();
		add(numbers, { USER: 'Ann', PORT: 22 }, { USER: ' ANN', PORT: '022' }, {}, { PORT: '23' });
		const { values } = numbers.take();
		expect(values.distinct).toEqual([
			['USER', 'ann', 'Ann'],
			['PORT', '22', 22],
			['PORT', '23', '23'],
		]);
		expect([...values.places]).toEqual([0, 1, 0, 1, 2]);
		expect([...values.ends]).toEqual([2, 4, 4, 5]);
	});

	it('numbers anew with every batch', () => {
		const numbers = new ValueNumbers();
		add(numbers, { USER: 'ann' }, { USER: 'bob' });
		numbers.take();
		add(numbers, { USER: 'BOB' });
		const { values } = numbers.take();
		expect(values.distinct).toEqual([['USER', 'bob', 'BOB']]);
		expect([...values.places]).toEqual([0]);
	});

	it('drops a batch that was not taken', () => {
		const numbers = new ValueNumbers();
		add(numbers, { USER: 'ann' });
		numbers.clear();
		add(numbers, { USER: 'ann' });
		expect(numbers.take().values).toMatchObject({ distinct: [['USER', 'ann', 'ann']] });
	});

	it('gives up on fields with too many or too long values, once, until it is reset', () => {
		const numbers = new ValueNumbers();
		const fill = () => {
			for (let n = 0; n <= MAX_COUNTED_VALUES; n++) add(numbers, { N: n });
			add(numbers, { LONG: 'x'.repeat(MAX_COUNTED_LENGTH + 1) });
			return numbers.take().wideFields;
		};
		expect(fill()).toEqual(['N', 'LONG']);
		expect(fill()).toEqual([]);
		numbers.reset();
		expect(fill()).toEqual(['N', 'LONG']);
	});
});
