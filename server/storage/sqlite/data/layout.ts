/** The layout of a database file: how a new one is made, and the steps that bring older ones up to date, one version at a time. */
import type { DatabaseSync } from 'node:sqlite';

/** What changes a file of one version into one of the next. */
export type Step = string | ((database: DatabaseSync) => void);

/** What a database consists of. */
export interface Layout {
	/** Version of the layout, from 1, kept in `PRAGMA user_version`; raised with every change. */
	readonly version: number;
	/** Statements that make an empty file one of this version. */
	readonly ddl: string;
	/** By the version that they change: the steps to the next one. Files older than the first step are refused. */
	readonly steps?: ReadonlyMap<number, Step>;
}

/**
 * Makes a file one of the layout's version; call it within a transaction, so that all of it happens or nothing.
 *
 * @param file its path, for errors
 * @throws Error when a newer version of this server wrote the file, or one that was never released
 */
export function bringUpToDate(database: DatabaseSync, file: string, layout: Layout): void {
	const found = Number(database.prepare('PRAGMA user_version').get()?.['user_version'] ?? 0);
	if (found === layout.version) return;
	if (found > layout.version) {
		throw new Error(
			`${file} was written by a newer version of log360-server (layout ${found}, this one knows ${layout.version}): use that one`,
		);
	}
	if (found === 0) database.exec(layout.ddl);
	else stepUp(database, file, layout, found);
	database.exec(`PRAGMA user_version = ${layout.version}`);
}

function stepUp(database: DatabaseSync, file: string, layout: Layout, found: number): void {
	for (let version = found; version < layout.version; version++) {
		const step = layout.steps?.get(version);
		if (step === undefined) {
			throw new Error(
				`${file} has layout ${found}, which was never released and cannot be read: start with another data folder`,
			);
		}
		if (typeof step === 'string') database.exec(step);
		else step(database);
	}
}

/** Adds a column where it is missing, so that a step can be made again on a file that had it already. */
export function addColumn(
	database: DatabaseSync,
	table: string,
	column: string,
	type: string,
): void {
	const known = database.prepare('SELECT 1 FROM pragma_table_info(?) WHERE name = ?');
	if (known.get(table, column) === undefined)
		database.exec(`ALTER TABLE ${table} ADD COLUMN ${column} ${type}`);
}
