/** The texts of Sigma rules: wildcards and escapes are read first, modifiers are applied to what was read. */
import { type Value, type Wildcard, valueOf } from '../../logs/query';

/** What a plain value of a rule may be. */
export type SigmaValue = string | number | boolean | null;

/** Whether a value of a rule file is one. */
export function isSigmaValue(value: unknown): value is SigmaValue {
	return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}

/** What `*` means. */
export const STAR: Wildcard = { wild: '*' };

/**
 * Reads a text. A backslash takes the meaning from a `*`, a `?` and a backslash that follows it; before anything
 * else, and at the end, it is itself. Source: the specification's section on the escape character.
 */
export function readText(text: string): Value {
	const pieces: (string | Wildcard)[] = [];
	let literal = '';
	for (let at = 0; at < text.length; at++) {
		const character = text[at] as string;
		const next = text[at + 1];
		if (character === '\\' && (next === '*' || next === '?' || next === '\\')) {
			literal += next;
			at++;
		} else if (character === '*' || character === '?') {
			pieces.push(literal, { wild: character });
			literal = '';
		} else {
			literal += character;
		}
	}
	return valueOf([...pieces, literal]);
}

/** Puts wildcards around a value. */
export function placed({ pieces }: Value, before: boolean, after: boolean): Value {
	return valueOf([...(before ? [STAR] : []), ...pieces, ...(after ? [STAR] : [])]);
}
