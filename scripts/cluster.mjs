/** `npm run cluster`: real engines on loopback for developers, three OpenSearch nodes and a PostgreSQL, until it is interrupted. */
import { parseArgs } from 'node:util';
import { missingForOpenSearch, startOpenSearch } from '../test/cluster/opensearch.mjs';
import { startPostgres } from '../test/cluster/postgres.mjs';

const { values } = parseArgs({ options: { nodes: { type: 'string', default: '3' } } });
const nodes = Number(values.nodes);
if (!(Number.isInteger(nodes) && nodes >= 1 && nodes <= 9)) {
	console.error(`--nodes ${values.nodes}: how many OpenSearch nodes, a whole number from 1 to 9`);
	process.exit(1);
}

/** Ends what was started. @type {(() => Promise<void>)[]} */
const stops = [];
const missing = missingForOpenSearch();
if (missing === undefined) {
	console.log(`Starting ${nodes} OpenSearch nodes (the first time this fetches 66 MB) ...`);
	const openSearch = await startOpenSearch({ nodes });
	stops.push(openSearch.stop);
	console.log(`OpenSearch  ${openSearch.urls.join(',')}`);
} else {
	console.log(`OpenSearch  not started: ${missing}`);
}
const postgres = await startPostgres();
if ('missing' in postgres) {
	console.log(`PostgreSQL  not started: ${postgres.missing}`);
} else {
	stops.push(() => postgres.stop());
	console.log(`PostgreSQL  ${postgres.url}`);
}
if (stops.length === 0) process.exit(1);
console.log('Interrupt (Ctrl+C) to stop them; their data goes with them.');
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
	process.once(signal, async () => {
		await Promise.all(stops.map((stop) => stop()));
		process.exit(0);
	});
}
