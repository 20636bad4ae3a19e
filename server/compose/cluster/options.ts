/** How a server is told of the engines that it shares with others. */
import type { ClientOptions, IndexSettings, Refresh } from '../../storage/opensearch';
import type { PostgresOptions } from '../../storage/postgres';

/** Where several servers keep everything; each of them is given the same. */
export interface ClusterOptions {
	/** Where the events are. */
	readonly opensearch: ClientOptions &
		IndexSettings & {
			/** What names of indices start with; `log360` by default. */
			readonly prefix?: string | undefined;
			/** `wait_for` by default: a batch is acknowledged when searches find it, and many share one refresh. */
			readonly refresh?: Refresh | undefined;
		};
	/** Where all else is. */
	readonly postgres: PostgresOptions;
}

/** Connections to PostgreSQL of one part of a server, unless the options say how many. */
export const CONNECTIONS = { server: 16, writer: 8 } as const;

/** The options of the event store. */
export function eventStoreOptions({ opensearch }: ClusterOptions) {
	const { prefix, refresh, shards, replicas, refreshInterval, ...cluster } = opensearch;
	return { cluster, prefix, refresh, shards, replicas, refreshInterval };
}
