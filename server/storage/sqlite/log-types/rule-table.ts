/** The rows of parser rules; synchronous, so it lives in the threads of the event store. */
import {
	KnownParserRules,
	type NewParserRule,
	type ParserRule,
	type ParserRuleChange,
} from '../../../logs/log-types';
import type { DatabaseSync } from 'node:sqlite';

/** All parser rules by id, which is the order they are applied in. */
export function listParserRules(database: DatabaseSync): ParserRule[] {
	const rows = database.prepare(
		'SELECT id, name, log_type AS logType, pattern, enabled FROM parser_rule ORDER BY id',
	);
	return rows
		.all()
		.map((row) => ({ ...row, enabled: row['enabled'] === 1 }) as unknown as ParserRule);
}

/** Writes parser rules; each method runs inside a transaction of the caller's. */
export class ParserRuleTable {
	constructor(private readonly database: DatabaseSync) {}

	/** Makes a rule; throws `conflict` when the log type has a rule of that name. */
	create(rule: NewParserRule): ParserRule {
		this.known().requireFree(rule.name, rule.logType);
		const { lastInsertRowid } = this.database
			.prepare('INSERT INTO parser_rule (name, log_type, pattern, enabled) VALUES (?, ?, ?, ?)')
			.run(rule.name, rule.logType, rule.pattern, Number(rule.enabled));
		return this.known().find(Number(lastInsertRowid));
	}

	/** Changes a rule; throws `unknown_parser_rule` or `conflict`. */
	update({ id, name, pattern, enabled }: ParserRuleChange): ParserRule {
		const before = this.known().find(id);
		if (name !== undefined) this.known().requireFree(name, before.logType, id);
		this.database
			.prepare('UPDATE parser_rule SET name = ?, pattern = ?, enabled = ? WHERE id = ?')
			.run(name ?? before.name, pattern ?? before.pattern, Number(enabled ?? before.enabled), id);
		return this.known().find(id);
	}

	/** Deletes rules; throws `unknown_parser_rule`. Returns how many. */
	delete(ids: readonly number[]): number {
		const chosen = this.known().requireAll(ids);
		const remove = this.database.prepare('DELETE FROM parser_rule WHERE id = ?');
		for (const id of chosen) remove.run(id);
		return chosen.length;
	}

	private known(): KnownParserRules {
		return new KnownParserRules(listParserRules(this.database));
	}
}
