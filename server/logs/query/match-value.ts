/** Compiles one comparison to a test of a field's canonical value; the index plan tests known values with it, too. */
import { canonicalValue, decimalOf } from '../terms';
import type { CompareOperator, Value } from './ast';
import { isAnything, literalText } from './build';
import { cidrContains, blockOf } from './cidr';
import { compileGlob } from './glob';

/** A test of a canonical value. */
export type ValueTest = (canonical: string) => boolean;

/**
 * The test of `keyword field = value`: the whole value, a wildcard pattern, or an address block. Wildcard
 * patterns match no empty value, so `*` means that the field has one.
 */
export function compileEquals(value: Value): ValueTest {
	const text = literalText(value);
	if (text === undefined) {
		if (isAnything(value)) return (canonical) => canonical !== '';
		return compileGlob(value);
	}
	const wanted = canonicalValue(text);
	const block = blockOf(wanted);
	if (block === undefined) return (canonical) => canonical === wanted;
	return (canonical) => canonical === wanted || cidrContains(block, canonical);
}

/**
 * The test of `<`, `<=`, `>` and `>=`: among numbers when the query's value is one (other values then never
 * match), else by the code units of the texts without case. An empty value is no value and never matches.
 */
export function compileRange(operator: CompareOperator, value: Value): ValueTest {
	const wanted = canonicalValue(literalText(value) ?? '');
	const number = decimalOf(wanted);
	const holds = ordering(operator);
	if (number === undefined) return (canonical) => canonical !== '' && holds(canonical, wanted);
	return (canonical) => {
		const other = decimalOf(canonical);
		return other !== undefined && holds(other, number);
	};
}

/** How two values of one kind must stand to each other. */
export function ordering(
	operator: CompareOperator,
): <T extends string | number | bigint>(left: T, right: T) => boolean {
	switch (operator) {
		case '<':
			return (left, right) => left < right;
		case '<=':
			return (left, right) => left <= right;
		case '>':
			return (left, right) => left > right;
		case '>=':
			return (left, right) => left >= right;
		case '=':
			return (left, right) => left === right;
		case '!=':
			return (left, right) => left !== right;
	}
}
