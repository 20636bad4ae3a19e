/** How lines are read. */
import type { TimeOptions, Zone } from '../time';
import type { LineMemory } from './memory';

/** The formats a caller may ask for; `auto` decides line by line. */
export type LineFormat = 'auto' | 'json' | 'windows' | 'syslog' | 'access';

/** How lines are read. `now` is also the time of lines that carry none. */
export interface ParseOptions extends TimeOptions {
	readonly format: LineFormat;
	/** HOSTNAME of lines that name no host. */
	readonly defaultHost: string;
	/**
	 * Zone of times that carry none. Without it they are UTC, except Windows events, whose offset is inferred
	 * from `@timestamp` when there is one.
	 */
	readonly timeZone?: Zone;
	/** Zones of single log sources by lower-case HOSTNAME; they come before `timeZone`. Left out where the call names a zone. */
	readonly hostZones?: ReadonlyMap<string, Zone> | undefined;
	/** What lines leave behind for those after them, such as a header that names columns; one per file or batch. */
	readonly memory?: LineMemory;
}

/** The zone of times that carry none, of events of this host; undefined when nobody has told one. */
export function zoneFor(host: unknown, options: ParseOptions): Zone | undefined {
	return hostZone(host, options) ?? options.timeZone;
}

/** The zone that was set for this host's log source. */
export function hostZone(host: unknown, { hostZones }: ParseOptions): Zone | undefined {
	if (hostZones === undefined || typeof host !== 'string') return undefined;
	return hostZones.get(host.toLowerCase());
}
