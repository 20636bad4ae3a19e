/** The frame of an end-to-end script: checks, progress with elapsed time, and clean-up however it ends. */
import { elapsedSince } from '../../../scripts/n8n/npm.mjs';
import { Checks } from './checks.mjs';

/**
 * @typedef {object} Session
 * @property {Checks} checks
 * @property {(line: string) => void} log
 * @property {(cleanUp: () => Promise<void> | void) => void} atEnd - run at the end, the last one first
 */

/**
 * Runs a script to its end and ends the process: with 0 when every check passed.
 *
 * @param {(session: Session) => Promise<void>} body
 */
export async function runSession(body) {
	const started = Date.now();
	const checks = new Checks();
	/** @type {(() => Promise<void> | void)[]} */
	const cleanUps = [];
	const cleanUp = async () => {
		for (const one of cleanUps.splice(0).reverse()) await one();
	};
	for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
		process.once(signal, () => void cleanUp().finally(() => process.exit(130)));
	}
	try {
		await body({
			checks,
			log: (line) => console.log(`[${elapsedSince(started)}] ${line}`),
			atEnd: (one) => cleanUps.push(one),
		});
	} catch (error) {
		checks.fail(error);
	} finally {
		await cleanUp();
	}
	console.log(`Took ${elapsedSince(started)}`);
	// What a failed check left open, a listening fake for instance, must not keep the script from ending.
	process.exit(checks.finish() ? 0 : 1);
}
