/** Plans single conditions: which terms an event that meets one must carry. */
import {
	canonicalValue,
	decimalOf,
	fieldPrefix,
	fieldTerm,
	fold,
	isTermUnique,
	isTextField,
	RAW_FIELD,
	wordTerm,
} from '../terms';
import {
	ANY_VALUE,
	type CompareOperator,
	type Like,
	type Matches,
	type Value,
	type Wildcard,
} from './ast';
import { type Bounds, atMost, both, bound, either, exactly, isExact } from './bounds';
import { isAnything, literalText, valueOf } from './build';
import { type Cidr, blockOf } from './cidr';
import { cidrPrefixes } from './cidr-prefixes';
import {
	EVERY,
	allOf,
	anyOf,
	complement,
	type IndexExpression,
	NONE,
	prefix,
	term,
} from './index-expression';
import { compileGlob } from './glob';
import { MAX_EXPANSION, MAX_PLAN_TERMS, MAX_PREFIX_VALUES } from './limits';
import { type ValueTest, compileEquals, compileRange } from './match-value';
import { compilePhrase, wordPatternsOf } from './phrase';
import { countOfTerms, phraseBounds, rawTerms, rawWordsOf } from './plan-words';
import {
	literalsOfPattern,
	literalsOfValue,
	type RequiredWord,
	requiredWordsOf,
} from './required-text';
import { TIME_FIELD } from './time-value';
import { hintOfPattern, hintOfRange, longestPart, type ValueHint } from './value-hints';

/** More words than this do not narrow the candidates any further. */
const MAX_WORDS = 8;
/** Shorter pieces of words are in too many. */
const SHORTEST_PIECE = 3;
const ANY_RUN: Wildcard = { wild: '*' };

/** Known values of fields. */
export interface Dictionary {
	/**
	 * All distinct canonical values (see `canonicalValue`) that the searched events have in a field, in any
	 * order; values that no event has do no harm. Undefined when they are not known or too many.
	 */
	values(field: string): readonly string[] | undefined;
	/**
	 * What of a field whose values are not known passes a test, by the values as the index has them: one that is not
	 * `isTermUnique` is cut or altered, and passes always, as it may stand for several. Undefined when there are too many
	 * to go through.
	 *
	 * @param test of canonical values
	 * @param hint what every value meets that passes, see {@link ValueHint}
	 * @param most values to be told
	 */
	passing?(field: string, test: ValueTest, hint: ValueHint, most: number): Passing | undefined;
	/** Known values (canonical) of any fields that contain a text, folded: those that come to hand, not all. */
	valuesWith?(part: string): Iterable<{ readonly field: string; readonly value: string }>;
	/**
	 * The distinct words of the searched events that contain a text and pass a test, as the index has them, and all words
	 * that are not `isTermUnique`: they are cut, and may stand for one that passes. Undefined when they are not known,
	 * more than `most`, or too many to look through.
	 *
	 * @param part folded, not empty
	 */
	words?(
		part: string,
		test: (word: string) => boolean,
		most: number,
	): readonly string[] | undefined;
	/** Set when the index has the words of the raw logs of all searched events, see `eventTermsOf`. */
	readonly raw?: RawWords | undefined;
}

/** The words of raw logs. */
export interface RawWords {
	/**
	 * The same as `Dictionary.words` of words that raw logs may have: the terms of both kinds that tell of them.
	 */
	terms(part: string, test: (word: string) => boolean, most: number): readonly string[] | undefined;
}

/** The values that pass a test; where they are too many, the searched events that have them. */
export type Passing =
	| { readonly values: readonly string[] }
	| {
			/** Ids, ascending. */
			readonly events: Float64Array;
			/** Whether none of them has to be checked. */
			readonly isExact: boolean;
	  };

const PRINTABLE = /^[ -~]*$/;

/** Plans the conditions of one query, within one budget of terms. */
export class LeafPlanner {
	private termsLeft = MAX_PLAN_TERMS;

	constructor(private readonly dictionary: Dictionary | undefined) {}

	/** `FIELD = value` */
	equals(field: string, value: Value): Bounds {
		if (field === TIME_FIELD) return atMost(EVERY);
		if (!isTextField(field)) return this.withinBudget(1, () => this.keyword(field, value));
		if (isAnything(value)) return atMost(EVERY);
		if (field === RAW_FIELD)
			return this.withinBudget(2 * countOfTerms(value), () => atMost(this.inRaw(value)));
		// A word may come from any field, so that the message has it must be checked.
		return atMost(this.term(value).upper);
	}

	/** `FIELD < value` and its like */
	range(field: string, operator: CompareOperator, value: Value): Bounds {
		if (field === TIME_FIELD || isTextField(field)) return atMost(EVERY);
		return (
			this.expand(field, compileRange(operator, value), hintOfRange(operator, value)) ??
			this.withinBudget(1, () => atMost(prefix(fieldPrefix(field))))
		);
	}

