/** The tables of a data folder that nobody else uses, to move them to another engine or from there. */
import type { MovedRow, MovedTables, MovedValue } from '../../../platform';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { longTransaction } from '../data/transaction';
import { openForWriting } from '../events/schema';
import { openIncidentDatabase } from '../incidents/database';
import { openInventoryDatabase } from '../inventory/database';
import { openJobDatabase } from '../jobs/schema';
import { openTokenDatabase } from '../tokens/database';
import { openWorkflowDatabase } from '../workflows/database';
import { columnOf, type File, stored, type TableMove, TABLES } from './tables';

const OPEN: Readonly<Record<File, (file: string) => DatabaseSync>> = {
	tokens: openTokenDatabase,
	events: openForWriting,
	incidents: openIncidentDatabase,
	workflows: openWorkflowDatabase,
	inventory: (file) => openInventoryDatabase(file, false),
	jobs: openJobDatabase,
};

/** Rows that are handed over at once. */
const ROWS = 500;
/** What PostgreSQL's text has for the one character that it cannot hold: so that both sides are the same. */
const NO_NUL = '\uFFFD';

/** Follows from the events that there are, and is not compared. */
const DERIVED: ReadonlySet<string> = new Set(['has_sent']);

/** The tables of a folder; files are made, or brought up to date, when they are first used. */
export class FolderTables implements MovedTables {
	private readonly databases = new Map<File, DatabaseSync>();

	/** @param directory owned by the caller */
	constructor(private readonly directory: string) {}

	readonly names = [...TABLES.keys()];

	columns(name: string): readonly string[] {
		const names = move(name).columns.map((column) => columnOf(column).name);
		return names.filter((column) => !DERIVED.has(column));
	}

	async read(
		name: string,
		take: (rows: readonly MovedRow[]) => Promise<void> | void,
	): Promise<void> {
		const { file, table, from = quoted(table), order, columns } = move(name);
		const parts = columns.map(columnOf);
		const listed = parts.map((part) => `${part.own} AS ${quoted(part.name)}`).join(', ');
		const statement = this.database(file).prepare(
			`SELECT ${listed} FROM ${from} ORDER BY ${order}`,
		);
		let rows: MovedRow[] = [];
		for (const row of statement.iterate()) {
			rows.push(
				Object.fromEntries(
					parts.map((part) => [part.name, neutral(row[part.name] as MovedValue, part.isSwitch)]),
				),
			);
			if (rows.length < ROWS) continue;
			await take(rows);
			rows = [];
		}
		if (rows.length > 0) await take(rows);
	}

	async replace(
		name: string,
		last: number | undefined,
		fill: (put: (rows: readonly MovedRow[]) => Promise<void>) => Promise<void>,
	): Promise<void> {
		const table = move(name);
		const database = this.database(table.file);
		await longTransaction(database, async () => {
			if (name === 'source') keepCounts(database);
			if (table.empty !== undefined) database.exec(table.empty);
			database.exec(`DELETE FROM ${quoted(table.table)}`);
			const insert = (table.insert ?? plainInsert(table))(database);
			await fill(async (rows) => rows.forEach(insert));
			if (last !== undefined && isNumbered(database, table.table))
				setSequence(database, table.table, last);
		});
	}

	async last(name: string): Promise<number | undefined> {
		const { file, table } = move(name);
		const database = this.database(file);
		if (!isNumbered(database, table)) return undefined;
		const row = database.prepare('SELECT seq FROM sqlite_sequence WHERE name = ?').get(table);
		return Number(row?.['seq'] ?? 0);
	}

	/** @throws Error when a row refers to one that is not there */
	requireWhole(): void {
		for (const file of new Set([...TABLES.values()].map((table) => table.file))) {
			const [broken] = this.database(file).prepare('PRAGMA foreign_key_check').all();
			if (broken !== undefined)
				throw new Error(
					`${file}.db: row ${Number(broken['rowid'])} of ${String(broken['table'])} refers to nothing in ${String(broken['parent'])}`,
				);
		}
	}

	/** Releases the files. */
	close(): void {
		for (const database of this.databases.values()) database.close();
		this.databases.clear();
	}

	private database(file: File): DatabaseSync {
		const open = this.databases.get(file) ?? OPEN[file](join(this.directory, `${file}.db`));
		this.databases.set(file, open);
		// Tables are replaced one by one; see `requireWhole`.
		open.exec('PRAGMA foreign_keys = OFF');
		return open;
	}
}

function move(name: string): TableMove {
	const found = TABLES.get(name);
	if (found === undefined) throw new Error(`there is no table ${name}`);
	return found;
}

function plainInsert({ table, columns }: TableMove) {
	const parts = columns.map(columnOf);
	return (database: DatabaseSync) => {
		const own = parts.map((part) => (part.own.startsWith('"') ? part.own : quoted(part.own)));
		const insert = database.prepare(
			`INSERT INTO ${quoted(table)} (${own.join(', ')}) VALUES (${own.map(() => '?').join(', ')})`,
		);
		return (row: MovedRow) => void insert.run(...parts.map(({ name }) => stored(row[name])));
	};
}

function neutral(value: MovedValue, isSwitch: boolean): MovedValue {
	if (isSwitch) return value === 1;
	return typeof value === 'string' ? value.replaceAll('\0', NO_NUL) : value;
}

/** What each source has sent, as the writer of the events has counted it, for whoever replaces the rows. */
function keepCounts(database: DatabaseSync): void {
	database.exec(`
		DROP TABLE IF EXISTS temp.counted_source;
		CREATE TEMP TABLE counted_source AS SELECT name, first_seen, last_seen, events FROM source;
		CREATE INDEX temp.counted_source_name ON counted_source (name COLLATE NOCASE);
	`);
}

/** Whether the table's numbers are never given again. */
function isNumbered(database: DatabaseSync, table: string): boolean {
	const row = database.prepare('SELECT sql FROM sqlite_master WHERE name = ?').get(table);
	return /\bAUTOINCREMENT\b/.test(String(row?.['sql']));
}

function setSequence(database: DatabaseSync, table: string, last: number): void {
	const { changes } = database
		.prepare('UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = ?')
		.run(last, table);
	if (changes === 0)
		database.prepare('INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)').run(table, last);
}

function quoted(name: string): string {
	return `"${name}"`;
}
