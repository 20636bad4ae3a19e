import { compilePredicate, parseQuery } from '../../../../server/logs/query';
import { restrict } from '../../../../server/logs/store/restrict';

function selects(
	filters: Parameters<typeof restrict>[1],
	fields: Record<string, string>,
	query = 'N = 1',
): boolean {
	return compilePredicate(restrict(parseQuery(query), filters))({ N: 1, ...fields });
}

describe('restrict', () => {
	it('leaves the query as it is without filters', () => {
		const query = parseQuery('a OR b');
		expect(restrict(query, {})).toBe(query);
	});

	it('narrows, and does not take an OR apart', () => {
		expect(selects({ hosts: ['web'] }, { HOSTNAME: 'WEB' }, 'N = 2 OR N = 1')).toBe(true);
		expect(selects({ hosts: ['web'] }, { HOSTNAME: 'db' }, 'N = 1 OR N = 2')).toBe(false);
		expect(
			selects({ hosts: ['web', 'db'], logTypes: ['Unix'] }, { HOSTNAME: 'db', LOGTYPE: 'Windows' }),
		).toBe(false);
		expect(
			selects({ hosts: ['web', 'db'], logTypes: ['Unix'] }, { HOSTNAME: 'db', LOGTYPE: 'Unix' }),
		).toBe(true);
	});

	it('takes names literally: a wildcard in one is none', () => {
		expect(selects({ hosts: ['w*'] }, { HOSTNAME: 'web' })).toBe(false);
		expect(selects({ hosts: ['w*'] }, { HOSTNAME: 'w*' })).toBe(true);
	});

	it('selects nothing for an empty list', () => {
		expect(selects({ hosts: [] }, { HOSTNAME: 'web' })).toBe(false);
	});
});
