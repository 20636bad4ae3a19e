/** Puts lines together for writing. */

/** In letters. As UTF-16 it is half of what V8 still takes into its young generation, where garbage costs least. */
const SIZE = 32 * 1024;

/** Texts of whole lines, each but the last as soon as it has reached a certain size. */
export function* inPieces(lines: Iterable<string>): Generator<string> {
	let piece = '';
	for (const line of lines) {
		piece += line;
		if (piece.length < SIZE) continue;
		yield piece;
		piece = '';
	}
	if (piece !== '') yield piece;
}
