/** Checks the regular expression of a parser rule: what it captures, and that it cannot run away. */
import { InventoryError } from '../../platform/managed-error';

/** Fields that say what an event is and where it is from; a rule must not change them. */
const RESERVED = new Set(['TIME', 'HOSTNAME', 'LOGTYPE', 'DEVICEIP', 'MESSAGE', 'RAWLOG']);

const FIELD_NAME = /^[A-Z][A-Z0-9_]{0,63}$/;
const NAMED_GROUP = /\\.|\[(?:\\.|[^\]\\])*\]|\(\?<([^=!>][^>]*)>/gu;
const BACKREFERENCE = /\\.|\[(?:\\.|[^\]\\])*\]/gu;

/** A pattern ready to run. */
export interface CompiledPattern {
	readonly expression: RegExp;
	/** Named groups with the field that each becomes. */
	readonly fields: readonly (readonly [group: string, field: string])[];
}

/**
 * Compiles a pattern, in JavaScript's syntax and Unicode mode. Group names become field names in capitals.
 *
 * @throws InventoryError `invalid_parameter` when it is no regular expression, captures nothing, captures
 * into a field that rules may not change, or has a form that can take exponential time
 */
export function compilePattern(pattern: string): CompiledPattern {
	let expression: RegExp;
	try {
		expression = new RegExp(pattern, 'u');
	} catch (error) {
		return refuse(`expected a regular expression, but it has an error: ${reasonOf(error)}`);
	}
	const groups = [...pattern.matchAll(NAMED_GROUP)].flatMap(([, name]) => name ?? []);
	if (groups.length === 0) {
		return refuse('expected at least one named group such as (?<USERNAME>\\S+)');
	}
	const repeated = nestedQuantifier(pattern);
	if (repeated !== undefined) {
		return refuse(
			`a repetition inside a repeated group can take exponential time, found at offset ${repeated}`,
		);
	}
	for (const [token] of pattern.matchAll(BACKREFERENCE)) {
		if (/^\\[1-9k]/.test(token)) return refuse(`back references such as ${token} are not accepted`);
	}
	return { expression, fields: [...new Set(groups)].map((group) => [group, fieldOf(group)]) };
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

/**
 * Offset of a group that is repeated and has a repetition of open length inside: `(a+)+`, `(a*b?){2,}`.
 * A group repeated at most once is no danger.
 */
function nestedQuantifier(pattern: string): number | undefined {
	const open: { at: number; repeats: boolean }[] = [];
	const tokens = /\\.|\[(?:\\.|[^\]\\])*\]|\((?:\?(?:<?[=!]|:|<[^>]*>))?|\)|[\s\S]/gu;
	const quantifier = /(?:[*+]|\?|\{(\d+)(,?)(\d*)\})\??/uy;
	let closed: { at: number; repeats: boolean } | undefined;
	for (const match of pattern.matchAll(tokens)) {
		const [token] = match;
		closed = undefined;
		if (token.startsWith('(')) {
			open.push({ at: match.index, repeats: false });
			continue;
		}
		if (token === ')') closed = open.pop();
		quantifier.lastIndex = match.index + token.length;
		const found = quantifier.exec(pattern);
		const many = found !== null && repeatsMoreThanOnce(found);
		if (closed?.repeats === true && many) return closed.at;
		const inside = open.at(-1);
		if (inside !== undefined && (closed?.repeats === true || (many && !isFixed(found)))) {
			inside.repeats = true;
		}
	}
	return undefined;
}

function repeatsMoreThanOnce([text, least, comma, most]: RegExpExecArray): boolean {
	if (text.startsWith('?')) return false;
	if (!text.startsWith('{')) return true;
	return comma === '' ? Number(least) > 1 : most === '' || Number(most) > 1;
}

/** Whether a quantifier always repeats the same number of times, as `{3}` does. */
function isFixed(found: RegExpExecArray): boolean {
	return found[0].startsWith('{') && (found[2] === '' || found[1] === found[3]);
}

function reasonOf(error: unknown): string {
	const message = error instanceof Error ? error.message : String(error);
	return message.slice(message.lastIndexOf(': ') + 2);
}

function refuse(what: string): never {
	throw new InventoryError('invalid_parameter', `pattern: ${what}`);
}
