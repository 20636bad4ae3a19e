/** What tests of log sources and log types need of any engine. */
import type { LogSource, LogSourceGroup, LogType } from '../../server/logs/events';
import type { LogTypeInventory } from '../../server/logs/log-types';
import type { NewSource, SourceChange } from '../../server/logs/sources';
import type { SourceKeys, SourcePage, SourceSighting } from '../../server/logs/store';

/** Log sources, and what senders have sent. */
export interface SourceWorld {
	/** Whether the events are taken in. */
	sight(sighting: SourceSighting): Promise<boolean>;
	add(sources: readonly NewSource[]): Promise<LogSource[]>;
	update(changes: readonly SourceChange[]): Promise<LogSource[]>;
	delete(ids: readonly number[]): Promise<number>;
	disable(names: readonly string[]): Promise<void>;
	sources(): Promise<LogSource[]>;
	sourcePage(page: SourcePage): Promise<{ total: number; sources: LogSource[] }>;
	sourcesWith(keys: SourceKeys): Promise<LogSource[]>;
	groups(): Promise<LogSourceGroup[]>;
	close(): Promise<void>;
}

/** Log types, and what events have told of them. */
export interface LogTypeWorld extends LogTypeInventory {
	/** An event of a log type comes in. */
	see(logType: string): Promise<unknown>;
	logTypes(): Promise<LogType[]>;
	close(): Promise<void>;
}
