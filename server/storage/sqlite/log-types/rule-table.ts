/** The rows of parser rules; synchronous, so it lives in the threads of the event store. */
import { InventoryError, quotedList } from '../../../platform';
import type { NewParserRule, ParserRule, ParserRuleChange } from '../../../logs/log-types';
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
		this.requireFree(rule.name, rule.logType);
		const { lastInsertRowid } = this.database
			.prepare('INSERT INTO parser_rule (name, log_type, pattern, enabled) VALUES (?, ?, ?, ?)')
			.run(rule.name, rule.logType, rule.pattern, Number(rule.enabled));
		return this.find(Number(lastInsertRowid));
	}

	/** Changes a rule; throws `unknown_parser_rule` or `conflict`. */
	update({ id, name, pattern, enabled }: ParserRuleChange): ParserRule {
		const before = this.find(id);
		if (name !== undefined) this.requireFree(name, before.logType, id);
		this.database
			.prepare('UPDATE parser_rule SET name = ?, pattern = ?, enabled = ? WHERE id = ?')
			.run(name ?? before.name, pattern ?? before.pattern, Number(enabled ?? before.enabled), id);
		return this.find(id);
	}

	/** Deletes rules; throws `unknown_parser_rule`. Returns how many. */
	delete(ids: readonly number[]): number {
		const chosen = new Set(ids);
		const known = new Set(listParserRules(this.database).map(({ id }) => id));
		const missing = [...chosen].filter((id) => !known.has(id));
		if (missing.length > 0) throw new InventoryError('unknown_parser_rule', quotedList(missing));
		const remove = this.database.prepare('DELETE FROM parser_rule WHERE id = ?');
		for (const id of chosen) remove.run(id);
		return chosen.size;
	}

	private find(id: number): ParserRule {
		const rule = listParserRules(this.database).find((each) => each.id === id);
		if (rule === undefined) throw new InventoryError('unknown_parser_rule', String(id));
		return rule;
	}

	private requireFree(name: string, logType: string, self?: number): void {
		const wanted = name.toLowerCase();
		const taken = listParserRules(this.database).some(
			(rule) =>
				rule.id !== self &&
				rule.logType.toLowerCase() === logType.toLowerCase() &&
				rule.name.toLowerCase() === wanted,
		);
		if (!taken) return;
		const detail = `rule_name: the log type ${quotedList([logType])} has a rule ${quotedList([name])}.`;
		throw new InventoryError('conflict', detail);
	}
}
