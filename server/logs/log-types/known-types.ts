/** The log types and parser rules that there are, and what may become of them: decided here, whichever engine keeps them. */
import { type LogType, PREDEFINED_LOG_TYPES } from '../events';
import { InventoryError, quotedList } from '../../platform';
import type { ParserRule } from './changes';

/** A log type that a user made, as a store has it. */
export interface StoredLogType {
	readonly id: string;
	readonly name: string;
	readonly details: string | null;
}

/**
 * The predefined log types first, then those that users made, then all others that events have.
 *
 * @param made in the order in which they were made
 * @param seen ids that events have, in the order of the list
 */
export function allLogTypes(made: readonly StoredLogType[], seen: Iterable<string>): LogType[] {
	const types = new Map(PREDEFINED_LOG_TYPES.map((type) => [type.id.toLowerCase(), type]));
	const add = (type: LogType) => {
		const key = type.id.toLowerCase();
		if (!types.has(key)) types.set(key, type);
	};
	for (const { id, name, details } of made)
		add({ id, description: name, custom: true, ...(details === null ? {} : { details }) });
	for (const id of seen) add({ id, description: id });
	return [...types.values()];
}

/** Finds log types in the list of all and refuses changes that must not be. */
export class KnownLogTypes {
	constructor(private readonly all: readonly LogType[]) {}

	/** The log type of that id, compared without case. @throws InventoryError `unknown_log_type` */
	find(id: string): LogType {
		const wanted = id.toLowerCase();
		const found = this.all.find((type) => type.id.toLowerCase() === wanted);
		if (found === undefined) throw new InventoryError('unknown_log_type', quotedList([id]));
		return found;
	}

	/** The log type, when a user made it. @throws InventoryError `unknown_log_type`, `conflict` */
	custom(id: string): LogType {
		const type = this.find(id);
		if (type.custom === true) return type;
		const why = 'only log types that a user made can be changed or deleted';
		throw new InventoryError('conflict', `log_type_id ${quotedList([id])} is not one: ${why}.`);
	}

	/** @throws InventoryError `conflict` when the name is an id or a name of another than `self` */
	requireFree(name: string, self?: LogType): void {
		const wanted = name.toWellFormed().toLowerCase();
		const owner = this.all.find(
			(type) =>
				type.id !== self?.id &&
				(type.id.toLowerCase() === wanted || type.description.toLowerCase() === wanted),
		);
		if (owner === undefined) return;
		throw new InventoryError('conflict', `The log type ${quotedList([owner.id])} has this name.`);
	}
}

/** Finds parser rules in the list of all and refuses changes that must not be. */
export class KnownParserRules {
	constructor(private readonly all: readonly ParserRule[]) {}

	/** @throws InventoryError `unknown_parser_rule` */
	find(id: number): ParserRule {
		const rule = this.all.find((each) => each.id === id);
		if (rule === undefined) throw new InventoryError('unknown_parser_rule', String(id));
		return rule;
	}

	/** The ids, each once. @throws InventoryError `unknown_parser_rule` that names all that are unknown */
	requireAll(ids: readonly number[]): number[] {
		const chosen = [...new Set(ids)];
		const missing = chosen.filter((id) => !this.all.some((rule) => rule.id === id));
		if (missing.length > 0) throw new InventoryError('unknown_parser_rule', quotedList(missing));
		return chosen;
	}

	/** @throws InventoryError `conflict` when another rule of the log type than `self` has the name */
	requireFree(name: string, logType: string, self?: number): void {
		const wanted = name.toLowerCase();
		const taken = this.all.some(
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
