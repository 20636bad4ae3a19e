/** What an event must have to match a query: the one thing that is looked for first. */

/** A value of a keyword field. */
export interface ValueAnchor {
	readonly field: string;
	readonly value: string;
}

/**
 * What an event must have: a value of a keyword field, the index term of a word, or a text (folded) somewhere in
 * the value of a field, which may be `ANY_VALUE`.
 */
export type Anchor =
	| ValueAnchor
	| { readonly word: string }
	| { readonly field: string; readonly text: string };
