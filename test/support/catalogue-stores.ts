/**
 * Log sources, log types and parser rules for tests that any engine has to pass: on SQLite, and on PostgreSQL in the
 * tests of the project `cluster`.
 */
import { join } from 'node:path';
import type { LogSource, LogSourceGroup, LogType } from '../../server/logs/events';
import type { LogTypeInventory } from '../../server/logs/log-types';
import type { NewSource, SourceChange } from '../../server/logs/sources';
import type { SourceKeys, SourcePage, SourceSighting } from '../../server/logs/store';
import {
	listGroups,
	listLogTypes,
	listParserRules,
	listSources,
	LogTypeTable,
	openForWriting,
	pageOfSources,
	ParserRuleTable,
	SourceTable,
	sourcesWith,
} from '../../server/storage/sqlite';
import * as postgres from '../cluster/postgres/catalogue-stores';

/** Set for each file by the project's setup. */
const SHARED = process.env['LOG360_TEST_ENGINE'] === 'postgres';

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

/** Opens log sources. */
export async function openSources(directory: string): Promise<SourceWorld> {
	if (SHARED) return postgres.openSources();
	const database = openForWriting(join(directory, 'events.db'));
	const table = new SourceTable(database);
	const whole = async <T>(work: () => T): Promise<T> => work();
	return {
		sight: (sighting) => whole(() => table.sight(sighting)),
		add: (sources) => whole(() => table.add(sources)),
		update: (changes) => whole(() => table.update(changes)),
		delete: (ids) => whole(() => table.delete(ids)),
		disable: (names) => whole(() => table.disable(names)),
		sources: async () => listSources(database),
		sourcePage: async (page) => pageOfSources(database, page),
		sourcesWith: async (keys) => sourcesWith(database, keys),
		groups: async () => listGroups(database),
		close: async () => database.close(),
	};
}

/** Opens log types. */
export async function openLogTypes(directory: string): Promise<LogTypeWorld> {
	if (SHARED) return postgres.openLogTypes();
	const database = openForWriting(join(directory, 'events.db'));
	const types = new LogTypeTable(database);
	const rules = new ParserRuleTable(database);
	const whole = async <T>(work: () => T): Promise<T> => work();
	const sent = { name: 'x', ip: '', firstSeen: 1, lastSeen: 1, events: 1 };
	return {
		see: (logType) => whole(() => new SourceTable(database).sight({ ...sent, logType })),
		logTypes: async () => listLogTypes(database),
		createLogType: (name, details) => whole(() => types.create(name, details)),
		updateLogType: (change) => whole(() => types.update(change)),
		deleteLogTypes: (ids) => whole(() => types.delete(ids)),
		parserRules: async () => listParserRules(database),
		createParserRule: (rule) => whole(() => rules.create(rule)),
		updateParserRule: (change) => whole(() => rules.update(change)),
		deleteParserRules: (ids) => whole(() => rules.delete(ids)),
		close: async () => database.close(),
	};
}
