/** Tests of stored texts agree with the predicate, however little of a text they read. */
import { compilePredicate, parseQuery } from '../../../../server/logs/query';
import { documentOf, documentTest } from '../../../../server/logs/store';
import fc from 'fast-check';
import { runs } from '../../../support/runs';
import { eventArbitrary, queryArbitrary } from '../query/support/vocabulary';

it('agrees with the predicate', () => {
	fc.assert(
		fc.property(
			fc.array(eventArbitrary, { minLength: 1, maxLength: 10 }),
			fc.array(queryArbitrary, { minLength: 1, maxLength: 10 }),
			(events, queries) => {
				for (const query of queries) {
					const [test, expected] = [documentTest(query), compilePredicate(query)];
					for (const { TIME, ...fields } of events) {
						const document = documentOf({ time: Number(TIME), fields });
						const answers = { query, document, selected: test(document) };
						expect(answers.selected).toBe(expected(JSON.parse(document)));
					}
				}
			},
		),
		{ numRuns: runs(300) },
	);
});

test.each([
	['a value that looks like a field', { A: '"MESSAGE":"found"', B: ',"MESSAGE":"found"' }, false],
	['a field whose name ends like another', { XMESSAGE: 'found' }, false],
	['quotes and backslashes before it', { A: '\\', B: '\\"', MESSAGE: 'found' }, true],
	['a value with quotes', { MESSAGE: '\\" found \\' }, true],
	['no value', { A: 'found' }, false],
])('reads one field: %s', (_, fields, expected) => {
	const test = documentTest(parseQuery('MESSAGE = found'));
	expect(test(documentOf({ time: 1, fields }))).toBe(expected);
});
