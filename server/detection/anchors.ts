/** Finds values that every match of a query must carry, so that an event is tested only against profiles it can match. */
import { canonicalValue, fold, isTextField, wordTerm } from '../logs/terms';
import {
	ALL,
	and,
	blockOf,
	literalsOfPattern,
	literalsOfValue,
	literalText,
	type Query,
	type Value,
	wordPatternsOf,
} from '../logs/query';
import type { Anchor, ValueAnchor } from './anchor';
import type { AnchorOdds } from './anchor-odds';

/** Shorter texts are in every other value. */
const SHORTEST_TEXT = 3;

export type { Anchor, ValueAnchor } from './anchor';

/** How to find the matches of a query: look at events with one of the anchors, and test what is left of it. */
export interface Anchored {
	/** Undefined: look at every event. */
	readonly anchors: readonly Anchor[] | undefined;
	/** What an event with one of the anchors must match, too. */
	readonly rest: Query;
}

/** Splits a query; conditions that an anchor decides are not tested again. */
export function anchored(query: Query, odds: AnchorOdds): Anchored {
	const anchors = anchorsOf(query, odds);
	if (anchors === undefined) return { anchors, rest: query };
	if (isDecidedByAnchors(query, odds)) return { anchors, rest: ALL };
	if (query.kind !== 'and') return { anchors, rest: query };
	const others = query.operands.filter(
		(operand) => !(isDecidedByAnchors(operand, odds) && isSame(anchorsOf(operand, odds), anchors)),
	);
	return { anchors, rest: and(others) };
}

/** Whether carrying an anchor is the same as matching: so with fields, while words may stand in other fields. */
function isDecidedByAnchors(query: Query, odds: AnchorOdds): boolean {
	if (query.kind !== 'in' && !(query.kind === 'compare' && query.operator === '=')) return false;
	return !isTextField(query.field) && anchorsOf(query, odds) !== undefined;
}

function isSame(one: readonly Anchor[] | undefined, other: readonly Anchor[]): boolean {
	return JSON.stringify(one) === JSON.stringify(other);
}

/**
 * Values of which each match of `query` has at least one; undefined when no such list is known, so that
 * every event must be tested; empty when nothing can match.
 *
 * @param odds decides between several lists
 */
export function anchorsOf(query: Query, odds: AnchorOdds): readonly Anchor[] | undefined {
	switch (query.kind) {
		case 'not':
			// Nothing matches what excludes everything.
			return query.operand.kind === 'all' ? [] : undefined;
		case 'all':
		case 'fields':
			return undefined;
		case 'and':
			return rarest(
				query.operands.map((operand) => anchorsOf(operand, odds)),
				odds,
			);
		case 'or':
			return union(query.operands.map((operand) => anchorsOf(operand, odds)));
		case 'compare':
			return query.operator === '=' ? equalsAnchors(query.field, query.value) : undefined;
		case 'in':
			return union(query.values.map((value) => equalsAnchors(query.field, value)));
		case 'like':
			return likeAnchors(query.field, query.value, odds);
		case 'matches':
			return textAnchors(query.field, literalsOfPattern(query.pattern), odds);
		case 'term':
			return wordAnchors(query.value);
	}
}

/**
 * Values of which each match of `query` has at least one, so that only events with one of them need be looked at more
 * closely; undefined when no such list is known.
 *
 * @param odds decides between several lists
 */
export function gateOf(query: Query, odds: AnchorOdds): readonly ValueAnchor[] | undefined {
	switch (query.kind) {
		case 'and': {
			const gates = query.operands.map((operand) => gateOf(operand, odds));
			return rarest(gates, odds);
		}
		case 'or':
			return union(query.operands.map((operand) => gateOf(operand, odds)));
		default: {
			const anchors = anchorsOf(query, odds);
			return anchors?.every((anchor) => 'value' in anchor) === true ? anchors : undefined;
		}
	}
}

function equalsAnchors(field: string, value: Value): readonly Anchor[] | undefined {
	if (field === 'TIME' || field === 'RAWLOG') return undefined;
	if (isTextField(field)) return wordAnchors(value);
	const text = literalText(value);
	if (text === undefined) return undefined;
	const canonical = canonicalValue(text);
	if (canonical === '' || blockOf(canonical) !== undefined) return undefined;
	return [{ field, value: canonical }];
}

/** Texts that are the same are canonically the same, too; what is left to test are white space and case. */
function likeAnchors(field: string, value: Value, odds: AnchorOdds): readonly Anchor[] | undefined {
	const whole = literalText(value);
	const canonical = whole === undefined ? '' : canonicalValue(whole);
	if (canonical !== '' && !isTextField(field) && field !== 'ANY_VALUE')
		return [{ field, value: canonical }];
	return textAnchors(field, literalsOfValue(value), odds);
}

function textAnchors(
	field: string,
	literals: readonly string[],
	odds: AnchorOdds,
): readonly Anchor[] | undefined {
	const texts = literals.map(fold).filter((text) => text.length >= SHORTEST_TEXT);
	return rarest(
		texts.map((text) => [{ field, text }]),
		odds,
	);
}

function wordAnchors(value: Value): readonly Anchor[] | undefined {
	const words = wordPatternsOf(value).filter((pattern) => typeof pattern === 'string');
	if (words.length === 0) return undefined;
	// The longest word is most likely the rarest.
	const longest = words.reduce((best, word) => (word.length > best.length ? word : best));
	return [{ word: wordTerm(longest) }];
}

function rarest<A extends Anchor>(
	choices: readonly (readonly A[] | undefined)[],
	odds: AnchorOdds,
): readonly A[] | undefined {
	let best: readonly A[] | undefined;
	let bestOdds = Infinity;
	for (const choice of choices) {
		if (choice === undefined) continue;
		const here = odds.ofAny(choice);
		if (here < bestOdds) [best, bestOdds] = [choice, here];
	}
	return best;
}

function union<A extends Anchor>(
	parts: readonly (readonly A[] | undefined)[],
): readonly A[] | undefined {
	const all: A[] = [];
	for (const part of parts) {
		if (part === undefined) return undefined;
		all.push(...part);
	}
	return all;
}
