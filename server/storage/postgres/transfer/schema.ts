/** The tables of a schema that no server uses, to move them to another engine or from there. */
import type { MovedRow, MovedTables } from '../../../platform';
import type { PostgresDatabase } from '../data/database';
import type { Sql } from '../data/driver';
import { quoted } from '../data/layout';
import { AFTERWARDS, type TableMove, TABLES } from './tables';

/** Rows of one statement: a statement has 65,535 parameters at most. */
const ROWS = 500;
/** What the engine's text has for the one character that it cannot hold. */
const NO_NUL = '\uFFFD';
/** Follows from the events that there are, and is not compared. */
const DERIVED: ReadonlySet<string> = new Set(['has_sent']);

/** The tables of a schema; they have to be there. */
export class SchemaTables implements MovedTables {
	/** @param database with the layouts of all parts */
	constructor(private readonly database: PostgresDatabase) {}

	readonly names = [...TABLES.keys()];

	columns(name: string): readonly string[] {
		return move(name).columns.filter((column) => !DERIVED.has(column));
	}

	read(name: string, take: (rows: readonly MovedRow[]) => Promise<void> | void): Promise<void> {
		const { columns, order } = move(name);
		const listed = columns.map(quoted).join(', ');
		return this.database.read(async (sql) => {
			await sql.run(
				`DECLARE moved NO SCROLL CURSOR FOR SELECT ${listed} FROM ${quoted(name)} ORDER BY ${order}`,
			);
			for (;;) {
				const rows = await sql.all<MovedRow>(`FETCH ${ROWS} FROM moved`);
				if (rows.length === 0) return;
				await take(rows);
			}
		});
	}

	replace(
		name: string,
		last: number | undefined,
		fill: (put: (rows: readonly MovedRow[]) => Promise<void>) => Promise<void>,
	): Promise<void> {
		const table = move(name);
		return this.database.transaction(async (sql) => {
			await sql.run(`DELETE FROM ${quoted(name)}`);
			await fill(async (rows) => {
				for (let at = 0; at < rows.length; at += ROWS)
					await insert(sql, name, table, rows.slice(at, at + ROWS));
			});
			if (table.numbered !== undefined) await goOn(sql, name, table.numbered, last ?? 0);
			const afterwards = AFTERWARDS.get(name);
			if (afterwards !== undefined) await sql.run(afterwards);
		});
	}

	last(name: string): Promise<number | undefined> {
		const { numbered } = move(name);
		if (numbered === undefined) return Promise.resolve(undefined);
		return this.database.read(async (sql) => {
			const row = await sql.one<{ sequence: string }>(
				'SELECT pg_get_serial_sequence($1, $2) AS sequence',
				[quoted(name), numbered],
			);
			const found = await sql.one<{ last: number }>(
				`SELECT CASE WHEN is_called THEN last_value ELSE last_value - 1 END AS last FROM ${row?.sequence}`,
			);
			return found?.last;
		});
	}
}

function move(name: string): TableMove {
	const found = TABLES.get(name);
	if (found === undefined) throw new Error(`there is no table ${name}`);
	return found;
}

async function insert(
	sql: Sql,
	name: string,
	{ columns, more = {} }: TableMove,
	rows: readonly MovedRow[],
): Promise<void> {
	const further = Object.entries(more);
	const values: unknown[] = [];
	const place = (expression: string, value: unknown) =>
		expression.replace('?', `$${values.push(value)}`);
	const lines = rows.map((row) => {
		const places = [
			...columns.map((column) => {
				const value = row[column] ?? null;
				return place('?', typeof value === 'string' ? value.replaceAll('\0', NO_NUL) : value);
			}),
			...further.map(([, [expression, of]]) => place(expression, of(row))),
		];
		return `(${places.join(', ')})`;
	});
	const all = [...columns, ...further.map(([column]) => column)].map(quoted).join(', ');
	await sql.run(
		`INSERT INTO ${quoted(name)} (${all}) OVERRIDING SYSTEM VALUE VALUES ${lines.join(', ')}`,
		values,
	);
}

/** The next number is one that was never given, whatever is in the table now. */
async function goOn(sql: Sql, name: string, column: string, last: number): Promise<void> {
	await sql.run(
		`SELECT setval(sequence, next, false) FROM (
			SELECT pg_get_serial_sequence($1, $2) AS sequence,
				GREATEST($3::bigint, (SELECT coalesce(max(${quoted(column)}), 0) FROM ${quoted(name)}),
					(SELECT coalesce(seqstart, 1) - 1 FROM pg_sequence
						WHERE seqrelid = pg_get_serial_sequence($1, $2)::regclass)) + 1 AS next) AS found`,
		[quoted(name), column, last],
	);
}
