/** Lines put together for writing. */
import { inPieces } from '../../../../nodes/Log360/files/pieces';

const lines = (count: number, length: number) =>
	Array.from({ length: count }, (_, n) => `${String(n).padEnd(length - 1, '.')}\n`);

it.each([
	['no line', [], 0],
	['one', lines(1, 10), 1],
	['many short ones', lines(1_000, 1_000), 31],
	['long ones', lines(3, 100_000), 3],
])('keeps %s, in order', (_name, given, count) => {
	const pieces = [...inPieces(given)];
	expect(pieces.join('')).toBe(given.join(''));
	expect(pieces).toHaveLength(count);
	for (const piece of pieces) expect(piece.endsWith('\n')).toBe(true);
});

it('gives a piece without asking for more lines than it holds', () => {
	let made = 0;
	function* endless() {
		for (;;) {
			made += 1;
			yield 'x'.repeat(20 * 1024);
		}
	}
	for (const _piece of inPieces(endless())) break;
	expect(made).toBe(2);
});
