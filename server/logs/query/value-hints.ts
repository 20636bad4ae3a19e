/** What can be said simply of the values that a condition selects, so that a store need not look at the others. */
import { canonicalValue, decimalOf, fold } from '../terms';
import type { CompareOperator, Value } from './ast';
import { literalText } from './build';
import { literalsOfValue } from './required-text';

/** What is true of every value that is selected. */
export interface ValueHint {
	/** A text that they contain, folded, not empty. */
	readonly part?: string;
	/** They are decimal numbers, and none lies outside of these bounds. */
	readonly numbers?: { readonly least: number; readonly most: number };
}

/** Bounds are so much wider, as a share: a store need not round as JavaScript does. */
const MARGIN = 1e-9;

/** What a pattern says. */
export function hintOfPattern(value: Value): ValueHint {
	const part = longestPart(value);
	return part === '' ? {} : { part };
}

/** What a range says. */
export function hintOfRange(operator: CompareOperator, value: Value): ValueHint {
	const limit = decimalOf(canonicalValue(literalText(value) ?? ''));
	if (limit === undefined) return {};
	const number = Number(limit);
	const margin = Math.abs(number) * MARGIN;
	const isLeast = operator.startsWith('>');
	return {
		numbers: isLeast
			? { least: number - margin, most: Infinity }
			: { least: -Infinity, most: number + margin },
	};
}

/** The longest literal piece of a value, folded; empty when it has none. */
export function longestPart(value: Value): string {
	return literalsOfValue(value)
		.map(fold)
		.reduce((best, part) => (part.length > best.length ? part : best), '');
}
