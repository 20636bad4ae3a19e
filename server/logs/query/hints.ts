/** Advice for what people write out of habit from other query languages. */
import { isDotted, ownNameOf } from './foreign-names';
import { serverNameOf } from './known-names';

/** Advice for a run of operator characters that is no operator. */
export function hintForOperator(written: string): string | undefined {
	if (written.includes('~'))
		return 'Write FIELD MATCHES "pattern" for a regular expression, or use the wildcards * and ?';
	switch (written) {
		case '==':
		case '===':
			return 'Write = for "equals"';
		case '<>':
		case '=!':
		case '!==':
			return 'Write != for "not equal"';
		case '=>':
			return 'Write >= for "greater or equal"';
		case '=<':
			return 'Write <= for "less or equal"';
		default:
			return 'Put a value that starts with an operator character in double quotes';
	}
}

/** What is wrong with the start of a text. */
export interface TextProblem {
	readonly found: string;
	readonly expected: string;
	readonly advice: string;
}

/** Advice for a text that starts with these two characters, undefined when they may start one. */
export function hintForText(start: string): TextProblem | undefined {
	const found = start.charAt(0);
	if (/['‘’]/.test(found)) {
		return { found, expected: 'a value', advice: 'Use double quotes instead of single quotes' };
	}
	if (/[“”„]/.test(found)) {
		const advice = 'Use straight double quotes (") instead of typographic ones';
		return { found, expected: 'a value', advice };
	}
	switch (start) {
		case '&&':
			return { found: start, expected: 'AND', advice: 'Write AND between two conditions' };
		case '||':
			return { found: start, expected: 'OR', advice: 'Write OR between two conditions' };
		default:
			if (found !== '!') return undefined;
			return { found, expected: 'NOT', advice: 'Write NOT to negate a condition' };
	}
}

/** Advice for a quote that is never closed. */
export function hintForUnclosedQuote(opened: number, hasEscapedQuote: boolean): string {
	const place = `The quote opened at position ${opened} is not closed`;
	if (!hasEscapedQuote) return place;
	return `${place}; \\" stands for a quote inside the value, write \\\\ for a backslash before the closing quote`;
}

/**
 * Advice for a bare term in the `field:value` form of Lucene. Only well-known field names are recognised,
 * because URLs, paths, times and addresses have colons, too.
 */
export function hintForColon(written: string): string | undefined {
	const [, name, rest] = /^([@A-Za-z][\w.@-]*):(.*)$/s.exec(written) ?? [];
	if (name === undefined) return undefined;
	const field = serverNameOf(name) ?? (isDotted(name) ? ownNameOf(name) : undefined);
	if (field === undefined) return undefined;
	return `Write ${field} = ${rest === '' ? 'value' : rest} to search the field, or put the term in double quotes`;
}

const FOREIGN_OPERATORS: ReadonlyMap<string, string> = new Map([
	['CONTAINS', 'Write = *value* to look inside a value'],
	['STARTSWITH', 'Write = value* for the start of a value'],
	['ENDSWITH', 'Write = *value for the end of a value'],
	['BETWEEN', 'Write two comparisons with >= and <='],
	['EQUALS', 'Write ='],
	['IS', 'Write ='],
]);

/** Advice for a word (in upper case, as written) that other languages use as operator after a field name. */
export function hintForForeignOperator(field: string, word: string): string | undefined {
	return serverNameOf(field) === undefined ? undefined : FOREIGN_OPERATORS.get(word);
}

/**
 * The display name (`Event ID`) that stands before an operator where a field name must stand.
 *
 * @param before the query up to the word right before the operator
 * @param word that word
 */
export function displayNameBefore(
	before: string,
	word: string,
): { written: string; field: string } | undefined {
	const [tail] = /(?:(?<![^\s(])[A-Za-z]{1,20}\s{1,5}){1,2}$/.exec(before.slice(-52)) ?? [];
	if (tail === undefined) return undefined;
	const words = tail.trim().split(/\s+/);
	for (let first = 0; first < words.length; first++) {
		const candidate = [...words.slice(first), word].join(' ');
		const field = serverNameOf(candidate);
		if (field === undefined) continue;
		const start = before.lastIndexOf(words[first] as string);
		return { written: before.slice(start) + word, field };
	}
	return undefined;
}
