/** How a server is told of the engines that it shares with others. */
import type { ClientOptions } from '../../storage/opensearch';
import type { PostgresOptions } from '../../storage/postgres';

/** Where several servers keep everything; each of them is given the same. */
export interface ClusterOptions {
	/** Where the events are. */
	readonly opensearch: ClientOptions & {
		/** What names of indices start with; `log360` by default. */
		readonly prefix?: string | undefined;
		/** Copies of each index beside the first; 1 by default. */
		readonly replicas?: number | undefined;
	};
	/** Where all else is. */
	readonly postgres: PostgresOptions;
}
