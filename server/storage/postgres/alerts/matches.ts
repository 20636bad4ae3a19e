/** The remembered matches of one profile and group, read at once around those that have just arrived. */
import { LATE_MATCHES, LATE_MS, type MatchReader, type StepMatch } from '../../../detection';
import type { Sql } from '../data/driver';

/** Matches of a group, by time and event, that a decision can depend on. */
export class NearMatches implements MatchReader {
	constructor(private readonly matches: readonly StepMatch[]) {}

	/**
	 * Reads them.
	 *
	 * @param from epoch ms, inclusive, as `to`
	 */
	static async read(
		sql: Sql,
		profile: number,
		group: string,
		from: number,
		to: number,
	): Promise<NearMatches> {
		const rows = await sql.all<StepMatch>(
			`SELECT step, time, event, weight, value FROM alert_match
			WHERE profile = $1 AND grp = $2 AND time BETWEEN $3 AND $4 ORDER BY time, event`,
			[profile, group, from, to],
		);
		return new NearMatches(rows);
	}

	hasBegun(): boolean {
		return this.matches.some(({ step }) => step === 0);
	}

	latest(step: number, from: number, to: number, limit: number): readonly StepMatch[] {
		return this.between(step, from, to)
			.slice(-limit || Infinity)
			.reverse();
	}

	between(step: number, from: number, to: number): readonly StepMatch[] {
		return this.within(from, to).filter((match) => match.step === step);
	}

	/** Number of matches of all steps with `from <= time <= to`. */
	count(from: number, to: number): number {
		return this.within(from, to).length;
	}

	private within(from: number, to: number): readonly StepMatch[] {
		return this.matches.slice(this.firstAt(from), this.firstAt(to + 1));
	}

	/** Place of the first match at `time` or later. */
	private firstAt(time: number): number {
		let low = 0;
		let high = this.matches.length;
		while (low < high) {
			const middle = (low + high) >> 1;
			if ((this.matches[middle] as StepMatch).time < time) low = middle + 1;
			else high = middle;
		}
		return low;
	}
}

/**
 * Remembers matches; one that is there already stays as it is. Now and then it forgets what the profile no longer needs.
 *
 * @param within the profile's window, ms
 */
export async function remember(
	sql: Sql,
	{ id: profile, within }: { readonly id: number; readonly within: number },
	group: string,
	arrived: readonly StepMatch[],
): Promise<void> {
	const stored = await sql.all<{ arrival: number }>(
		`INSERT INTO alert_match (profile, grp, step, time, event, weight, value)
		SELECT $1, $2, * FROM unnest($3::integer[], $4::bigint[], $5::bigint[], $6::integer[], $7::text[])
		ON CONFLICT DO NOTHING RETURNING arrival`,
		[
			...[profile, group, arrived.map(({ step }) => step), arrived.map(({ time }) => time)],
			...[arrived.map(({ event }) => event), arrived.map(({ weight = 1 }) => weight)],
			arrived.map(({ value = '' }) => value),
		],
	);
	const [first, last] = [stored[0], stored.at(-1)];
	// Whoever gets there first among all servers does it: arrivals are counted for all of them.
	if (first !== undefined && last !== undefined)
		if (Math.floor(last.arrival / FORGET_EVERY) > Math.floor((first.arrival - 1) / FORGET_EVERY))
			await forgetOld(sql, profile, within);
}

/** Arrivals of matches, of all profiles, between two looks at what is old. */
const FORGET_EVERY = 10_000;

/** Forgets what no rule of this window can need, as the embedded store does: by time, but never the latest arrivals. */
async function forgetOld(sql: Sql, profile: number, within: number): Promise<void> {
	await sql.run(
		`DELETE FROM alert_match WHERE profile = $1
			AND time < (SELECT max(time) FROM alert_match WHERE profile = $1) - $2::bigint
			AND arrival <= (SELECT arrival FROM alert_match WHERE profile = $1 ORDER BY arrival DESC LIMIT 1 OFFSET $3)`,
		[profile, within + LATE_MS, LATE_MATCHES],
	);
}
