/** Checks that a value makes sense with its field and operator, so that a comparison that can never match is told. */
import { isTextField } from '../terms';
import type { CompareOperator, Value } from './ast';
import { isAnything, literalText } from './build';
import { cidrOf } from './cidr';
import { addressOf } from './ip';
import { MAX_WILDCARD_WORDS } from './limits';
import { wordPatternsOf } from './phrase';
import { TIME_FIELD, timeOf } from './time-value';

/** What is wrong with a value. */
export interface ValueProblem {
	readonly expected: string;
	readonly hint?: string | undefined;
}

const A_WORD = 'a word to search for (letters, digits or _)';

/** Checks the words of a bare term or of the value of a text field. */
export function checkWords(value: Value): ValueProblem | undefined {
	const words = wordPatternsOf(value);
	if (words.length === 0) return { expected: A_WORD };
	if (literalText(value) === undefined && words.length > MAX_WILDCARD_WORDS) {
		return { expected: `at most ${MAX_WILDCARD_WORDS} words in a search with wildcards` };
	}
	return undefined;
}

/** Checks the value of a comparison. @param quoted whether any part of it is in double quotes */
export function checkValue(
	field: string,
	operator: CompareOperator,
	value: Value,
	quoted: boolean,
): ValueProblem | undefined {
	const text = literalText(value);
	const isEquality = operator === '=' || operator === '!=';
	if (isEquality && isAnything(value)) return undefined;
	if (field === TIME_FIELD && (text === undefined || timeOf(text) === undefined)) {
		return {
			expected: 'a point in time',
			hint: 'TIME takes epoch milliseconds or ISO 8601, for instance 2024-05-01T12:00:00Z',
		};
	}
	if (!isEquality && text === undefined) {
		return { expected: 'a value without wildcards', hint: `* and ? work with = and != only` };
	}
	if (isEquality && isTextField(field)) return checkWords(value);
	if (text !== undefined && !quoted) return checkBlock(text);
	return undefined;
}

/** An address with too long a prefix is taken as a slip, not as text; in quotes it is text. */
function checkBlock(text: string): ValueProblem | undefined {
	const [, address, bits] = /^([^/]+)\/(\d+)$/.exec(text) ?? [];
	if (address === undefined || cidrOf(text) !== undefined) return undefined;
	const groups = addressOf(address);
	if (groups === undefined) return undefined;
	return {
		expected: `a prefix length of 0 to ${groups.length * 16}`,
		hint: `${bits} is too long for this address; to search the text itself, put it in double quotes`,
	};
}
