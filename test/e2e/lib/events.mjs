/** The events of the tests: generated from a seed, so that every answer can be checked to the last one. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { repositoryRoot } from '../../../scripts/n8n/paths.mjs';

const COUNT = 25_000;
const SPAN_MS = 12 * 60 * 60 * 1000;

/** One of the generated hosts. */
export const UNIX_HOST = 'bastion01';

/**
 * An event in the server's own form; `RECORDNUMBER` is different in each.
 *
 * @typedef {Record<string, string | number | boolean> & { TIME: number, RECORDNUMBER: number }} Event
 */

/**
 * @param {number} now - epoch ms
 * @returns {Event[]} events of the twelve hours before, oldest first
 */
export function generateEvents(now) {
	const require = createRequire(import.meta.url);
	const generator = require(join(repositoryRoot, 'server', 'dist', 'demo', 'generator.js'));
	const options = { seed: 360, count: COUNT, from: now - SPAN_MS, to: now };
	return Array.from(generator.generateEvents(options), (/** @type {any} */ { time, fields }) => ({
		TIME: time,
		...fields,
	}));
}
