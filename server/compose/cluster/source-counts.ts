/** How many events log sources have sent: counted where the events are, beside a list that lies elsewhere. */
import type { LogSource } from '../../logs/events';
import { OVERFLOW_SOURCE } from '../../logs/store';
import { type SourceCounts, sourceKeyOf } from '../../storage/opensearch';

/** Who knows. */
export interface Counting {
	/** What is counted, by `sourceKeyOf` a name. @param names those that are wanted; all by default */
	readonly counts: (names?: readonly string[]) => Promise<ReadonlyMap<string, SourceCounts>>;
	/** All listed sources. */
	readonly listed: () => Promise<readonly LogSource[]>;
}

/** Adds the numbers. The source that stands for all beyond the quota has those of hosts that are not listed. */
export async function withCounts(
	sources: readonly LogSource[],
	{ counts, listed }: Counting,
): Promise<LogSource[]> {
	if (sources.length === 0) return [];
	const hasOverflow = sources.some(({ name }) => name === OVERFLOW_SOURCE);
	const counted = await counts(hasOverflow ? undefined : sources.map(({ name }) => name));
	const overflow = hasOverflow ? unlisted(counted, await listed()) : undefined;
	return sources.map((source) => ({
		...source,
		...(source.name === OVERFLOW_SOURCE ? overflow : counted.get(sourceKeyOf(source.name))),
	}));
}

function unlisted(
	counted: ReadonlyMap<string, SourceCounts>,
	listed: readonly LogSource[],
): SourceCounts | undefined {
	const keys = new Set(listed.map(({ name }) => sourceKeyOf(name)));
	const rest = [...counted].flatMap(([key, counts]) => (keys.has(key) ? [] : [counts]));
	if (rest.length === 0) return undefined;
	return {
		firstSeen: rest.reduce((least, { firstSeen }) => Math.min(least, firstSeen), Infinity),
		lastSeen: rest.reduce((most, { lastSeen }) => Math.max(most, lastSeen), 0),
		events: rest.reduce((sum, { events }) => sum + events, 0),
	};
}
