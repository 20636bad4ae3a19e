/** The operators that are words: they look at the text of a value as it is. */
import type { FieldPlace } from './ast';

/** How comparisons of two fields are written. */
export const FIELD_OPERATORS = {
	whole: 'EQUALS_FIELD',
	start: 'STARTS_WITH_FIELD',
	end: 'ENDS_WITH_FIELD',
	part: 'CONTAINS_FIELD',
} as const satisfies Readonly<Record<FieldPlace, string>>;

type FieldOperator = (typeof FIELD_OPERATORS)[FieldPlace];

/** An operator that is a word. */
export type TextOperator = 'LIKE' | 'LIKE_CS' | 'MATCHES' | FieldOperator;

const PLACES: ReadonlyMap<string, FieldPlace> = new Map(
	(Object.keys(FIELD_OPERATORS) as FieldPlace[]).map((place) => [FIELD_OPERATORS[place], place]),
);

/**
 * The operator that a word is. Only in upper case: `login like root` is a search for three words.
 *
 * @param word as written
 */
export function textOperatorOf(word: string): TextOperator | undefined {
	const isOperator =
		word === 'LIKE' || word === 'LIKE_CS' || word === 'MATCHES' || PLACES.has(word);
	return isOperator ? (word as TextOperator) : undefined;
}

/** How an operator places the other field's text; undefined for operators that take a value. */
export function placeOf(operator: TextOperator): FieldPlace | undefined {
	return PLACES.get(operator);
}
