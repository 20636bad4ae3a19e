/** Every pair of the odd values in the vocabulary: where an index of cut and cleaned terms could go wrong. */
import { type EventFields, type Query, compilePredicate } from '../../../../server/logs/query';
import { valueOf } from '../../../../server/logs/query/build';
import { FtsIndex } from './support/fts-index';
import { ADDRESSES, BLOCKS, LONG, ODD, WORDS } from './support/vocabulary';

const TEXTS = [...new Set([...WORDS, ...ODD, ...ADDRESSES, ...LONG])];
const EVENTS: EventFields[] = TEXTS.map((text, index) => ({
	TIME: index,
	USERNAME: text,
	MESSAGE: text,
}));
const QUERY_TEXTS = TEXTS.filter((text) => !/\p{Cs}/u.test(text));

/** Checks a query with both kinds of plan and returns its number of hits. */
function agree(index: FtsIndex, query: Query): number {
	const test = compilePredicate(query);
	const wanted = EVENTS.flatMap((event, id) => (test(event) ? [id] : []));
	for (const dictionary of [undefined, index.dictionary(['USERNAME'])]) {
		const { hits } = index.run(query, dictionary);
		expect({ query, hits }).toEqual({ query, hits: wanted });
	}
	return wanted.length;
}

describe('index and predicate agree on', () => {
	let index: FtsIndex;
	beforeAll(() => {
		index = new FtsIndex(EVENTS);
	});
	afterAll(() => index.close());

	it('each value as a literal, which finds at least itself', () => {
		for (const text of QUERY_TEXTS) {
			const value = valueOf([text]);
			expect(
				agree(index, { kind: 'compare', field: 'USERNAME', operator: '=', value }),
			).toBeGreaterThan(0);
			agree(index, { kind: 'compare', field: 'USERNAME', operator: '!=', value });
			agree(index, { kind: 'compare', field: 'USERNAME', operator: '<=', value });
		}
	});

	it('each value as a word search', () => {
		for (const text of QUERY_TEXTS) {
			const hits = agree(index, { kind: 'term', value: valueOf([text]) });
			expect(hits > 0).toBe(/[\p{L}\p{N}_]/u.test(text));
			agree(index, { kind: 'compare', field: 'MESSAGE', operator: '=', value: valueOf([text]) });
		}
	});

	it('each value as the start, the end and the middle of a pattern', () => {
		const any = { wild: '*' } as const;
		for (const text of QUERY_TEXTS) {
			for (const pieces of [
				[text, any],
				[any, text],
				[any, text, any],
				[text, { wild: '?' } as const],
			]) {
				agree(index, { kind: 'compare', field: 'USERNAME', operator: '=', value: valueOf(pieces) });
				agree(index, { kind: 'term', value: valueOf(pieces) });
			}
		}
	});

	it('each address block, which finds something', () => {
		for (const block of BLOCKS) {
			const value = valueOf([block]);
			expect(
				agree(index, { kind: 'compare', field: 'USERNAME', operator: '=', value }),
			).toBeGreaterThan(0);
			agree(index, { kind: 'not', operand: { kind: 'in', field: 'USERNAME', values: [value] } });
		}
	});
});
