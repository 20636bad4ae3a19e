/** Compiles a query to a test of one event. */
import type { FieldValue } from '../events';
import { canonicalValue, isTextField } from '../terms';
import {
	ANY_VALUE,
	type Compare,
	type FieldCompare,
	type FieldPlace,
	type In,
	type Like,
	type Query,
	type Value,
} from './ast';
import { isAnything, literalText } from './build';
import { blockOf } from './cidr';
import { compileEquals, compileRange, ordering } from './match-value';
import { compilePhrase } from './phrase';
import { compileLike } from './match-text';
import { compilePattern } from './pattern';
import { TIME_FIELD, timeOf } from './time-value';
import { foldedText } from './folded-text';
import { takeLists } from './match-any';

/** The fields of an event by server name, with or without `TIME` (epoch ms). */
export type EventFields = Readonly<Record<string, FieldValue>>;

/**
 * A test of one event: its fields and, unless the fields have `TIME` (as stored documents do), its time in
 * epoch ms.
 */
export type Predicate = (event: EventFields, time?: number) => boolean;

/** Compiles a query to a predicate. Compile once, test often: all parsing of values is done here. */
export function compilePredicate(query: Query): Predicate {
	switch (query.kind) {
		case 'all':
			return () => true;
		case 'and': {
			const tests = query.operands.map(compilePredicate);
			return (event, time) => tests.every((test) => test(event, time));
		}
		case 'or': {
			const { lists, others } = takeLists(query.operands);
			const tests = [
				...lists.map(({ field, test }) => onFolded(field, test)),
				...others.map(compilePredicate),
			];
			return (event, time) => tests.some((test) => test(event, time));
		}
		case 'not':
			return negate(compilePredicate(query.operand));
		case 'compare':
			return compileComparison(query);
		case 'in':
			return compileMembership(query);
		case 'like':
			return compileLikeOf(query);
		case 'matches': {
			const pattern = compilePattern(query.pattern);
			return onTexts(query.field, (text) => pattern.test(text));
		}
		case 'fields':
			return compileFields(query);
		case 'term':
			return compileTerm(query.value);
	}
}

function negate(test: Predicate): Predicate {
	return (event, time) => !test(event, time);
}

function compileComparison({ field, operator, value }: Compare): Predicate {
	if (operator === '!=')
		return negate(compileComparison({ kind: 'compare', field, operator: '=', value }));
	if (field === TIME_FIELD) {
		const holds = ordering(operator);
		const wanted = timeOf(literalText(value) ?? '');
		return (event, time) => {
			const actual = timeOfEvent(event, time);
			if (actual === undefined) return false;
			return wanted === undefined ? isAnything(value) : holds(actual, wanted);
		};
	}
	if (operator !== '=') return onCanonical(field, compileRange(operator, value));
	if (isTextField(field) && !isAnything(value)) return onText(field, compilePhrase(value));
	return onCanonical(field, compileEquals(value));
}

function compileMembership({ field, values }: In): Predicate {
	const plain = field === TIME_FIELD || isTextField(field) ? undefined : plainValues(values);
	// A list of devices is long and its values are plain: one look-up instead of one test each.
	if (plain !== undefined) return onCanonical(field, (canonical) => plain.has(canonical));
	const equals = values.map((value) =>
		compileComparison({ kind: 'compare', field, operator: '=', value }),
	);
	return (event, time) => equals.some((test) => test(event, time));
}

/** The canonical values of a list without wildcards and address blocks, undefined when it has any. */
function plainValues(values: readonly Value[]): ReadonlySet<string> | undefined {
	const plain = new Set<string>();
	for (const value of values) {
		const text = literalText(value);
		if (text === undefined || blockOf(canonicalValue(text)) !== undefined) return undefined;
		plain.add(canonicalValue(text));
	}
	return plain;
}

function onCanonical(field: string, test: (canonical: string) => boolean): Predicate {
	return (event) => {
		const value = event[field];
		return value !== undefined && test(canonicalValue(value));
	};
}

function onText(field: string, test: (text: string) => boolean): Predicate {
	return (event) => {
		const value = event[field];
		return value !== undefined && test(String(value));
	};
}

/** Tests the text of a field that is there, be it empty; or of any field. */
function onTexts(field: string, test: (text: string) => boolean): Predicate {
	if (field !== ANY_VALUE) return onText(field, test);
	return (event) => {
		for (const name in event) {
			if (name !== TIME_FIELD && test(String(event[name]))) return true;
		}
		return false;
	};
}

/** The same of texts without case. */
function onFolded(field: string, test: (text: string) => boolean): Predicate {
	const folded = foldedText(field);
	if (field !== ANY_VALUE)
		return (event) => {
			const text = event[field];
			return text !== undefined && test(folded(text));
		};
	return (event) => {
		for (const name in event) {
			const value = event[name];
			if (value !== undefined && name !== TIME_FIELD && test(foldedText(name)(value))) return true;
		}
		return false;
	};
}

function compileLikeOf({ field, value, cased }: Like): Predicate {
	const test = compileLike(value, cased);
	if (cased) return onTexts(field, test);
	return onFolded(field, test);
}

function compileFields({ field, place, other }: FieldCompare): Predicate {
	const holds = FIELD_TESTS[place];
	const [folded, foldedOther] = [foldedText(field), foldedText(other)];
	return (event) => {
		const [text, otherText] = [event[field], event[other]];
		if (text === undefined || otherText === undefined) return false;
		return holds(folded(text), foldedOther(otherText));
	};
}

const FIELD_TESTS: Readonly<Record<FieldPlace, (text: string, other: string) => boolean>> = {
	whole: (text, other) => text === other,
	start: (text, other) => text.startsWith(other),
	end: (text, other) => text.endsWith(other),
	part: (text, other) => text.includes(other),
};

function timeOfEvent(event: EventFields, time: number | undefined): number | undefined {
	const value = time ?? event[TIME_FIELD];
	return typeof value === 'number' || value === undefined ? value : timeOf(String(value));
}

/** A bare term looks at every value but the raw log, which repeats the others, and the time. */
function compileTerm(value: Value): Predicate {
	const test = compilePhrase(value);
	return (event) => {
		for (const field in event) {
			if (field === 'RAWLOG' || field === TIME_FIELD) continue;
			if (test(String(event[field]))) return true;
		}
		return false;
	};
}
