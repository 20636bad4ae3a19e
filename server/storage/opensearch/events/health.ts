/** How a cluster is, in its own words. */
import type { SearchClient } from '../client';

/** How the cluster is. */
export interface ClusterHealth {
	/** `green`: all copies are there; `yellow`: some copies are missing, no events are; `red`: events are missing. */
	readonly status: 'green' | 'yellow' | 'red' | 'unreachable';
	readonly nodes: number;
	/** Shards, primaries or copies, that no node has. */
	readonly unassignedShards: number;
}

/** Asks the cluster; never rejects. */
export async function healthOf(client: SearchClient): Promise<ClusterHealth> {
	try {
		const { status, number_of_nodes, unassigned_shards } = await client.call<{
			status: 'green' | 'yellow' | 'red';
			number_of_nodes: number;
			unassigned_shards: number;
		}>({ method: 'GET', path: '/_cluster/health', query: { timeout: '3s' } });
		return { status, nodes: number_of_nodes, unassignedShards: unassigned_shards };
	} catch {
		return { status: 'unreachable', nodes: 0, unassignedShards: 0 };
	}
}
