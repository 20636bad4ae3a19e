/** Keeps the matches that rules look at in memory, so that a steady stream of events is decided without a look into the database. */
import type { StepMatch } from '../../../detection';

/** Matches of all groups, and groups, beyond which all are forgotten: some 20 MB. */
const MOST_MATCHES = 100_000;
const MOST_GROUPS = 20_000;
/** A group with more matches than this in what is asked for is left to the database. */
const MOST_OF_ONE = 2_000;
/** From so many matches on, those that are older than what is asked for are given up when they are most. */
const TRIMMED = 64;

/** Reads matches of a group in order of time and id, at most `limit`. */
export type ReadMatches = (from: number, to: number, limit: number) => readonly StepMatch[];

interface Group {
	/** All matches from this time on are here; epoch ms. */
	since: number;
	/** In order of time and id. */
	matches: StepMatch[];
}

/** The matches of groups, each group from some time on. */
export class RecentMatches {
	private groups = new Map<string, Group>();
	private size = 0;

	/** Adds a match that has just been stored. @param key profile, step and group */
	add(key: string, match: StepMatch): void {
		const group = this.groups.get(key);
		if (group === undefined || match.time < group.since) return;
		const { matches } = group;
		let at = matches.length;
		while (at > 0 && isBefore(match, matches[at - 1] as StepMatch)) at--;
		if (at === matches.length) matches.push(match);
		else matches.splice(at, 0, match);
		this.size++;
	}

	/**
	 * The matches with `from <= time <= to` in order of time and id.
	 *
	 * @param read reads stored ones of the same group
	 * @returns undefined when they are too many to be kept
	 */
	between(key: string, from: number, to: number, read: ReadMatches): StepMatch[] | undefined {
		const group = this.group(key, from, read);
		if (group === undefined) return undefined;
		const { matches } = group;
		const begin = place(matches, from);
		const end = to === Infinity ? matches.length : place(matches, to + 1);
		if (begin > TRIMMED && begin > matches.length / 2) {
			this.size -= begin;
			group.since = from;
			group.matches = matches.slice(begin);
			return group.matches.slice(0, end - begin);
		}
		return matches.slice(begin, end);
	}

	/** Forgets all: matches were removed, or a transaction was undone. */
	clear(): void {
		this.groups = new Map();
		this.size = 0;
	}

	/** A group with all matches from a time on; undefined when these are too many. */
	private group(key: string, from: number, read: ReadMatches): Group | undefined {
		const known = this.groups.get(key);
		if (known !== undefined && known.since <= from) {
			if (known.matches.length <= MOST_OF_ONE) return known;
			this.drop(key, known);
			return undefined;
		}
		const missing = read(from, known === undefined ? Infinity : known.since - 1, MOST_OF_ONE + 1);
		if (missing.length > MOST_OF_ONE) return undefined;
		if (this.size + missing.length > MOST_MATCHES || this.groups.size >= MOST_GROUPS) this.clear();
		// After clearing, what was known is not kept, but holds for this time.
		const group = { since: from, matches: [...missing, ...(known?.matches ?? [])] };
		this.size += group.matches.length - (this.groups.get(key)?.matches.length ?? 0);
		this.groups.set(key, group);
		return group;
	}

	private drop(key: string, { matches }: Group): void {
		this.groups.delete(key);
		this.size -= matches.length;
	}
}

function isBefore(one: StepMatch, other: StepMatch): boolean {
	return one.time < other.time || (one.time === other.time && one.event < other.event);
}

/** The first place whose time is not before the given one. */
function place(matches: readonly StepMatch[], time: number): number {
	let low = 0;
	let high = matches.length;
	while (low < high) {
		const middle = (low + high) >>> 1;
		if ((matches[middle] as StepMatch).time < time) low = middle + 1;
		else high = middle;
	}
	return low;
}
