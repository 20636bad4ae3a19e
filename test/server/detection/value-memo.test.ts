/** What is remembered of values is what would be found of them, however many values there are. */
import fc from 'fast-check';
import { ValueMemo } from '../../../server/detection/value-memo';
import { plainArrival, PlainReader } from '../../../server/logs/ingest';
import { runs } from '../../support/runs';

const valueArbitrary = fc.oneof(
	fc.constantFrom('1', 1, 'true', true, '', 'é', '"', 'x'.repeat(64), `${'x'.repeat(64)}y`),
	fc.integer({ min: 0, max: 600 }),
	fc.string({ maxLength: 3 }),
);

test('finds for each value what belongs to it, and mostly without reading it', () => {
	const reader = new PlainReader();
	const arrival = plainArrival(Date.UTC(2026, 10, 20));
	let [values, found] = [0, 0];
	fc.assert(
		fc.property(fc.array(valueArbitrary, { maxLength: 400 }), (all) => {
			const memo = new ValueMemo((value) => {
				found++;
				return `${typeof value} ${String(value)}`;
			});
			for (const value of all) {
				const text = JSON.stringify({ TIME: arrival.time, HOSTNAME: 'h', V: value });
				const line = Buffer.from(text);
				const event = reader.read(line, 0, line.length, arrival)!;
				expect(memo.of(event, 1)).toBe(`${typeof value} ${String(value)}`);
				values++;
			}
		}),
		{ numRuns: runs(200) },
	);
	expect(found).toBeLessThan(values);
});
