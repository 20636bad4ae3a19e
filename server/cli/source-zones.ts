/** Options of commands that only show how lines are read: with the zones that a data folder has for its log sources. */
import { type IngestOptions, parseOptionsOf, type ParseOptions, parseZone } from '../logs/ingest';
import { systemClock } from '../platform';
import { readZones } from '../storage/sqlite';

/**
 * The options for lines that are read now.
 *
 * @param data a data folder, whose log sources have zones; undefined: no zone but that of the options is known
 * @throws Error when it is none
 */
export function shownOptions(ingest: IngestOptions, data: string | undefined): ParseOptions {
	const options = parseOptionsOf(ingest, systemClock.now());
	// A zone that is named comes before those of log sources, as in an import.
	if (data === undefined || ingest.timeZone !== undefined) return options;
	const hostZones = [...readZones(data)].flatMap(([host, text]) => {
		const zone = parseZone(text);
		return zone === undefined ? [] : [[host, zone] as const];
	});
	return { ...options, hostZones: new Map(hostZones) };
}
