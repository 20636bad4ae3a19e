/** Where servers of tests keep everything when they are several on real engines: what is a folder elsewhere names a schema and indices. */
import { randomBytes } from 'node:crypto';
import { TokenRegistry } from '../../../server/access/tokens';
import type { ServerOptions } from '../../../server/main';
import type { Clock } from '../../../server/platform';
import { connect } from '../../../server/storage/opensearch';
import {
	ACCESS_LAYOUT,
	addDemoInventory,
	INVENTORY_LAYOUT,
	postgresAccessStore,
	PostgresDatabase,
	PostgresSources,
	SOURCE_LAYOUT,
} from '../../../server/storage/postgres';
import { OPENSEARCH, removeAll } from '../opensearch/connection';
import { administer, cutConnections, postgresUrl } from '../postgres/fixture';

/** Engines as a server is told of them. */
export type Cluster = NonNullable<ServerOptions['cluster']>;

const places = new Map<string, Cluster>();

/** What a directory stands for; servers with one directory share everything. */
export function clusterOf(directory: string): Cluster {
	const known = places.get(directory);
	if (known !== undefined) return known;
	// A name that the command line takes for both, too.
	const name = `test${randomBytes(6).toString('hex')}`;
	const cluster: Cluster = {
		opensearch: { nodes: [OPENSEARCH as string], prefix: name, replicas: 0, refresh: 'true' },
		postgres: { url: postgresUrl(), schema: name, connections: 6 },
	};
	places.set(directory, cluster);
	return cluster;
}

/**
 * Ends all servers of a directory as a crash would: what they had under way is taken back, what they still try finds
 * nothing, and `to` is what they left. Leases have run out.
 */
export async function leaveBehind(from: string, to: string): Promise<void> {
	const cluster = clusterOf(from);
	const { schema } = cluster.postgres;
	const left = `test-${randomBytes(6).toString('hex')}`;
	places.set(to, { ...cluster, postgres: { ...cluster.postgres, schema: left } });
	await administer((client) => client.query(`ALTER SCHEMA "${schema}" RENAME TO "${left}"`));
	await cutConnections();
	await administer((client) =>
		client.query(`UPDATE "${left}".job SET lease = 0 WHERE state = 'RUNNING'`),
	);
}

/** Opens the tokens of a directory beside its servers; closing the registry closes all of it. */
export async function openClusterTokens(
	directory: string,
	clock: Clock,
): Promise<{ readonly registry: TokenRegistry; close(): Promise<void> }> {
	const { postgres } = clusterOf(directory);
	const database = await PostgresDatabase.open(postgres, [ACCESS_LAYOUT]);
	const store = postgresAccessStore(database);
	const registry = await TokenRegistry.open({ store, clock, refreshMs: 0 });
	return {
		registry,
		close: async () => {
			await registry.close();
			await database.close();
		},
	};
}

/** Stops taking in the logs of a host. */
export async function disableClusterSource(directory: string, name: string): Promise<void> {
	const database = await PostgresDatabase.open(clusterOf(directory).postgres, [SOURCE_LAYOUT]);
	try {
		await new PostgresSources(database).disableSources([name]);
	} finally {
		await database.close();
	}
}

/** Adds the demo's agents, domains, computers and users. */
export async function addClusterInventory(directory: string): Promise<void> {
	const database = await PostgresDatabase.open(clusterOf(directory).postgres, [INVENTORY_LAYOUT]);
	try {
		await addDemoInventory(database);
	} finally {
		await database.close();
	}
}

/** Removes all of it; call when the servers are closed. */
export async function removeClusters(): Promise<void> {
	if (places.size === 0) return;
	const client = connect({ nodes: [OPENSEARCH as string] });
	await administer(async (database) => {
		for (const { opensearch, postgres } of places.values()) {
			await database.query(`DROP SCHEMA IF EXISTS "${postgres.schema}" CASCADE`);
			await removeAll(client, opensearch.prefix as string);
		}
	});
	places.clear();
	await client.close();
}
