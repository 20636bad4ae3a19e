/**
 * Log sources, log types and parser rules for tests that any engine has to pass: on SQLite, and on PostgreSQL in the
 * tests of the project `cluster`.
 */
import { join } from 'node:path';
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
import type { LogTypeWorld, SourceWorld } from './catalogue-worlds';

/** Set for each file by the project's setup. */
const SHARED = process.env['LOG360_TEST_ENGINE'] === 'postgres';

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
