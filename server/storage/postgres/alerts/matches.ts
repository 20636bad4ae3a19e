/** The remembered matches of one profile and group, read at once around those that have just arrived. */
import type { MatchReader, StepMatch } from '../../../detection';
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

/** Remembers matches; one that is there already stays as it is. */
export async function remember(
	sql: Sql,
	profile: number,
	group: string,
	arrived: readonly StepMatch[],
): Promise<void> {
	await sql.run(
		`INSERT INTO alert_match (profile, grp, step, time, event, weight, value)
		SELECT $1, $2, * FROM unnest($3::integer[], $4::bigint[], $5::bigint[], $6::integer[], $7::text[])
		ON CONFLICT DO NOTHING`,
		[
			...[profile, group, arrived.map(({ step }) => step), arrived.map(({ time }) => time)],
			...[arrived.map(({ event }) => event), arrived.map(({ weight = 1 }) => weight)],
			arrived.map(({ value = '' }) => value),
		],
	);
}
