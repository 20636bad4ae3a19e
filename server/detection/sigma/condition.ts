/** The condition of a Sigma rule: and, or, not, parentheses, "1 of" and "all of" over selections. */
import type { Query } from '../../logs/query';
import type { Problems } from './problems';
import { NEVER, allOf, anyOf, noneOf } from './query-parts';

const WORD = /\s*(\(|\)|[^\s()]+)/gy;
/** Deeper conditions are nobody's work. */
const MAX_DEPTH = 50;

/** Selections as queries, by name. */
export type Selections = ReadonlyMap<string, Query>;

/** The query of a condition. */
export function conditionQuery(
	condition: string,
	selections: Selections,
	problems: Problems,
): Query {
	return new ConditionReader(condition, selections, problems).read();
}

class ConditionReader {
	private readonly words: string[];
	private at = 0;
	private depth = 0;

	constructor(
		private readonly condition: string,
		private readonly selections: Selections,
		private readonly problems: Problems,
	) {
		this.words = [...condition.trim().matchAll(WORD)].map((match) => match[1] as string);
	}

	read(): Query {
		const query = this.any();
		if (this.at < this.words.length) this.wrong(`found ${JSON.stringify(this.words[this.at])}`);
		return query;
	}

	private any(): Query {
		const parts = [this.all()];
		while (this.take('or')) parts.push(this.all());
		return anyOf(parts);
	}

	private all(): Query {
		const parts = [this.one()];
		while (this.take('and')) parts.push(this.one());
		return allOf(parts);
	}

	private one(): Query {
		if (++this.depth > MAX_DEPTH) return this.wrong('it is nested too deeply');
		try {
			if (this.take('not')) return noneOf(this.one());
			if (this.take('(')) {
				const inner = this.any();
				if (!this.take(')')) this.wrong('a parenthesis is not closed');
				return inner;
			}
			return this.selection();
		} finally {
			this.depth--;
		}
	}

	private selection(): Query {
		const word = this.words[this.at++];
		if (word === undefined) return this.wrong('it ends too early');
		if (this.take('of')) return this.several(word.toLowerCase());
		const query = this.selections.get(word);
		return query ?? this.wrong(`there is no selection ${JSON.stringify(word)}`);
	}

	private several(quantity: string): Query {
		const pattern = this.words[this.at++] ?? '';
		const names = [...this.selections.keys()].filter((name) => isNamed(name, pattern));
		if (!['1', 'any', 'all'].includes(quantity))
			return this.wrong(`"${quantity} of" is not supported, only "1 of" and "all of"`);
		if (names.length === 0) return this.wrong(`no selection is called ${JSON.stringify(pattern)}`);
		const queries = names.map((name) => this.selections.get(name) as Query);
		return quantity === 'all' ? allOf(queries) : anyOf(queries);
	}

	private take(word: string): boolean {
		if (this.words[this.at]?.toLowerCase() !== word) return false;
		this.at++;
		return true;
	}

	private wrong(why: string): Query {
		this.problems.add('syntax', `condition ${JSON.stringify(this.condition)}: ${why}`);
		this.at = this.words.length;
		return NEVER;
	}
}

/** Names that begin with an underscore are meant by patterns that begin with one only. `them` is all others. */
function isNamed(name: string, pattern: string): boolean {
	if (name.startsWith('_') && !pattern.startsWith('_')) return false;
	if (pattern.toLowerCase() === 'them') return true;
	return fits(name, pattern.split('*'));
}

/** Whether the text is the parts in their order with anything between them; a pattern of many stars costs no more than one. */
function fits(text: string, [first = '', ...parts]: readonly string[]): boolean {
	const last = parts.pop();
	if (last === undefined) return text === first;
	if (!text.startsWith(first)) return false;
	let at = first.length;
	for (const part of parts) {
		const found = text.indexOf(part, at);
		if (found < 0) return false;
		at = found + part.length;
	}
	return text.length - last.length >= at && text.endsWith(last);
}
