/** Plans single conditions for OpenSearch: what the documents of an event that meets one have. */
import {
	ANY_VALUE,
	blockOf,
	type CompareOperator,
	isAnything,
	literalsOfPattern,
	literalText,
	TIME_FIELD,
	timeOf,
	type Value,
} from '../../../logs/query';
import { canonicalValue, decimalOf, fold, isTextField } from '../../../logs/terms';
import {
	allOf,
	anyOf,
	atMost,
	type Bounds,
	type Clause,
	either,
	EVERY,
	exactly,
	exactlyBut,
	NONE,
	query,
	term,
} from './clauses';
import { MARK } from './document';
import { TEXTS, WORDS } from './mapping';
import { isPiece, partsOf, phraseIn, wordsContaining } from './plan-words';
import { addressTerm, bandOf, MAX_TEXT, numberTerm, valueTerm } from './value-terms';

/** Doubles below are whole numbers each of which is itself and no other. */
const SAFE = Number.MAX_SAFE_INTEGER;
/** Code units from which on their order is not that of code points, which the engine compares. */
const BEYOND = /[\ud800-\uffff]/;

/** `FIELD = value` */
export function equals(field: string, value: Value): Bounds {
	if (field === TIME_FIELD) return equalsTime(value);
	if (isAnything(value)) return exactly(has(field));
	if (isTextField(field)) return phraseIn(TEXTS.get(field) as string, field, value);
	const text = literalText(value);
	if (text === undefined) return glob(field, value);
	const canonical = canonicalValue(text);
	if (canonical === '') return exactly(marked(MARK.empty, field));
	const literal = term('v', valueTerm(field, canonical));
	const block = blockOf(canonical);
	// Half pairs are replacement characters in terms.
	const bounds = canonical.includes('\ufffd')
		? exactlyBut(literal, marked(MARK.cut, field))
		: exactly(literal);
	return block === undefined ? bounds : either([bounds, exactly(addresses(field, block))]);
}

/** `FIELD < value` and its like */
export function range(field: string, operator: CompareOperator, value: Value): Bounds {
	const text = literalText(value) ?? '';
	if (field === TIME_FIELD) {
		const time = timeOf(text);
		return exactly(
			time === undefined ? NONE : query({ range: { t: { [BOUND[operator]]: time } } }),
		);
	}
	// The engine does not have messages as a whole.
	if (isTextField(field)) return atMost(has(field));
	const wanted = canonicalValue(text);
	const number = decimalOf(wanted);
	if (number === undefined) return textRange(field, operator, wanted);
	const found = within(field, 'number', operator, numberTerm(field, number));
	if (typeof number === 'number' && Math.abs(number) < SAFE) return exactly(found);
	// Neighbours of large numbers share a double with them.
	const near = term('v', numberTerm(field, number));
	return exactlyBut(found, near);
}

/** A bare term: its words in any value but the raw log. */
export function words(value: Value): Bounds {
	return either([
		phraseIn(TEXTS.get('MESSAGE') as string, 'MESSAGE', value),
		phraseIn(WORDS, '*', value),
	]);
}

/** `FIELD LIKE value`, which looks at the text as it is; the same with case, whose candidates are those without. */
export function like(field: string, value: Value, isCased = false): Bounds {
	if (field === ANY_VALUE || isTextField(field))
		return atMost(containing(field, partsOf(value), matchesEmpty(value)));
	const empty = matchesEmpty(value) ? marked(MARK.empty, field) : NONE;
	const found = anyOf([globClause(field, value), empty]);
	const unsure = anyOf([marked(MARK.altered, field), marked(MARK.cut, field)]);
	const bounds = exactlyBut(found, unsure);
	return isCased ? atMost(bounds.upper) : bounds;
}

/** `FIELD MATCHES "pattern"` */
export function matches(field: string, pattern: string): Bounds {
	const literals = literalsOfPattern(pattern)
		// Beyond ASCII a pattern's idea of case is another one than ours.
		.flatMap((literal) => fold(literal).match(/[\x20-\x7e]+/g) ?? [])
		.filter((literal) => literal.trim() !== '');
	if (field === ANY_VALUE || isTextField(field)) {
		const parts = literals.map((text) => ({ text, isStart: false, isEnd: false }));
		return atMost(containing(field, parts, literals.length === 0));
	}
	if (literals.length === 0) return atMost(isThere(field));
	const inner = literals.map((literal) => wildcard(field, `*${escaped(literal)}*`));
	const unsure = [marked(MARK.altered, field), marked(MARK.cut, field)];
	return atMost(anyOf([allOf(inner), ...unsure]));
}

