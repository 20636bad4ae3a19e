/** Which fields each log type's events have, and what rules call the products behind them: made of what the formats declare. */

import type { LogSourceWords } from './format';
import { ALL_FORMATS } from './registry';

/** Fields that every event may have, whatever its format. */
export const COMMON_FIELDS: readonly string[] = [
	'TIME',
	'HOSTNAME',
	'LOGTYPE',
	'RAWLOG',
	'MESSAGE',
	'SOURCE',
	'FACILITY',
	'SEVERITY',
	'COMMON_SEVERITY',
	'TIME_MISSING',
];

/** What is known of a log type. */
export interface LogTypeFields {
	readonly logType: string;
	/** Fields that its formats write, {@link COMMON_FIELDS} left out, sorted. */
	readonly fields: readonly string[];
	/** Whether its lines name further fields, so that one that is not listed may exist all the same. */
	readonly open: boolean;
	/** What rules call the products that write it. */
	readonly sources: readonly LogSourceWords[];
}

/** The table, one entry a log type, in the order of the formats. */
export function fieldsByLogType(): readonly LogTypeFields[] {
	const types = new Map<
		string,
		{ fields: Set<string>; open: boolean; sources: LogSourceWords[] }
	>();
	for (const { logTypes, fields, openFields, sources } of ALL_FORMATS) {
		for (const logType of logTypes) {
			const entry = types.get(logType) ?? { fields: new Set(), open: false, sources: [] };
			types.set(logType, entry);
			for (const field of fields) if (!COMMON_FIELDS.includes(field)) entry.fields.add(field);
			entry.open ||= openFields === true;
			entry.sources.push(...sources);
		}
	}
	return [...types].map(([logType, { fields, open, sources }]) => ({
		logType,
		fields: [...fields].sort(),
		open,
		sources,
	}));
}
