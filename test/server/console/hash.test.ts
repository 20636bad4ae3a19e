/** Addresses of the console's pages. */
import fc from 'fast-check';
import { match, parseHash, toHash } from '../../../server/console/client/hash';

it.each([
	['', [], {}],
	['#', [], {}],
	['#/', [], {}],
	['#/incidents', ['incidents'], {}],
	['#/incidents/12/', ['incidents', '12'], {}],
	['#/alerts?range=0&q=a%3Db%20c', ['alerts'], { range: '0', q: 'a=b c' }],
	['#/a%2Fb?x=1?2', ['a/b'], { x: '1?2' }],
	['#/%E0%A4%A', ['%E0%A4%A'], {}],
])('reads %s', (hash, path, query) => {
	expect(parseHash(hash)).toEqual({ path, query });
});

it('leaves empty and absent values out of an address', () => {
	expect(toHash(['alerts'], { q: '', status: undefined, severity: 'critical', page: 2 })).toBe(
		'#/alerts?severity=critical&page=2',
	);
	expect(toHash(['incidents', 3000000438278])).toBe('#/incidents/3000000438278');
});

it('reads every address that it writes', () => {
	const segment = fc.string({ minLength: 1, unit: 'grapheme' });
	const query = fc.dictionary(
		fc.string({ minLength: 1 }).filter((name) => name !== '__proto__'),
		fc.string({ minLength: 1 }),
	);
	fc.assert(
		fc.property(fc.array(segment), query, (path, values) => {
			expect(parseHash(toHash(path, values))).toEqual({ path, query: { ...values } });
		}),
	);
});

it.each([
	['incidents/:id', ['incidents', '12'], { id: '12' }],
	['incidents/new', ['incidents', 'new'], {}],
	['incidents', ['incidents', '12'], undefined],
	['incidents/:id', ['incidents'], undefined],
	['alerts/:id', ['incidents', '12'], undefined],
])('fits %s to %j', (pattern, path, parameters) => {
	expect(match(pattern, path)).toEqual(parameters);
});
