/** Checks the regular expression of a parser rule: what it captures, and that it can be matched in linear time. */

import { InventoryError, LinearPattern, PatternError } from '../../platform';

/** Fields that say what an event is and where it is from; a rule must not change them. */
const RESERVED = new Set(['TIME', 'HOSTNAME', 'LOGTYPE', 'DEVICEIP', 'MESSAGE', 'RAWLOG']);

const FIELD_NAME = /^[A-Z][A-Z0-9_]{0,63}$/;
/** A pattern ready to run. */
export interface CompiledPattern {
	/** Fast on honest texts; one that a sender made for it can take it very long. */
	readonly expression: RegExp;
	/** Finds the same in a time that grows with the text alone. */
	readonly linear: LinearPattern;
	/** Named groups with the field that each becomes. */
	readonly fields: readonly (readonly [group: string, field: string])[];
}

/**
 * Compiles a pattern, in JavaScript's syntax and Unicode mode. Group names become field names in capitals.
 *
 * @throws InventoryError `invalid_parameter` when it is no regular expression, captures nothing, captures
 * into a field that rules may not change, or cannot be matched in linear time
 */
export function compilePattern(pattern: string): CompiledPattern {
	const linear = compileLinear(pattern);
	if (linear.groups.length === 0) {
		return refuse('expected at least one named group such as (?<USERNAME>\\S+)');
	}
	return {
		expression: new RegExp(pattern, 'u'),
		linear,
		fields: linear.groups.map((group) => [group, fieldOf(group)]),
	};
}

function compileLinear(pattern: string): LinearPattern {
	try {
		return LinearPattern.compile(pattern);
	} catch (error) {
		if (!(error instanceof PatternError)) throw error;
		return refuse(`expected a regular expression, but ${error.message}`);
	}
}

function fieldOf(group: string): string {
	const field = group.toUpperCase();
	if (!FIELD_NAME.test(field)) {
		return refuse(
			`the group name "${group}" is no field name: letters, digits and _, at most 64, a letter first`,
		);
	}
	if (RESERVED.has(field)) {
		return refuse(`the group "${group}" would change ${field}, which rules must leave alone`);
	}
	return field;
}

function refuse(what: string): never {
	throw new InventoryError('invalid_parameter', `pattern: ${what}`);
}
