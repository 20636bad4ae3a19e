/** The beginning of a list of hits. */
import { firstOf } from '../../../../nodes/Log360/files/first';

const hits = (...ns: number[]) => ns.map((n) => ({ n }));

it.each([
	[0, []],
	[-1, []],
	[1, hits(1)],
	[2, hits(1, 2)],
	[3, hits(1, 2, 3)],
	[4, hits(1, 2, 3)],
	[Infinity, hits(1, 2, 3)],
])('of %d', (limit, expected) => {
	const first = firstOf(hits(1, 2, 3), limit);
	expect(first).toHaveLength(expected.length);
	expect([...first]).toEqual(expected);
	expect([...first]).toEqual(expected);
});

it('makes no hit that it does not need', () => {
	let made = 0;
	const list = {
		length: 3,
		*[Symbol.iterator]() {
			for (;;) yield { n: (made += 1) };
		},
	};
	expect([...firstOf(list, 2)]).toEqual(hits(1, 2));
	expect(made).toBe(2);
});
