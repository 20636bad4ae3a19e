/** The changes that log sources take, beside those that their own logs make. */

import type { LogSource } from '../events';

/** A log source to be added before it has sent anything. */
export interface NewSource {
	/** Host name or address. */
	readonly name: string;
	readonly logType: string;
	/** Name of its domain; null without one, and then its first event tells what it really is. */
	readonly domain: string | null;
	/** Id of the agent that collects its logs; null without one. */
	readonly agentId: number | null;
}

/** What changes of one log source; what is left out stays. */
export interface SourceChange {
	readonly id: number;
	readonly displayName?: string | undefined;
	readonly groupId?: number | undefined;
	readonly enabled?: boolean | undefined;
	/** Zone of times without one, such as `Europe/Berlin` or `+02:00`; null takes it back. */
	readonly timeZone?: string | null | undefined;
}

/**
 * Changes log sources. Every call is all or nothing, durable when it resolves, and rejects with an
 * `InventoryError` when it names something unknown.
 */
export interface SourceInventory {
	/** Adds log sources; `conflict` when one of the names is taken. */
	addSources(sources: readonly NewSource[]): Promise<LogSource[]>;
	/** Changes log sources; resolves with all that were named, as they are now. */
	updateSources(changes: readonly SourceChange[]): Promise<LogSource[]>;
	/**
	 * Takes log sources off the list. Their events stay and can be searched; a source that sends again
	 * comes back under the id it had.
	 */
	deleteSources(ids: readonly number[]): Promise<number>;
	/** Disables log sources by name or address, see `SourceTable.disable`. */
	disableSources(names: readonly string[]): Promise<void>;
}
