/** A process that runs a cluster for tests: `run-nodes.mjs 3` prints its addresses, takes `kill 0` and `restart 0` a line, ends with its input. */
import { createInterface } from 'node:readline';
import { startOpenSearch } from '../opensearch.mjs';

const cluster = await startOpenSearch({ nodes: Number(process.argv[2]) });
console.log(JSON.stringify(cluster.urls));
for await (const line of createInterface({ input: process.stdin })) {
	const [action, node] = line.split(' ');
	const chosen = cluster.nodes[Number(node)];
	if (action === 'kill') await chosen.kill();
	else await chosen.restart();
	console.log(line);
}
await cluster.stop();
