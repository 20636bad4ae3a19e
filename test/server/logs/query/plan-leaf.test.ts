/** The budget of terms in a plan. */
import { isExact } from '../../../../server/logs/query/bounds';
import { valueOf } from '../../../../server/logs/query/build';
import { EVERY } from '../../../../server/logs/query/index-expression';
import { MAX_PLAN_TERMS } from '../../../../server/logs/query/limits';
import { LeafPlanner } from '../../../../server/logs/query/plan-leaf';

describe('LeafPlanner', () => {
	it('gives up narrowing once the budget of terms is spent, and stays right', () => {
		const values = Array.from({ length: 500 }, (_, n) => String(n));
		const leaves = new LeafPlanner({ values: () => values });
		const bounds = Array.from({ length: 10 }, () => leaves.range('N', '>=', valueOf(['0'])));
		const exact = Math.floor(MAX_PLAN_TERMS / 500);
		expect(bounds.map(isExact)).toEqual(bounds.map((_, index) => index < exact));
		expect(bounds.at(-1)?.upper).toEqual({ kind: 'term', term: 'n=', isPrefix: true });
	});

	it('a spent budget selects everything', () => {
		const leaves = new LeafPlanner(undefined);
		for (let n = 0; n < MAX_PLAN_TERMS; n++) leaves.equals('A', valueOf(['x']));
		expect(leaves.equals('A', valueOf(['x'])).upper).toBe(EVERY);
		expect(leaves.term(valueOf(['x'])).upper).toBe(EVERY);
	});
});
