/** Before and after the tests of the engines that several servers share: starts each engine once, and says why one is missing. */
import { startPostgres } from './postgres.mjs';

/** Read by the tests: where the engine is, or why it is not there. */
const POSTGRES_URL = 'LOG360_TEST_POSTGRES';
const POSTGRES_MISSING = 'LOG360_TEST_POSTGRES_MISSING';

const started = [];

/** Jest's global setup. */
export default async function setup() {
	const postgres = await startPostgres({ durable: false });
	if ('missing' in postgres) {
		console.warn(`Tests on PostgreSQL are skipped: ${postgres.missing}`);
		process.env[POSTGRES_MISSING] = postgres.missing;
	} else {
		process.env[POSTGRES_URL] = postgres.url;
		started.push(postgres);
	}
	globalThis.log360Engines = started;
}
