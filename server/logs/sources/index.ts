/** Log sources: which devices there are, and how people change them; what others may use of it. */

/** Adds Windows log sources: their domains and agents must be known. */
export { addWindowsSources } from './add-windows';

/** Finds the log sources that a change names, and adds those that have sent nothing yet. */
export { changeSources } from './announced';

/** Finds log sources as people name them: by host name, display name or address. */
export { sourcesNamed } from './by-name';

/** The changes that log sources take, beside those that their own logs make. */
export type { NewSource, SourceChange, SourceInventory } from './changes';

/** The computers of the domains, each with the log source that it is, if any. */
export { listComputers } from './computers';

/** Changes log sources, and tells the ingest thread their time zones before the change is answered. */
export { SourceZones, zonesOf, type ZonesBySource } from './zones';

/** Resolves the host, group and log type filters of searches to what events carry, or says which one is unknown. */
export { resolveFilters, UnknownFilterError } from './lookup';
