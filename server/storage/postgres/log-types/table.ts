/** The log types that users made, and the parser rules, in PostgreSQL. */
import type { LogType } from '../../../logs/events';
import {
	allLogTypes,
	KnownLogTypes,
	KnownParserRules,
	type LogTypeChange,
	type LogTypeInventory,
	type NewParserRule,
	type ParserRule,
	type ParserRuleChange,
	type StoredLogType,
} from '../../../logs/log-types';
import { tellChanged } from '../data/changes';
import type { PostgresDatabase } from '../data/database';
import type { Sql } from '../data/driver';
import type { Layout } from '../data/layout';

/** Log types are told apart without the case of ASCII letters, as in the embedded store. */
const TABLES = `
CREATE TABLE log_type (
	id text COLLATE "C" PRIMARY KEY,
	made bigint GENERATED ALWAYS AS IDENTITY,
	name text COLLATE "C" NOT NULL,
	details text
);
CREATE UNIQUE INDEX log_type_id ON log_type (lower(id));
CREATE UNIQUE INDEX log_type_name ON log_type (lower(name));
CREATE TABLE parser_rule (
	id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	name text COLLATE "C" NOT NULL,
	log_type text COLLATE "C" NOT NULL,
	pattern text NOT NULL,
	enabled boolean NOT NULL
);
`;

/** Log types and parser rules. */
export const LOG_TYPE_LAYOUT: Layout = { part: 'log types', steps: [TABLES] };

/** Log types and parser rules of one schema; every change is whole, by one writer at a time among all servers. */
export class PostgresLogTypes implements LogTypeInventory {
	/**
	 * @param database with {@link LOG_TYPE_LAYOUT}
	 * @param seen the ids that events and sources have, sorted: what people make must have another name
	 */
	constructor(
		private readonly database: PostgresDatabase,
		private readonly seen: () => Promise<readonly string[]>,
	) {}

	/** The predefined ones, those that users made, and all others that events have. */
	async logTypes(): Promise<LogType[]> {
		const seen = await this.seen();
		return this.database.read(async (sql) => allLogTypes(await madeTypes(sql), seen));
	}

	createLogType(given: string, details: string | undefined): Promise<LogType> {
		const name = given.toWellFormed();
		return this.change(async (sql, known) => {
			(await known()).requireFree(name);
			await sql.run('INSERT INTO log_type (id, name, details) VALUES ($1, $1, $2)', [
				...[name, details ?? null],
			]);
			return (await known()).find(name);
		});
	}

	updateLogType({ id, name, description }: LogTypeChange): Promise<LogType> {
		return this.change(async (sql, known) => {
			const before = await known();
			const type = before.custom(id);
			if (name !== undefined) before.requireFree(name, type);
			await sql.run(
				'UPDATE log_type SET name = coalesce($2, name), details = coalesce($3, details) WHERE id = $1',
				[type.id, name ?? null, description ?? null],
			);
			return (await known()).find(id);
		});
	}

	deleteLogTypes(ids: readonly string[]): Promise<number> {
		return this.change(async (sql, known) => {
			const before = await known();
			const chosen = [...new Set(ids.map((id) => before.custom(id).id))];
			await tellChanged(sql, 'parser rules');
			await sql.run(
				'DELETE FROM parser_rule WHERE lower(log_type) = ANY(SELECT lower(id) FROM log_type WHERE id = ANY($1::text[]))',
				[chosen],
			);
			await sql.run('DELETE FROM log_type WHERE id = ANY($1::text[])', [chosen]);
			return chosen.length;
		});
	}

	parserRules(): Promise<ParserRule[]> {
		return this.database.read(listRules);
	}

	createParserRule({ name, logType, pattern, enabled }: NewParserRule): Promise<ParserRule> {
		return this.write(async (sql) => {
			await tellChanged(sql, 'parser rules');
			new KnownParserRules(await listRules(sql)).requireFree(name, logType);
			const made = await sql.one<{ id: number }>(
				'INSERT INTO parser_rule (name, log_type, pattern, enabled) VALUES ($1, $2, $3, $4) RETURNING id',
				[name, logType, pattern, enabled],
			);
			return new KnownParserRules(await listRules(sql)).find(made?.id ?? 0);
		});
	}

	updateParserRule({ id, name, pattern, enabled }: ParserRuleChange): Promise<ParserRule> {
		return this.write(async (sql) => {
			await tellChanged(sql, 'parser rules');
			const known = new KnownParserRules(await listRules(sql));
			const before = known.find(id);
			if (name !== undefined) known.requireFree(name, before.logType, id);
			await sql.run('UPDATE parser_rule SET name = $2, pattern = $3, enabled = $4 WHERE id = $1', [
				...[id, name ?? before.name, pattern ?? before.pattern, enabled ?? before.enabled],
			]);
			return new KnownParserRules(await listRules(sql)).find(id);
		});
	}

	deleteParserRules(ids: readonly number[]): Promise<number> {
		return this.write(async (sql) => {
			await tellChanged(sql, 'parser rules');
			const chosen = new KnownParserRules(await listRules(sql)).requireAll(ids);
			return sql.run('DELETE FROM parser_rule WHERE id = ANY($1::bigint[])', [chosen]);
		});
	}

	private async change<T>(
		work: (sql: Sql, known: () => Promise<KnownLogTypes>) => Promise<T>,
	): Promise<T> {
		// Of another engine, so before the lock is taken.
		const seen = await this.seen();
		return this.write((sql) =>
			work(sql, async () => new KnownLogTypes(allLogTypes(await madeTypes(sql), seen))),
		);
	}

	private write<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
		return this.database.write(LOG_TYPE_LAYOUT.part, work);
	}
}

function madeTypes(sql: Sql): Promise<StoredLogType[]> {
	return sql.all<StoredLogType>('SELECT id, name, details FROM log_type ORDER BY made');
}

function listRules(sql: Sql): Promise<ParserRule[]> {
	return sql.all<ParserRule>(
		'SELECT id, name, log_type AS "logType", pattern, enabled FROM parser_rule ORDER BY id',
	);
}
