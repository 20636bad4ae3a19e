/** Evaluates a condition over the variables of a run. */
import type { Json } from '../definition';
import { textOf } from '../text/placeholders';
import type { ReadScope } from '../text/scope';
import type { Comparison, Expression } from './parser';

/** Whether the condition holds; a variable that is missing counts as null. */
export function evaluate(expression: Expression, read: ReadScope): boolean {
	return isTrue(valueOf(expression, read));
}

function valueOf(expression: Expression, read: ReadScope): Json {
	switch (expression.kind) {
		case 'value':
			return expression.value;
		case 'variable':
			return read(expression.path) ?? null;
		case 'not':
			return !evaluate(expression.of, read);
		case 'and':
			return evaluate(expression.left, read) && evaluate(expression.right, read);
		case 'or':
			return evaluate(expression.left, read) || evaluate(expression.right, read);
		case 'compare':
			return compare(
				expression.operator,
				valueOf(expression.left, read),
				valueOf(expression.right, read),
			);
	}
}

/** Empty text, 0, null and false do not hold. */
function isTrue(value: Json): boolean {
	return value !== null && value !== false && value !== '' && value !== 0;
}

function compare(operator: Comparison, left: Json, right: Json): boolean {
	switch (operator) {
		case '==':
			return same(left, right);
		case '!=':
			return !same(left, right);
		case 'contains':
			return Array.isArray(left)
				? left.some((item: Json) => same(item, right))
				: textOf(left).toLowerCase().includes(textOf(right).toLowerCase());
		default:
			return ordered(operator, left, right);
	}
}

/** Numbers by value, also when one is a text of digits; texts without case, as searches compare them. */
function same(left: Json, right: Json): boolean {
	if (left === null || right === null) return left === right;
	const numbers = asNumbers(left, right);
	if (numbers !== undefined) return numbers[0] === numbers[1];
	return textOf(left).toLowerCase() === textOf(right).toLowerCase();
}

function ordered(operator: '<' | '<=' | '>' | '>=', left: Json, right: Json): boolean {
	if (left === null || right === null) return false;
	const [a, b] = asNumbers(left, right) ?? [
		textOf(left).toLowerCase(),
		textOf(right).toLowerCase(),
	];
	switch (operator) {
		case '<':
			return a < b;
		case '<=':
			return a <= b;
		case '>':
			return a > b;
		case '>=':
			return a >= b;
	}
}

function asNumbers(left: Json, right: Json): [number, number] | undefined {
	const [a, b] = [asNumber(left), asNumber(right)];
	return a === undefined || b === undefined ? undefined : [a, b];
}

function asNumber(value: Json): number | undefined {
	if (typeof value === 'number') return value;
	if (typeof value !== 'string' || !/^\s*-?\d+(\.\d+)?\s*$/.test(value)) return undefined;
	return Number(value);
}
