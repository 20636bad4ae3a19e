/** Boolean expressions over index terms, kept in a simplified form. */

/** A term, all terms with a prefix, a set of events, or a combination; `all` and `none` select every and no event. */
export type IndexExpression =
	| EventSet
	| { readonly kind: 'all' | 'none' }
	| { readonly kind: 'term'; readonly term: string; readonly isPrefix: boolean }
	| { readonly kind: 'and' | 'or'; readonly operands: readonly IndexExpression[] }
	| { readonly kind: 'not'; readonly operand: IndexExpression };

/** Events that an index has told already; only of an index that does (see `Dictionary.passing`). */
export interface EventSet {
	readonly kind: 'events';
	/** Their ids, ascending. */
	readonly ids: Float64Array;
	/** What selects at least the same events. */
	readonly otherwise: IndexExpression;
}

export const EVERY: IndexExpression = { kind: 'all' };
export const NONE: IndexExpression = { kind: 'none' };

/** Events that carry exactly this term. */
export function term(text: string): IndexExpression {
	return { kind: 'term', term: text, isPrefix: false };
}

/** Events that carry a term that starts like this. */
export function prefix(text: string): IndexExpression {
	return { kind: 'term', term: text, isPrefix: true };
}

export function allOf(operands: readonly IndexExpression[]): IndexExpression {
	return combine('and', operands, EVERY, NONE);
}

export function anyOf(operands: readonly IndexExpression[]): IndexExpression {
	return combine('or', operands, NONE, EVERY);
}

export function complement(operand: IndexExpression): IndexExpression {
	if (operand.kind === 'all') return NONE;
	if (operand.kind === 'none') return EVERY;
	return operand.kind === 'not' ? operand.operand : { kind: 'not', operand };
}

/** @param neutral what changes nothing @param absorbing what decides the result alone */
function combine(
	kind: 'and' | 'or',
	operands: readonly IndexExpression[],
	neutral: IndexExpression,
	absorbing: IndexExpression,
): IndexExpression {
	const kept: IndexExpression[] = [];
	for (const operand of operands) {
		if (operand.kind === absorbing.kind) return absorbing;
		if (operand.kind === neutral.kind) continue;
		if ('operands' in operand && operand.kind === kind) kept.push(...operand.operands);
		else kept.push(operand);
	}
	const [only] = kept;
	if (only === undefined) return neutral;
	return kept.length === 1 ? only : { kind, operands: kept };
}

/** How deep an expression is nested; a term has depth 0. */
export function depthOf(expression: IndexExpression): number {
	switch (expression.kind) {
		case 'not':
			return 1 + depthOf(expression.operand);
		case 'and':
		case 'or':
			return (
				1 + expression.operands.reduce((deepest, operand) => Math.max(deepest, depthOf(operand)), 0)
			);
		default:
			return 0;
	}
}

/** An expression of at most the given depth that selects at least the same events. */
export function widenToDepth(expression: IndexExpression, depth: number): IndexExpression {
	return limitDepth(expression, depth, EVERY);
}

/**
 * An expression without sets of events; the same one where there are none.
 *
 * @param widens whether it selects at least the same events; else at most those
 */
export function withoutEvents(expression: IndexExpression, widens = true): IndexExpression {
	return hasEvents(expression) ? replaceEvents(expression, widens) : expression;
}

function hasEvents(expression: IndexExpression): boolean {
	if ('operands' in expression) return expression.operands.some(hasEvents);
	return expression.kind === 'not' ? hasEvents(expression.operand) : expression.kind === 'events';
}

/** NOT turns what widens into what narrows. */
function replaceEvents(expression: IndexExpression, widens: boolean): IndexExpression {
	switch (expression.kind) {
		case 'events':
			return widens ? expression.otherwise : NONE;
		case 'not':
			return complement(replaceEvents(expression.operand, !widens));
		case 'and':
		case 'or': {
			const operands = expression.operands.map((operand) => replaceEvents(operand, widens));
			return expression.kind === 'and' ? allOf(operands) : anyOf(operands);
		}
		default:
			return expression;
	}
}

/** @param bound what replaces parts that are too deep: `all` widens, `none` narrows, and NOT turns one into the other */
function limitDepth(
	expression: IndexExpression,
	depth: number,
	bound: IndexExpression,
): IndexExpression {
	switch (expression.kind) {
		case 'not': {
			if (depth === 0) return bound;
			const inner = limitDepth(expression.operand, depth - 1, bound === EVERY ? NONE : EVERY);
			return complement(inner);
		}
		case 'and':
		case 'or': {
			if (depth === 0) return bound;
			const operands = expression.operands.map((operand) => limitDepth(operand, depth - 1, bound));
			return expression.kind === 'and' ? allOf(operands) : anyOf(operands);
		}
		default:
			return expression;
	}
}
