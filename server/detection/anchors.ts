/** Finds values that every match of a query must carry, so that an event is tested only against profiles it can match. */
import { wordToken } from '../logs/events/tokens';
import { type Query, type Value, canonicalValue, isTextField } from '../logs/query';
import { ALL, and, literalText } from '../logs/query/build';
import { cidrOf } from '../logs/query/cidr';
import { wordPatternsOf } from '../logs/query/phrase';

/** A value of a keyword field, or the index token of a word. */
export type Anchor = { readonly field: string; readonly value: string } | { readonly word: string };

/** Fields that most events share with many others, and what looking at their events costs in relation. */
const COMMON_FIELDS: Readonly<Record<string, number>> = {
	LOGTYPE: 60,
	CHANNEL: 30,
	SEVERITY: 40,
	COMMON_SEVERITY: 40,
	RESULT: 30,
	HOSTNAME: 20,
	FACILITY: 20,
	METHOD: 20,
	SOURCE: 8,
	IENAME: 2,
	EVENTID: 1,
};
const OTHER_FIELD = 3;
/** Words cost a pass over all words of each event. */
const WORD = 10;

/** How to find the matches of a query: look at events with one of the anchors, and test what is left of it. */
export interface Anchored {
	/** Undefined: look at every event. */
	readonly anchors: readonly Anchor[] | undefined;
	/** What an event with one of the anchors must match, too. */
	readonly rest: Query;
}

/** Splits a query; conditions that an anchor decides are not tested again. */
export function anchored(query: Query): Anchored {
	const anchors = anchorsOf(query);
	if (anchors === undefined) return { anchors, rest: query };
	if (isDecidedByAnchors(query)) return { anchors, rest: ALL };
	if (query.kind !== 'and') return { anchors, rest: query };
	const others = query.operands.filter(
		(operand) => !(isDecidedByAnchors(operand) && isSame(anchorsOf(operand), anchors)),
	);
	return { anchors, rest: and(others) };
}

/** Whether carrying an anchor is the same as matching: so with fields, while words may stand in other fields. */
function isDecidedByAnchors(query: Query): boolean {
	if (query.kind !== 'in' && !(query.kind === 'compare' && query.operator === '=')) return false;
	return !isTextField(query.field) && anchorsOf(query) !== undefined;
}

function isSame(one: readonly Anchor[] | undefined, other: readonly Anchor[]): boolean {
	return JSON.stringify(one) === JSON.stringify(other);
}

/**
 * Values of which each match of `query` has at least one; undefined when no such list is known, so that
 * every event must be tested; empty when nothing can match.
 */
export function anchorsOf(query: Query): readonly Anchor[] | undefined {
	switch (query.kind) {
		case 'all':
		case 'not':
			return undefined;
		case 'and':
			return cheapest(query.operands.map(anchorsOf));
		case 'or':
			return union(query.operands.map(anchorsOf));
		case 'compare':
			return query.operator === '=' ? equalsAnchors(query.field, query.value) : undefined;
		case 'in':
			return union(query.values.map((value) => equalsAnchors(query.field, value)));
		case 'term':
			return wordAnchors(query.value);
	}
}

function equalsAnchors(field: string, value: Value): readonly Anchor[] | undefined {
	if (field === 'TIME' || field === 'RAWLOG') return undefined;
	if (isTextField(field)) return wordAnchors(value);
	const text = literalText(value);
	if (text === undefined) return undefined;
	const canonical = canonicalValue(text);
	if (canonical === '' || cidrOf(canonical) !== undefined) return undefined;
	return [{ field, value: canonical }];
}

function wordAnchors(value: Value): readonly Anchor[] | undefined {
	const words = wordPatternsOf(value).filter((pattern) => typeof pattern === 'string');
	if (words.length === 0) return undefined;
	// The longest word is most likely the rarest.
	const longest = words.reduce((best, word) => (word.length > best.length ? word : best));
	return [{ word: wordToken(longest) }];
}

function cheapest(
	choices: readonly (readonly Anchor[] | undefined)[],
): readonly Anchor[] | undefined {
	let best: readonly Anchor[] | undefined;
	for (const choice of choices) {
		if (choice !== undefined && (best === undefined || cost(choice) < cost(best))) best = choice;
	}
	return best;
}

function union(parts: readonly (readonly Anchor[] | undefined)[]): readonly Anchor[] | undefined {
	const all: Anchor[] = [];
	for (const part of parts) {
		if (part === undefined) return undefined;
		all.push(...part);
	}
	return all;
}

function cost(anchors: readonly Anchor[]): number {
	let total = 0;
	for (const anchor of anchors)
		total += 'word' in anchor ? WORD : (COMMON_FIELDS[anchor.field] ?? OTHER_FIELD);
	return total;
}
