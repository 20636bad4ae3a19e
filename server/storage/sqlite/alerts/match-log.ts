/** Remembers which events matched the steps of thresholds and correlations, for as long as they can still matter. */
import { LATE_MATCHES, LATE_MS, type MatchReader, type StepMatch } from '../../../detection';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { type ReadMatches, RecentMatches } from './recent-matches';

/** Additions to a profile between two clean-ups. */
const CLEAN_EVERY = 10_000;

/** No limit, for SQLite. */
const ALL = -1;

/** The log of all profiles; every call belongs into the writer's transaction. */
export class MatchLog {
	private readonly insert: StatementSync;
	private readonly selectLatest: StatementSync;
	private readonly selectBetween: StatementSync;
	private readonly selectCount: StatementSync;
	private readonly recent = new RecentMatches();
	private readonly added = new Map<number, number>();
	/** Groups with a match of the first step, by profile; spares correlations a query for every last step. */
	private readonly begun = new Map<number, Set<string>>();
	private arrival: number | undefined;

	constructor(private readonly database: DatabaseSync) {
		this.insert = database.prepare(
			'INSERT INTO alert_match (profile, step, grp, time, event, arrival, weight, value) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
		);
		// `LIMIT ?` alone has SQLite plan a statement anew whenever values are bound: 30 µs instead of 4.
		const range = 'WHERE profile = ? AND step = ? AND grp = ? AND time BETWEEN ? AND ?';
		this.selectLatest = database.prepare(
			`SELECT step, time, event, weight, value FROM alert_match ${range} ORDER BY time DESC, event DESC LIMIT ? + 0`,
		);
		this.selectBetween = database.prepare(
			`SELECT step, time, event, weight, value FROM alert_match ${range} ORDER BY time, event LIMIT ? + 0`,
		);
		this.selectCount = database.prepare(`SELECT count(*) AS n FROM alert_match ${range}`);
	}

	/** Remembers a match. */
	add(profile: number, group: string, match: StepMatch): void {
		const { step, time, event, weight = 1, value } = match;
		this.arrival ??= this.lastArrival();
		// Unlike `run`, `get` makes no object of what changed.
		this.insert.get(profile, step, group, time, event, ++this.arrival, weight, value);
		this.recent.add(keyOf(profile, step, group), match);
		this.added.set(profile, (this.added.get(profile) ?? 0) + 1);
		if (step === 0) this.begun.get(profile)?.add(group);
	}

	/** The matches of one profile and group. */
	of(profile: number, group: string): MatchReader {
		return {
			hasBegun: () => this.begunOf(profile).has(group),
			latest: (step, from, to, limit) =>
				last(this.between(profile, step, group, from, to), limit)?.reverse() ??
				(this.selectLatest.all(profile, step, group, from, to, limit) as unknown as StepMatch[]),
			between: (step, from, to) =>
				this.between(profile, step, group, from, to) ??
				this.read(profile, step, group)(from, to, ALL),
		};
	}

	/** Matches of a range from memory; undefined when they are too many for it. */
	private between(
		profile: number,
		step: number,
		group: string,
		from: number,
		to: number,
	): StepMatch[] | undefined {
		const read = this.read(profile, step, group);
		return this.recent.between(keyOf(profile, step, group), from, to, read);
	}

	private read(profile: number, step: number, group: string): ReadMatches {
		return (from, to, limit) => {
			const last = Math.min(to, Number.MAX_SAFE_INTEGER);
			const rows = this.selectBetween.all(profile, step, group, from, last, limit);
			return rows as unknown as StepMatch[];
		};
	}

	/** Number of matches of all `steps` with `from <= time <= to`. */
	count(profile: number, group: string, steps: number, from: number, to: number): number {
		let total = 0;
		for (let step = 0; step < steps; step++)
			total += Number(this.selectCount.get(profile, step, group, from, to)?.['n']);
		return total;
	}

	/** Forgets what a profile with this window no longer needs; does nothing most of the time. */
	clean(profile: number, within: number): void {
		if ((this.added.get(profile) ?? 0) < CLEAN_EVERY) return;
		this.added.set(profile, 0);
		const newest = this.database
			.prepare('SELECT max(time) AS time FROM alert_match WHERE profile = ?')
			.get(profile)?.['time'];
		const kept = this.database
			.prepare(
				`SELECT arrival FROM alert_match WHERE profile = ? ORDER BY arrival DESC LIMIT 1 OFFSET ${LATE_MATCHES}`,
			)
			.get(profile)?.['arrival'];
		if (kept === undefined) return;
		this.database
			.prepare('DELETE FROM alert_match WHERE profile = ? AND time < ? AND arrival <= ?')
			.run(profile, Number(newest) - within - LATE_MS, Number(kept));
		this.begun.delete(profile);
		this.recent.clear();
	}

	/** Forgets the matches of events that were removed. The table has no index by event, but a bounded number of rows. */
	forgetEvents(low: number, high: number): void {
		const { changes } = this.database
			.prepare('DELETE FROM alert_match WHERE event BETWEEN ? AND ?')
			.run(low, high);
		if (changes === 0) return;
		this.begun.clear();
		this.recent.clear();
	}

	/** Forgets a profile. */
	forget(profile: number): void {
		this.database.prepare('DELETE FROM alert_match WHERE profile = ?').run(profile);
		this.added.delete(profile);
		this.begun.delete(profile);
		this.recent.clear();
	}

	/** Call after a rollback. */
	reset(): void {
		this.arrival = undefined;
		this.begun.clear();
		this.recent.clear();
	}

	private begunOf(profile: number): ReadonlySet<string> {
		let groups = this.begun.get(profile);
		if (groups === undefined) {
			const rows = this.database
				.prepare('SELECT DISTINCT grp FROM alert_match WHERE profile = ? AND step = 0')
				.all(profile);
			this.begun.set(profile, (groups = new Set(rows.map((row) => row['grp'] as string))));
		}
		return groups;
	}

	/** Looked up at the first match only: the table has no index by arrival. */
	private lastArrival(): number {
		const row = this.database.prepare('SELECT max(arrival) AS n FROM alert_match').get();
		return Number(row?.['n'] ?? 0);
	}
}

function keyOf(profile: number, step: number, group: string): string {
	return `${profile} ${step} ${group}`;
}

function last<T>(list: readonly T[] | undefined, most: number): T[] | undefined {
	return list?.slice(Math.max(0, list.length - most));
}
