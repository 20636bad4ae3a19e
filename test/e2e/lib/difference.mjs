/** How far two pictures are apart, by squares, so that another smoothing of letters does not count and another word does. */

/** Edge of a square, in pixels. */
const SQUARE = 4;
/** Means of a channel over a square, 0 to 255, that are so far apart are another content. */
const OTHER = 12;

/**
 * A rectangle, in pixels.
 *
 * @typedef {{ x: number, y: number, width: number, height: number }} Box
 */

/**
 * @typedef {object} Difference
 * @property {number} squares - that differ; infinite when the sizes do
 * @property {string} where - in words, empty when nothing differs
 */

/**
 * @param {import('./png.mjs').Picture} one
 * @param {import('./png.mjs').Picture} other
 * @param {Box[]} [ignored] - what differs there does not count
 * @returns {Difference}
 */
export function differenceOf(one, other, ignored = []) {
	if (one.width !== other.width || one.height !== other.height) {
		const [was, is] = [one, other].map(({ width, height }) => `${width} × ${height}`);
		return { squares: Infinity, where: `it is ${is} pixels large instead of ${was}` };
	}
	/** @type {{ x: number, y: number }[]} */
	const found = [];
	for (let y = 0; y < one.height; y += SQUARE) {
		for (let x = 0; x < one.width; x += SQUARE) {
			if (ignored.some((box) => touches(box, x, y))) continue;
			if (apart(meansOf(one, x, y), meansOf(other, x, y))) found.push({ x, y });
		}
	}
	if (found.length === 0) return { squares: 0, where: '' };
	const span = (/** @type {'x' | 'y'} */ axis) => {
		const all = found.map((square) => square[axis]);
		return `${axis} ${Math.min(...all)} to ${Math.max(...all) + SQUARE}`;
	};
	return { squares: found.length, where: `it differs between ${span('x')}, ${span('y')}` };
}

/** @param {Box} box @param {number} x @param {number} y */
function touches(box, x, y) {
	return (
		x + SQUARE > box.x && x < box.x + box.width && y + SQUARE > box.y && y < box.y + box.height
	);
}

/**
 * @param {import('./png.mjs').Picture} picture
 * @param {number} left
 * @param {number} top
 * @returns {number[]} red, green and blue
 */
function meansOf({ width, height, channels, data }, left, top) {
	const sums = [0, 0, 0];
	const right = Math.min(left + SQUARE, width);
	const bottom = Math.min(top + SQUARE, height);
	for (let y = top; y < bottom; y++) {
		for (let x = left; x < right; x++) {
			const at = (y * width + x) * channels;
			for (let channel = 0; channel < 3; channel++) sums[channel] += data[at + channel];
		}
	}
	const count = (right - left) * (bottom - top);
	return sums.map((sum) => sum / count);
}

/** @param {number[]} one @param {number[]} other */
function apart(one, other) {
	return one.some((mean, channel) => Math.abs(mean - other[channel]) > OTHER);
}
