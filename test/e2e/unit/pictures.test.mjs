/** Pictures are read, and compared so that other content counts and other smoothing does not. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { crc32, deflateSync } from 'node:zlib';
import { repositoryRoot } from '../../../scripts/n8n/paths.mjs';
import { differenceOf } from '../lib/difference.mjs';
import { readPng } from '../lib/png.mjs';

const file = join(repositoryRoot, 'examples', 'search-logs', 'canvas.png');
const canvas = () => readPng(readFileSync(file));

/** @param {string} type @param {Buffer} content */
function chunk(type, content) {
	const named = Buffer.concat([Buffer.from(type, 'latin1'), content]);
	const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
	length.writeUInt32BE(content.length);
	sum.writeUInt32BE(crc32(named));
	return Buffer.concat([length, named, sum]);
}

/** @param {number} width @param {number[][]} rows - each with the byte of its filter in front */
function pngOf(width, rows) {
	const head = Buffer.from([0, 0, 0, width, 0, 0, 0, rows.length, 8, 2, 0, 0, 0]);
	const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
	const content = deflateSync(Buffer.from(rows.flat()));
	return Buffer.concat([
		signature,
		chunk('IHDR', head),
		chunk('IDAT', content),
		chunk('IEND', Buffer.alloc(0)),
	]);
}

test('every filter of a row is undone', () => {
	const picture = readPng(
		pngOf(2, [
			[0, 10, 20, 30, 40, 50, 60],
			[1, 10, 20, 30, 30, 30, 30],
			[2, 1, 1, 1, 1, 1, 1],
			[3, 5, 5, 5, 5, 5, 5],
			[4, 1, 2, 3, 4, 5, 6],
		]),
	);
	assert.deepEqual(Array.from(picture.data), [
		...[10, 20, 30, 40, 50, 60],
		...[10, 20, 30, 40, 50, 60],
		...[11, 21, 31, 41, 51, 61],
		...[10, 15, 20, 30, 38, 45],
		...[11, 17, 23, 34, 43, 51],
	]);
});

test('what is no PNG is refused', () => {
	assert.throws(() => readPng(Buffer.from('GIF89a')), /no PNG/);
});

test('a picture is like itself, and other smoothing does not count', () => {
	const smoothed = canvas();
	for (let at = 0; at < smoothed.data.length; at++) {
		// Every edge a little softer.
		const left = smoothed.data[Math.max(0, at - smoothed.channels)];
		smoothed.data[at] = Math.round((9 * smoothed.data[at] + left) / 10);
	}
	assert.equal(differenceOf(canvas(), canvas()).squares, 0);
	assert.equal(differenceOf(canvas(), smoothed).squares, 0);
});

test('a label that is gone counts, unless it lies where nothing counts', () => {
	const changed = canvas();
	const box = { x: 560, y: 320, width: 96, height: 24 };
	for (let y = box.y; y < box.y + box.height; y++) {
		for (let x = box.x; x < box.x + box.width; x++) {
			changed.data.fill(
				(x + y) % 3 === 0 ? 20 : 240,
				(y * changed.width + x) * changed.channels,
				(y * changed.width + x + 1) * changed.channels,
			);
		}
	}
	const { squares, where } = differenceOf(canvas(), changed);
	assert.ok(squares > 6, `${squares}`);
	assert.match(where, /between x 560 to 656, y 320 to 344/);
	assert.equal(differenceOf(canvas(), changed, [box]).squares, 0);
});

test('another size is another picture', () => {
	const one = readPng(pngOf(1, [[0, 1, 2, 3]]));
	assert.deepEqual(differenceOf(canvas(), one).squares, Infinity);
});
