/** Leases lanes of event ids: of every millisecond of a minute, a run of the 1,000 ids that no other server has or will have. */
import { IDS_PER_MS } from '../../../logs/events';
import type { PostgresDatabase } from '../data/database';

/** A run of sequence numbers within each millisecond of a minute. */
export interface Lane {
	readonly first: number;
	readonly width: number;
}

/** Narrowest lane: what a server gets however little is left, while anything is. */
const NARROWEST = 16;
/** No lease gets more than this share of what is left: others come to the same minute, and later lives of the same server. */
const SHARE = 8;

/**
 * Leases a lane in each of these minutes.
 *
 * What is leased is never given back nor given again, so ids are unique whatever dies when. A minute of event time has
 * room for some fifty leases; after that it answers lanes of no width, and ids have to be those of the next minute.
 *
 * @param wanted width by minute (epoch ms / 60,000)
 * @returns a lane for each
 */
export async function leaseLanes(
	database: PostgresDatabase,
	wanted: ReadonlyMap<number, number>,
): Promise<Map<number, Lane>> {
	// In order, so that two servers that lease the same minutes do not wait for each other crosswise.
	const minutes = [...wanted.keys()].sort((a, b) => a - b);
	const share = (used: string) =>
		`LEAST(GREATEST(given.wanted, ${NARROWEST}), GREATEST(${NARROWEST}, (${IDS_PER_MS} - ${used}) / ${SHARE}), ${IDS_PER_MS} - ${used})`;
	const rows = await database.transaction(async (sql) => {
		const values = [minutes, minutes.map((minute) => wanted.get(minute))];
		await sql.run(
			`INSERT INTO id_lane (minute, used, granted)
			SELECT minute, 0, 0 FROM unnest($1::bigint[]) AS given(minute) ORDER BY minute ON CONFLICT DO NOTHING`,
			[minutes],
		);
		await sql.run(
			'SELECT 1 FROM id_lane WHERE minute = ANY ($1::bigint[]) ORDER BY minute FOR UPDATE',
			[minutes],
		);
		return sql.all<Lane & { minute: number }>(
			`UPDATE id_lane AS lane SET granted = ${share('lane.used')}, used = lane.used + ${share('lane.used')}
			FROM unnest($1::bigint[], $2::integer[]) AS given(minute, wanted)
			WHERE lane.minute = given.minute
			RETURNING lane.minute, lane.used - lane.granted AS first, lane.granted AS width`,
			values,
		);
	});
	return new Map(rows.map(({ minute, first, width }) => [minute, { first, width }]));
}
