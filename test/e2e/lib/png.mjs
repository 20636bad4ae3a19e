/** Reads PNG files as Chromium writes them: eight bits a channel, not interlaced. */
import { inflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** Channels by colour type: RGB and RGBA. */
const CHANNELS = new Map([
	[2, 3],
	[6, 4],
]);

/**
 * A picture.
 *
 * @typedef {object} Picture
 * @property {number} width - in pixels, as all lengths here
 * @property {number} height
 * @property {number} channels - 3 or 4; the first three are red, green and blue
 * @property {Uint8Array} data - row by row
 */

/**
 * @param {Buffer} file
 * @returns {Picture}
 * @throws Error for what is no PNG of this kind
 */
export function readPng(file) {
	if (!file.subarray(0, 8).equals(SIGNATURE)) throw new Error('this is no PNG file');
	/** @type {Buffer} */
	let head = Buffer.alloc(13);
	const parts = [];
	for (let at = 8; at < file.length; ) {
		const length = file.readUInt32BE(at);
		const type = file.toString('latin1', at + 4, at + 8);
		const content = file.subarray(at + 8, at + 8 + length);
		if (type === 'IHDR') head = content;
		if (type === 'IDAT') parts.push(content);
		at += length + 12;
	}
	const [width, height] = [head.readUInt32BE(0), head.readUInt32BE(4)];
	const channels = CHANNELS.get(head[9]);
	if (head[8] !== 8 || !channels || head[12] !== 0) {
		throw new Error('only PNG files with eight bits a channel in RGB or RGBA are understood');
	}
	return {
		width,
		height,
		channels,
		data: unfilter(inflateSync(Buffer.concat(parts)), width * channels, channels),
	};
}

/**
 * Undoes the filter of each row, which its first byte names.
 *
 * @param {Buffer} raw
 * @param {number} stride - bytes of a row without that byte
 * @param {number} step - bytes of a pixel
 * @returns {Uint8Array}
 */
function unfilter(raw, stride, step) {
	const height = raw.length / (stride + 1);
	const out = new Uint8Array(stride * height);
	for (let y = 0; y < height; y++) {
		const filter = raw[y * (stride + 1)];
		const row = y * stride;
		for (let x = 0; x < stride; x++) {
			const left = x >= step ? out[row + x - step] : 0;
			const above = y > 0 ? out[row - stride + x] : 0;
			const corner = x >= step && y > 0 ? out[row - stride + x - step] : 0;
			const guess = [0, left, above, (left + above) >> 1, paeth(left, above, corner)][filter];
			out[row + x] = raw[y * (stride + 1) + 1 + x] + guess;
		}
	}
	return out;
}

/** @param {number} left @param {number} above @param {number} corner */
function paeth(left, above, corner) {
	const guess = left + above - corner;
	const [toLeft, toAbove, toCorner] = [left, above, corner].map((one) => Math.abs(guess - one));
	if (toLeft <= toAbove && toLeft <= toCorner) return left;
	return toAbove <= toCorner ? above : corner;
}
