/** One `field|modifiers: values` of a Sigma selection as a query. */
import { isTextField } from '../../logs/terms';
import { fieldsOf, quoted } from './fields';
import type { Problems } from './problems';

const COMPARISONS: ReadonlyMap<string, string> = new Map(
	Object.entries({ lt: '<', lte: '<=', gt: '>', gte: '>=' }),
);
const PLACES = ['contains', 'startswith', 'endswith'];
/** `-x` may be written with these on Windows' command lines. */
const DASHES = ['-', '/', '–', '—'];

/** What a plain value may be. */
export type SigmaValue = string | number | boolean | null;

/**
 * The query of one line of a selection; undefined when it has problems.
 *
 * @param key field with its modifiers, such as `CommandLine|contains|all`
 */
export function fieldQuery(
	key: string,
	values: readonly SigmaValue[],
	problems: Problems,
): string | undefined {
	const [field = '', ...modifiers] = key.split('|');
	const known = [...PLACES, ...COMPARISONS.keys(), 'all', 'cidr', 'exists', 'windash'];
	for (const modifier of modifiers) {
		if (!known.includes(modifier))
			problems.add(`modifier |${modifier} (in ${key}) is not supported`);
	}
	if (values.length === 0) problems.add(`${key} has no value`);
	if (problems.found.length > 0) return undefined;
	const names = fieldsOf(field);
	const each = values.map((value) =>
		joined(
			names.map((name) => valueQuery(name, value, modifiers, problems)),
			'OR',
		),
	);
	return joined(each, modifiers.includes('all') ? 'AND' : 'OR');
}

/** A word searched in all fields; Sigma means a piece of the raw text, here it is words of the message or a value. */
export function keywordQuery(value: SigmaValue, problems: Problems): string {
	problems.note('keywords are searched as whole words, not as pieces of the raw text');
	const words = String(value).replace(/^\*+|\*+$/g, '');
	if (!/[\p{L}\p{N}_]/u.test(words)) problems.add(`keyword ${JSON.stringify(value)} has no word`);
	return patternOf(words);
}

/** Joins queries; a single one stays as it is. */
export function joined(queries: readonly string[], word: 'AND' | 'OR'): string {
	const distinct = [...new Set(queries)];
	return distinct.length === 1 ? (distinct[0] as string) : `(${distinct.join(` ${word} `)})`;
}

function valueQuery(
	field: string,
	value: SigmaValue,
	modifiers: readonly string[],
	problems: Problems,
): string {
	if (modifiers.includes('exists'))
		return value === true || value === 'true' ? `${field} = *` : `NOT ${field} = *`;
	if (value === null || value === '') return `NOT ${field} = *`;
	const comparison = modifiers.find((modifier) => COMPARISONS.has(modifier));
	if (comparison !== undefined)
		return `${field} ${COMPARISONS.get(comparison)} ${quoted(String(value))}`;
	if (modifiers.includes('cidr')) return `${field} = ${quoted(String(value))}`;
	const spellings = modifiers.includes('windash') ? dashed(String(value)) : [String(value)];
	const place = modifiers.find((modifier) => PLACES.includes(modifier));
	return joined(
		spellings.map((spelling) => `${field} = ${placed(field, spelling, place, problems)}`),
		'OR',
	);
}

function placed(
	field: string,
	value: string,
	place: string | undefined,
	problems: Problems,
): string {
	if (isTextField(field)) {
		problems.note(`${field} is searched by whole words, not by pieces of the text`);
		const words = value.replace(/^\*+|\*+$/g, '');
		if (!/[\p{L}\p{N}_]/u.test(words))
			problems.add(`${field}: ${JSON.stringify(value)} has no word to search for`);
		return patternOf(words);
	}
	const before = place === 'contains' || place === 'endswith' ? '*' : '';
	const after = place === 'contains' || place === 'startswith' ? '*' : '';
	return patternOf(before + value + after);
}

/** A Sigma value with its wildcards as a value of the query language; `\*`, `\?` and `\\` are the characters. */
function patternOf(sigma: string): string {
	let pattern = '';
	let literal = '';
	const flush = () => {
		if (literal !== '') pattern += quoted(literal);
		literal = '';
	};
	for (let at = 0; at < sigma.length; at++) {
		const character = sigma[at] as string;
		const next = sigma[at + 1];
		if (character === '\\' && (next === '*' || next === '?' || next === '\\')) {
			literal += next;
			at++;
		} else if (character === '*' || character === '?') {
			flush();
			pattern += character;
		} else {
			literal += character;
		}
	}
	flush();
	return pattern === '' ? '""' : pattern;
}

/** The spellings of a value whose options may begin with another dash. */
function dashed(value: string): string[] {
	if (!/(^|\s)[-/]/.test(value)) return [value];
	return DASHES.map((dash) => value.replace(/(^|\s)[-/]/g, `$1${dash}`));
}
