/** Before and after the tests of the engines that several servers share: starts each engine once, and says why one is missing. */
import { missingForOpenSearch, startOpenSearch } from './opensearch.mjs';
import { startPostgres } from './postgres.mjs';

/** Read by the tests: where the engines are, or why one is not there. Set beforehand they name ones that run already. */
const POSTGRES_URL = 'LOG360_TEST_POSTGRES';
const POSTGRES_PROGRAMS = 'LOG360_TEST_POSTGRES_PROGRAMS';
const POSTGRES_MISSING = 'LOG360_TEST_POSTGRES_MISSING';
const OPENSEARCH_URL = 'LOG360_TEST_OPENSEARCH';

const started = [];

/** Jest's global setup. */
export default async function setup() {
	globalThis.log360Engines = started;
	await Promise.all([postgres(), openSearch()]);
}

async function postgres() {
	if (process.env[POSTGRES_URL] !== undefined) return;
	const postgres = await startPostgres({ durable: false });
	if ('missing' in postgres) {
		console.warn(`Tests on PostgreSQL are skipped: ${postgres.missing}`);
		process.env[POSTGRES_MISSING] = postgres.missing;
	} else {
		process.env[POSTGRES_URL] = postgres.url;
		process.env[POSTGRES_PROGRAMS] = postgres.programs;
		started.push(postgres);
	}
}

async function openSearch() {
	if (process.env[OPENSEARCH_URL] !== undefined) return;
	const missing = missingForOpenSearch();
	if (missing !== undefined) {
		console.warn(`Tests on OpenSearch are skipped: ${missing}`);
		return;
	}
	const cluster = await startOpenSearch();
	process.env[OPENSEARCH_URL] = cluster.urls[0];
	started.push(cluster);
}
