/** The tables of a part in PostgreSQL: numbered steps, each made once, however many servers start at the same time. */
import type { Sql } from './driver';

/** What a part keeps in PostgreSQL. */
export interface Layout {
	/** Name of the part; also of the lock that its writers take. */
	readonly part: string;
	/** Statements from an empty schema to the version of this server; a released step is never changed, only followed. */
	readonly steps: readonly string[];
}

/** One number for all installations: who holds this lock changes tables. */
const LAYOUT_LOCK = 3_600_001;

/**
 * Makes the tables of parts, or brings them up to date; within one transaction, so that all of it happens or nothing.
 *
 * Servers that start together take turns, and the later ones find the work done.
 *
 * @throws Error when a newer version of this server has been here
 */
export async function bringUpToDate(
	sql: Sql,
	schema: string,
	layouts: readonly Layout[],
): Promise<void> {
	await sql.run('SELECT pg_advisory_xact_lock($1, hashtext($2))', [LAYOUT_LOCK, schema]);
	await sql.run(`CREATE SCHEMA IF NOT EXISTS ${quoted(schema)}`);
	await sql.run(
		'CREATE TABLE IF NOT EXISTS layout (part text PRIMARY KEY, version integer NOT NULL)',
	);
	for (const { part, steps } of layouts) {
		const found = await sql.one<{ version: number }>('SELECT version FROM layout WHERE part = $1', [
			part,
		]);
		const version = found?.version ?? 0;
		if (version > steps.length) {
			throw new Error(
				`The schema "${schema}" in PostgreSQL was written by a newer version of log360-server (${part}: layout ${version}, this one knows ${steps.length}): use that one`,
			);
		}
		if (version === steps.length) continue;
		for (const step of steps.slice(version)) await sql.run(step);
		await sql.run(
			`INSERT INTO layout (part, version) VALUES ($1, $2)
			ON CONFLICT (part) DO UPDATE SET version = excluded.version`,
			[part, steps.length],
		);
	}
}

/** A name as SQL has it between double quotes. */
export function quoted(name: string): string {
	return `"${name.replaceAll('"', '""')}"`;
}