	/** A bare term */
	term(value: Value): Bounds {
		return this.withinBudget(countOfTerms(value), () => {
			const bounds = phraseBounds(value, (pattern) => this.expandWords(pattern));
			return isExact(bounds) ? bounds : { ...bounds, lower: this.certain(value) };
		});
	}

	/** `FIELD LIKE value` */
	like({ field, value }: Like): Bounds {
		const whole = literalText(value);
		const required = literalsOfValue(value);
		const words = requiredWordsOfValue(value);
		if (field === ANY_VALUE || !isKeyword(field)) return this.containing(field, words);
		const canonical = whole === undefined ? '' : canonicalValue(whole);
		if (canonical !== '')
			return this.withinBudget(1, () => atMost(term(fieldTerm(field, canonical))));
		// A value of white space alone has no term.
		if (!required.some((literal) => /\S/.test(literal))) return atMost(EVERY);
		const has = this.withinBudget(1, () => atMost(prefix(fieldPrefix(field))));
		return both([has, this.containing(field, words)]);
	}

	/** `FIELD MATCHES "pattern"` */
	matches({ field, pattern }: Matches): Bounds {
		const words = literalsOfPattern(pattern).flatMap((literal) =>
			requiredWordsOf(fold(literal), false, false),
		);
		return this.containing(field, words);
	}

	/** Events that may have the words of a word search in their raw logs: each there alone, or in another value. */
	private inRaw(value: Value): IndexExpression {
		const { raw } = this.dictionary ?? {};
		return raw === undefined ? EVERY : allOf(rawWordsOf(value, (word) => this.expandRaw(word)));
	}

	/** The terms of the words of raw logs that match a pattern; undefined when they are not known or too many. */
	private expandRaw(pattern: Value): IndexExpression | undefined {
		const longest = longestPart(pattern);
		if (longest === '') return undefined;
		const most = Math.min(MAX_EXPANSION, this.termsLeft);
		const terms = this.dictionary?.raw?.terms(longest, compileGlob(pattern), most);
		if (terms === undefined) return undefined;
		this.termsLeft -= terms.length;
		return anyOf(terms.map(term));
	}

	/** Events that have all of some words in their values. */
	private containing(field: string, words: readonly RequiredWord[]): Bounds {
		if (field === ANY_VALUE || field === TIME_FIELD) return atMost(EVERY);
		const isRaw = field === RAW_FIELD;
		if (isRaw && this.dictionary?.raw === undefined) return atMost(EVERY);
		const some = words
			.filter(({ text, before, after }) => !(before || after) || text.length >= SHORTEST_PIECE)
			.slice(0, MAX_WORDS);
		return this.withinBudget(some.length, () =>
			atMost(allOf(some.map((word) => this.wordWith(word, isRaw)))),
		);
	}

	private wordWith({ text, before, after }: RequiredWord, isRaw: boolean): IndexExpression {
		if (!before && !after) return isRaw ? rawTerms(text, false) : term(wordTerm(text));
		const pieces = [...(before ? [ANY_RUN] : []), text, ...(after ? [ANY_RUN] : [])];
		const pattern = valueOf(pieces);
		return (isRaw ? this.expandRaw(pattern) : this.expandWords(pattern)?.upper) ?? EVERY;
	}

	private keyword(field: string, value: Value): Bounds {
		if (isAnything(value)) return exactly(prefix(fieldPrefix(field)));
		const text = literalText(value);
		if (text === undefined) return this.pattern(field, value);
		const canonical = canonicalValue(text);
		// Empty values have no term: their events are among those without any term of the field.
		if (canonical === '') return atMost(complement(prefix(fieldPrefix(field))));
		const cidr = blockOf(canonical);
		const literal = bound(term(fieldTerm(field, canonical)), isTermUnique(canonical));
		if (cidr === undefined) return literal;
		return this.expand(field, compileEquals(value)) ?? either([literal, this.block(field, cidr)]);
	}

	private pattern(field: string, value: Value): Bounds {
		const [first, second, ...more] = value.pieces;
		const start = typeof first === 'string' ? fold(first) : '';
		const expression = prefix(fieldTerm(field, start));
		const isPrefix = more.length === 0 && typeof second === 'object' && second.wild === '*';
		if (isPrefix && start !== '' && isTermUnique(start))
			return this.expandPrefix(field, value) ?? exactly(expression);
		return (
			this.expand(field, compileEquals(value), hintOfPattern(value)) ??
			this.containingPieces(field, value, expression)
		);
	}

