/** What is remembered in a schema of a move into it, and refuses servers until the move is over. */
import { IDS_PER_MS } from '../../../logs/events';
import type { MoveMark, MoveMarks } from '../../../platform';
import type { PostgresDatabase } from '../data/database';
import type { Layout } from '../data/layout';

/** The table: a row for each step that has come somewhere. */
export const MIGRATION_LAYOUT: Layout = {
	part: 'migration',
	steps: [
		'CREATE TABLE migration (step text PRIMARY KEY, place bigint NOT NULL, rows bigint NOT NULL, checksum text NOT NULL)',
	],
};

const START = 'start';
const END = 'end';
const MINUTE_MS = 60_000;

/** Marks in the schema that things move into; they stay there when the move is over. */
export class SchemaMarks implements MoveMarks {
	/** @param database with {@link MIGRATION_LAYOUT}, those of ingest, and that of the installation */
	constructor(private readonly database: PostgresDatabase) {}

	get(step: string): Promise<MoveMark | undefined> {
		return this.database.read((sql) =>
			sql.one<MoveMark>('SELECT place, rows, checksum FROM migration WHERE step = $1', [step]),
		);
	}

	async set(step: string, { place, rows, checksum }: MoveMark): Promise<void> {
		await this.database.transaction((sql) =>
			sql.run(
				`INSERT INTO migration (step, place, rows, checksum) VALUES ($1, $2, $3, $4)
				ON CONFLICT (step) DO UPDATE SET place = excluded.place, rows = excluded.rows, checksum = excluded.checksum`,
				[step, place, rows, checksum],
			),
		);
	}

	/** @throws Error when a server has been at work here, or something else was moved here before */
	async requireOwn(): Promise<void> {
		if ((await this.get(END)) === undefined) {
			if ((await this.get(START)) !== undefined) return;
			const used = await this.database.read((sql) => sql.one('SELECT 1 FROM installation'));
			if (used === undefined) return;
		}
		throw new Error(
			`The schema "${this.database.schema}" in PostgreSQL is in use: things move into an empty one only; name another one with --postgres-schema, and another --opensearch-prefix`,
		);
	}

	/** Names of clients of the database that are servers of this product, apart from this one. */
	async servers(): Promise<number> {
		const row = await this.database.read((sql) =>
			sql.one<{ count: number }>(
				`SELECT count(DISTINCT coalesce(client_addr::text, '') || client_port) AS count FROM pg_stat_activity
				WHERE application_name = 'log360-server' AND datname = current_database() AND pid <> pg_backend_pid()`,
			),
		);
		return row?.count ?? 0;
	}

	/** Takes the ids that events have out of those that servers may lease, so that late events of the same minute get others. */
	async takeIds(ids: readonly number[]): Promise<void> {
		const used = new Map<number, number>();
		for (const id of ids) {
			const minute = Math.floor(id / IDS_PER_MS / MINUTE_MS);
			used.set(minute, Math.max(used.get(minute) ?? 0, (id % IDS_PER_MS) + 1));
		}
		const minutes = [...used.keys()].sort((one, other) => one - other);
		await this.database.transaction((sql) =>
			sql.run(
				`INSERT INTO id_lane (minute, used, granted)
				SELECT minute, used, 0 FROM unnest($1::bigint[], $2::integer[]) AS given(minute, used)
				ON CONFLICT (minute) DO UPDATE SET used = GREATEST(id_lane.used, excluded.used)`,
				[minutes, minutes.map((minute) => used.get(minute))],
			),
		);
	}
}

/** @throws Error while something is being moved into the schema, or was and has not come to its end */
export async function requireNoMove(database: PostgresDatabase): Promise<void> {
	const marks = new SchemaMarks(database);
	if ((await marks.get(START)) === undefined || (await marks.get(END)) !== undefined) return;
	throw new Error(
		`Something was being moved into the schema "${database.schema}" in PostgreSQL, and has not come to its end: run the same "log360-server migrate" again, it goes on where it was`,
	);
}
