/** The pictures of README and examples: compared with what is there now, or taken anew. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { repositoryRoot } from '../../../scripts/n8n/paths.mjs';
import { writeArtifact } from './artifacts.mjs';
import { differenceOf } from './difference.mjs';
import { readPng } from './png.mjs';

/**
 * So many squares may differ. Measured on labels of nine pixels: another word makes 9 to 13, a word that is gone 21, other hinting or
 * smoothing of the letters none; one letter more or less makes 2, and is let through.
 */
const TOLERANCE = 6;

/** Holds how wide the machine that took the pictures draws a line in the console's letters, in pixels. */
const LETTERS = join(repositoryRoot, 'docs', 'pictures', 'letters.json');

/** With this argument pictures are written instead of compared. */
export const RENEW = '--renew';

/**
 * Compares a picture with the one in the repository, or puts it there with `--renew`.
 *
 * @param {string} file - from the root of the repository
 * @param {Buffer} taken - PNG
 * @param {import('./difference.mjs').Box[]} [ignored] - where it is different each time
 * @throws Error that names the file and the way to renew it
 */
export function keepPicture(file, taken, ignored = []) {
	const path = join(repositoryRoot, file);
	if (process.argv.includes(RENEW)) {
		mkdirSync(dirname(path), { recursive: true });
		writeFileSync(path, taken);
		return;
	}
	const artifact = file.replaceAll('/', '-');
	const { squares, where } = existsSync(path)
		? differenceOf(readPng(readFileSync(path)), readPng(taken), ignored)
		: { squares: Infinity, where: 'it is missing' };
	if (squares <= TOLERANCE) return;
	writeArtifact(artifact, taken);
	throw new Error(
		`${file} is stale: ${where} (${squares} squares). Compare it with test/e2e/artifacts/${artifact}; "npm run pictures" takes it anew.`,
	);
}

/**
 * Whether this machine has the letters of the one that took the pictures of the console; says so where it has not, and notes its own
 * with `--renew`.
 *
 * @param {number} width - of the line here, in pixels
 * @returns {boolean}
 */
export function checkLetters(width) {
	if (process.argv.includes(RENEW)) writeFileSync(LETTERS, `{ "width": ${width} }\n`);
	const known = JSON.parse(readFileSync(LETTERS, 'utf8')).width;
	if (Math.abs(known - width) < 0.5) return true;
	console.log(
		`skip  the README’s pictures of the token page: this machine draws other letters (${width} px a line instead of ${known})`,
	);
	return false;
}

/**
 * Pictures a part of the page once it has come to rest: menus slide, and the canvas glides into view.
 *
 * @param {any} page
 * @param {any} part - a locator
 * @returns {Promise<Buffer>} PNG
 */
export async function stillPicture(page, part) {
	let last = Buffer.alloc(0);
	for (let tries = 0; tries < 20; tries++) {
		const taken = await part.screenshot();
		if (taken.equals(last)) return taken;
		last = taken;
		await page.waitForTimeout(300);
	}
	throw new Error('the picture does not come to rest');
}
