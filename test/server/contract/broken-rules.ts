/** Requests that break a rule: the message names the parameter and what is accepted. */
import { check } from '../../../server/contract/explain';
import { OPERATIONS, type OperationId } from '../../../server/contract/operations';
import type { Operation } from '../../../server/contract/operation';

type Part = 'params' | 'query' | 'body';

/** An operation, a part of its request, what is wrong in it, the code of the error, and its sentence. */
export type Row = readonly [OperationId, Part, unknown, string, string | RegExp];

/** Makes a test of each row. */
export function refusedAsSaid(rows: readonly Row[]): void {
	test.each(rows)('%s %s %j', (id, part, input, code, sentence) => {
		const schema = (OPERATIONS[id] as Operation).request[part];
		const result = check(schema!, input);
		expect(result.ok).toBe(false);
		if (result.ok) return;
		expect(result.code).toBe(code);
		if (typeof sentence === 'string') expect(result.detail).toBe(sentence);
		else expect(result.detail).toMatch(sentence);
	});
}
