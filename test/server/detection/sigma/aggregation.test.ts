/** Thresholds of rules in their old form. */
import { readAggregation, readLeast } from '../../../../server/detection/sigma/aggregation';
import { eventSource } from '../../../../server/detection/sigma/log-source';
import { Problems } from '../../../../server/detection/sigma/problems';

function read(text: string) {
	const problems = new Problems();
	const source = eventSource({ product: 'windows', service: 'security' }, problems);
	const aggregation = readAggregation(text, source, problems);
	return { aggregation, problems: problems.found.map((problem) => problem.text) };
}

test.each([
	['count() > 5', { count: 6, by: [] }],
	['count() by TargetUserName, IpAddress >= 3', { count: 3, by: ['TARGETUSERNAME', 'IPADDRESS'] }],
	['count(IpAddress) by User > 1', { count: 2, by: ['USER'], distinct: 'IPADDRESS' }],
])('%s', (text, aggregation) => expect(read(text)).toEqual({ aggregation, problems: [] }));

test.each([
	'count() < 5',
	'sum(x) > 5',
	'near x',
	`count() by ${'a,'.repeat(50_000)}`,
	`count() by ${'a'.repeat(50_000)}`,
])('%.30s is refused', (text) => {
	expect(read(text).aggregation).toBeUndefined();
	expect(read(text).problems).toHaveLength(1);
});

test('conditions that another event could take back are refused', () => {
	const problems = new Problems();
	expect(readLeast({ gte: 5 }, problems)).toBe(5);
	expect(readLeast({ gt: 5, field: 'x' }, problems)).toBe(6);
	expect(problems.found).toEqual([]);
	for (const condition of [{ lt: 5 }, { gte: 1, lte: 5 }, { gte: 1.5 }, {}, null])
		expect(readLeast(condition, problems)).toBeUndefined();
	expect(problems.found).toHaveLength(5);
});
