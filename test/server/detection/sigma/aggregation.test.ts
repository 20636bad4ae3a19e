import { readAggregation } from '../../../../server/detection/sigma/aggregation';
import { Problems } from '../../../../server/detection/sigma/problems';

const read = (text: string) => {
	const problems = new Problems();
	return { aggregation: readAggregation(text, problems), problems: problems.found };
};

it('reads the fields and the threshold', () => {
	expect(read('count() by User , Host > 5').aggregation).toMatchObject({ count: 6 });
	expect(read('count() >= 5').aggregation).toEqual({ count: 5, by: [] });
});

// Exponential before: 25 commas took 13 seconds, 40 would have taken hours.
it('refuses a list without end at once', () => {
	expect(read(`count() by ${'a,'.repeat(5_000)}a`).problems).toHaveLength(1);
	expect(read(`count() by ${'a ,'.repeat(5_000)}`).problems).toHaveLength(1);
});
