/** Log types that users make, the parser rules of log types, and the changes that both take. */

import type { LogType } from '../events';

/** A rule that takes fields out of the messages of one log type. */
export interface ParserRule {
	readonly id: number;
	readonly name: string;
	/** Id of the log type whose events it reads. */
	readonly logType: string;
	/** Regular expression; each named group becomes a field. */
	readonly pattern: string;
	readonly enabled: boolean;
}

/** A parser rule without its id. */
export type NewParserRule = Omit<ParserRule, 'id'>;

/** What changes of a log type; what is left out stays. */
export interface LogTypeChange {
	readonly id: string;
	readonly name?: string | undefined;
	readonly description?: string | undefined;
}

/** What changes of a parser rule; what is left out stays. */
export interface ParserRuleChange {
	readonly id: number;
	readonly name?: string | undefined;
	readonly pattern?: string | undefined;
	readonly enabled?: boolean | undefined;
}

/**
 * Changes log types and parser rules. Every call is all or nothing, durable when it resolves, and rejects
 * with an `InventoryError` when it names something unknown or a name that is taken.
 */
export interface LogTypeInventory {
	/** Makes a log type whose id, which events carry as `LOGTYPE`, is its first name. */
	createLogType(name: string, details: string | undefined): Promise<LogType>;
	/** Changes name or description of a log type that a user made; its id stays. */
	updateLogType(change: LogTypeChange): Promise<LogType>;
	/** Deletes log types that users made, and their parser rules. Returns how many. */
	deleteLogTypes(ids: readonly string[]): Promise<number>;
	parserRules(): Promise<ParserRule[]>;
	createParserRule(rule: NewParserRule): Promise<ParserRule>;
	updateParserRule(change: ParserRuleChange): Promise<ParserRule>;
	deleteParserRules(ids: readonly number[]): Promise<number>;
}
