/** Word searches as terms. */
import { isExact } from '../../../../server/logs/query/bounds';
import { valueOf } from '../../../../server/logs/query/build';
import { countOfTerms, phraseBounds } from '../../../../server/logs/query/plan-words';

const star = { wild: '*' } as const;

describe('phraseBounds', () => {
	it.each([
		[['failed'], true, 1],
		[['fail', star], true, 1],
		[['x'.repeat(118)], true, 1],
		[['x'.repeat(119)], false, 1],
		[['x'.repeat(119), star], false, 1],
		[[star, 'ed'], false, 1],
		[['failed logon'], false, 2],
		[['a b a'], false, 2],
	])('%j', (pieces, exact, terms) => {
		expect(isExact(phraseBounds(valueOf(pieces), () => undefined))).toBe(exact);
		expect(countOfTerms(valueOf(pieces))).toBe(terms);
	});
});
