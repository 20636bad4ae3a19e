/** Log sources and log types on PostgreSQL for the tests that every engine has to pass. */
import type { LogSource } from '../../../server/logs/events';
import {
	LOG_TYPE_LAYOUT,
	PostgresLogTypes,
	PostgresSources,
	SOURCE_LAYOUT,
} from '../../../server/storage/postgres';
import type { LogTypeWorld, SourceWorld } from '../../support/catalogue-worlds';
import { openPostgres } from './fixture';

type Counts = Pick<LogSource, 'firstSeen' | 'lastSeen' | 'events'>;

/** Log sources, with the numbers of events as whoever keeps the events would count them. */
export async function openSources(): Promise<SourceWorld> {
	const database = await openPostgres([SOURCE_LAYOUT]);
	const sources = new PostgresSources(database);
	const counts = new Map<string, Counts>();
	const counted = (list: LogSource[]) =>
		list.map((source) => ({ ...source, ...counts.get(source.name.toLowerCase()) }));
	return {
		sight: async ({ name, ip, logType, firstSeen, lastSeen, events }) => {
			const key = name.toLowerCase();
			if ((await sources.note([{ name, ip, logType }])).has(key)) return false;
			const before = counts.get(key) ?? { firstSeen: Infinity, lastSeen: 0, events: 0 };
			counts.set(key, {
				firstSeen: Math.min(before.firstSeen, Math.floor(firstSeen)),
				lastSeen: Math.max(before.lastSeen, Math.floor(lastSeen)),
				events: before.events + events,
			});
			return true;
		},
		add: (given) => sources.addSources(given),
		update: (changes) => sources.updateSources(changes),
		delete: (ids) => sources.deleteSources(ids),
		disable: (names) => sources.disableSources(names),
		sources: async () => counted(await sources.sources()),
		sourcePage: async (page) => {
			const { total, sources: found } = await sources.sourcePage(page);
			return { total, sources: counted(found) };
		},
		sourcesWith: async (keys) => counted(await sources.sourcesWith(keys)),
		groups: () => sources.groups(),
		close: () => database.close(),
	};
}

/** Log types beside the sources that tell of more. */
export async function openLogTypes(): Promise<LogTypeWorld> {
	const database = await openPostgres([SOURCE_LAYOUT, LOG_TYPE_LAYOUT]);
	const sources = new PostgresSources(database);
	const types = new PostgresLogTypes(database, () => sources.logTypes());
	return {
		see: (logType) => sources.note([{ name: 'x', ip: '', logType }]),
		logTypes: () => types.logTypes(),
		createLogType: (name, details) => types.createLogType(name, details),
		updateLogType: (change) => types.updateLogType(change),
		deleteLogTypes: (ids) => types.deleteLogTypes(ids),
		parserRules: () => types.parserRules(),
		createParserRule: (rule) => types.createParserRule(rule),
		updateParserRule: (change) => types.updateParserRule(change),
		deleteParserRules: (ids) => types.deleteParserRules(ids),
		close: () => database.close(),
	};
}