/** `FIELD EQUALS_FIELD OTHER` and its like: both fields are there. */
export function fieldsCompared(field: string, other: string): Clause {
	return allOf([isThere(field), isThere(other)]);
}

const BOUND: Readonly<Record<CompareOperator, string>> = {
	'<': 'lt',
	'<=': 'lte',
	'>': 'gt',
	'>=': 'gte',
	'=': '',
	'!=': '',
};

function equalsTime(value: Value): Bounds {
	const time = timeOf(literalText(value) ?? '');
	if (time === undefined) return exactly(isAnything(value) ? EVERY : NONE);
	return exactly(term('t', time));
}

/** Events whose field has a value. */
function has(field: string): Clause {
	return term('f', field);
}

/** Events that have the field, be it empty. */
function isThere(field: string): Clause {
	return anyOf([has(field), marked(MARK.empty, field)]);
}

function marked(mark: string, field: string): Clause {
	return term('f', mark + field);
}

/** A value with wildcards. */
function glob(field: string, value: Value): Bounds {
	return exactlyBut(globClause(field, value), marked(MARK.cut, field));
}

function globClause(field: string, { pieces }: Value): Clause {
	if (pieces.length === 1 && !isPiece(pieces[0]) && pieces[0]?.wild === '*') return has(field);
	const [first, second, ...more] = pieces;
	if (isPiece(first) && !isPiece(second) && second?.wild === '*' && more.length === 0)
		return query({ prefix: { v: { value: bandOf(field, 'value').from + fold(first) } } });
	const pattern = pieces.map((piece) => (isPiece(piece) ? escaped(fold(piece)) : piece.wild));
	if (pattern.every((piece) => !/^[*?]$/.test(piece)))
		return term('v', bandOf(field, 'value').from + fold(literalText({ pieces }) ?? ''));
	return wildcard(field, pattern.join(''));
}

function wildcard(field: string, pattern: string): Clause {
	const value = bandOf(field, 'value').from + pattern.toWellFormed();
	return query({ wildcard: { v: { value } } });
}

function escaped(text: string): string {
	return text.replace(/[*?\\]/g, '\\$&');
}

/** Whether a pattern is met by an empty text. */
function matchesEmpty({ pieces }: Value): boolean {
	return pieces.every((piece) => !isPiece(piece) && piece.wild === '*');
}

function textRange(field: string, operator: CompareOperator, wanted: string): Bounds {
	if (wanted.length >= MAX_TEXT || BEYOND.test(wanted)) return atMost(has(field));
	return exactly(within(field, 'value', operator, bandOf(field, 'value').from + wanted));
}

/** The terms of a kind that stand to one of them as the operator says. */
function within(
	field: string,
	kind: 'value' | 'number',
	operator: CompareOperator,
	wanted: string,
): Clause {
	const { from, to } = bandOf(field, kind);
	const other = operator.startsWith('<') ? { gte: from } : { lt: to };
	return query({ range: { v: { ...other, [BOUND[operator]]: wanted } } });
}

function addresses(
	field: string,
	{ address, bits }: NonNullable<ReturnType<typeof blockOf>>,
): Clause {
	const limit = (host: number) =>
		addressTerm(
			field,
			address.map((group, at) => {
				const own = Math.max(0, Math.min(16, bits - at * 16));
				const rest = 0xffff >> own;
				return (group & ~rest & 0xffff) | (host & rest);
			}),
		);
	return query({ range: { v: { gte: limit(0), lte: limit(0xffff) } } });
}

/** Events with a text that has all of the parts in it. */
function containing(
	field: string,
	parts: readonly { text: string; isStart: boolean; isEnd: boolean }[],
	mayBeEmpty: boolean,
): Clause {
	const names = field === ANY_VALUE ? ['MESSAGE', 'RAWLOG', '*'] : [field];
	if (field === ANY_VALUE && mayBeEmpty) return EVERY;
	const found = names.map((name) => {
		const inner = parts.flatMap((part) => wordsContaining(TEXTS.get(name) ?? WORDS, part));
		// Nothing is known of values without words.
		if (inner.length === 0) return name === '*' ? EVERY : isThere(name);
		return anyOf([allOf(inner), marked(MARK.cut, name)]);
	});
	return anyOf(found);
}