	/** Events that have a pattern's pieces in their words; where no word narrows them, those of an expression. */
	private containingPieces(field: string, value: Value, otherwise: IndexExpression): Bounds {
		const words = requiredWordsOfValue(value).map((word) =>
			// A number's canonical text lacks zeros that its words have.
			/^\d+$/.test(word.text) ? { ...word, before: true, after: true } : word,
		);
		const { upper } = this.containing(field, words);
		return atMost(upper.kind === 'all' ? otherwise : upper);
	}

	private block(field: string, cidr: Cidr): Bounds {
		const { texts, areWhole } = cidrPrefixes(cidr);
		const look = areWhole ? term : prefix;
		return this.withinBudget(texts.length, () =>
			bound(anyOf(texts.map((text) => look(fieldTerm(field, text)))), areWhole),
		);
	}

	/** The terms of the known values that pass a test; undefined when they are not known or too many. */
	private expand(field: string, test: ValueTest, hint: ValueHint = {}): Bounds | undefined {
		const known = this.dictionary?.values(field);
		if (known === undefined) return this.expandTerms(field, test, hint);
		const passing: string[] = [];
		for (const value of known) {
			// Half surrogates do not survive being stored in a dictionary, so such a value says nothing.
			if (value === '' || !(value.includes('\ufffd') || test(value))) continue;
			passing.push(value);
			if (passing.length > MAX_EXPANSION) return undefined;
		}
		return this.termsOf(field, passing);
	}

	/**
	 * The terms of the few known values that match a pattern; undefined where they are not known, more, or not told apart. An index
	 * puts the events of all terms of a prefix together before it finds the first.
	 */
	private expandPrefix(field: string, value: Value): Bounds | undefined {
		const test = compileEquals(value);
		const passing = this.dictionary?.values(field)?.filter(test);
		if (passing === undefined || passing.length > MAX_PREFIX_VALUES) return undefined;
		return passing.every(isTermUnique) ? this.termsOf(field, passing) : undefined;
	}

	/** Events of which a known value of a field has the words of a word search. */
	private certain(value: Value): IndexExpression {
		const words = wordPatternsOf(value);
		// Of other texts the canonical value may have other words than the one that was sent.
		if (!words.every((word) => typeof word === 'string' && PRINTABLE.test(word))) return NONE;
		const test = compilePhrase(value);
		const terms = new Set<string>();
		for (const { field, value: known } of this.dictionary?.valuesWith?.(longestPart(value)) ?? []) {
			if (!PRINTABLE.test(known) || decimalOf(known) !== undefined || !isTermUnique(known))
				continue;
			if (test(known)) terms.add(fieldTerm(field, known));
		}
		if (terms.size > Math.min(MAX_EXPANSION, this.termsLeft)) return NONE;
		this.termsLeft -= terms.size;
		return anyOf([...terms].map(term));
	}

	/** The terms of the known words that match a pattern; undefined when they are not known or too many. */
	private expandWords(pattern: Value): Bounds | undefined {
		const longest = longestPart(pattern);
		if (longest === '') return undefined;
		const most = Math.min(MAX_EXPANSION, this.termsLeft);
		const words = this.dictionary?.words?.(longest, compileGlob(pattern), most);
		if (words === undefined) return undefined;
		this.termsLeft -= words.length;
		const terms = words.map((word) => term(wordTerm(word)));
		return bound(anyOf(terms), words.every(isTermUnique));
	}

	/** The same by what the index tells of a field whose values are not known. */
	private expandTerms(field: string, test: ValueTest, hint: ValueHint): Bounds | undefined {
		const most = Math.min(MAX_EXPANSION, this.termsLeft);
		const passing = this.dictionary?.passing?.(field, test, hint, most);
		if (passing === undefined) return undefined;
		if ('values' in passing) return this.termsOf(field, passing.values);
		const otherwise = prefix(fieldPrefix(field));
		return bound({ kind: 'events', ids: passing.events, otherwise }, passing.isExact);
	}

	private termsOf(field: string, passing: readonly string[]): Bounds | undefined {
		if (passing.length > this.termsLeft) return undefined;
		this.termsLeft -= passing.length;
		const terms = [...new Set(passing.map((value) => fieldTerm(field, value)))];
		return bound(anyOf(terms.map(term)), passing.every(isTermUnique));
	}

	private withinBudget(terms: number, plan: () => Bounds): Bounds {
		if (terms > this.termsLeft) return atMost(EVERY);
		this.termsLeft -= terms;
		return plan();
	}
}

/** Whether the index has a term for each value of a field. */
function isKeyword(field: string): boolean {
	return !isTextField(field) && field !== TIME_FIELD;
}

/** The words that a text matching a whole pattern has. */
function requiredWordsOfValue(value: Value): readonly RequiredWord[] {
	const literals = literalsOfValue(value);
	return literals.flatMap((literal, index) =>
		requiredWordsOf(
			fold(literal),
			index === 0 && typeof value.pieces[0] === 'string',
			index === literals.length - 1 && typeof value.pieces.at(-1) === 'string',
		),
	);
}
