/** The condition of a Sigma rule: and, or, not, parentheses, "1 of" and "all of" over selections. */
import { joined } from './values';
import type { Problems } from './problems';

const TOKEN = /\s*(\(|\)|[^\s()]+)/gy;

/** Selections as queries, by name. */
export type Selections = ReadonlyMap<string, string>;

/** The query of a condition. */
export function conditionQuery(
	condition: string,
	selections: Selections,
	problems: Problems,
): string {
	return new ConditionReader(condition, selections, problems).read();
}

class ConditionReader {
	private readonly tokens: string[];
	private at = 0;

	constructor(
		private readonly condition: string,
		private readonly selections: Selections,
		private readonly problems: Problems,
	) {
		this.tokens = [...condition.trim().matchAll(TOKEN)].map((match) => match[1] as string);
	}

	read(): string {
		const query = this.any();
		if (this.at < this.tokens.length) this.wrong(`found ${JSON.stringify(this.tokens[this.at])}`);
		return query;
	}

	private any(): string {
		const parts = [this.all()];
		while (this.take('or')) parts.push(this.all());
		return joined(parts, 'OR');
	}

	private all(): string {
		const parts = [this.one()];
		while (this.take('and')) parts.push(this.one());
		return joined(parts, 'AND');
	}

	private one(): string {
		if (this.take('not')) return `NOT (${this.one()})`;
		if (this.take('(')) {
			const inner = this.any();
			if (!this.take(')')) this.wrong('a parenthesis is not closed');
			return inner;
		}
		const token = this.tokens[this.at++];
		if (token === undefined) return this.wrong('it ends too early');
		if (this.take('of')) return this.several(token.toLowerCase());
		const query = this.selections.get(token);
		return query ?? this.wrong(`there is no selection ${JSON.stringify(token)}`);
	}

	private several(quantity: string): string {
		const pattern = this.tokens[this.at++] ?? '';
		const names = [...this.selections.keys()].filter((name) => isNamed(name, pattern));
		if (!['1', 'any', 'all'].includes(quantity))
			return this.wrong(`"${quantity} of" is not supported, only "1 of" and "all of"`);
		if (names.length === 0) return this.wrong(`no selection is called ${JSON.stringify(pattern)}`);
		const queries = names.map((name) => this.selections.get(name) as string);
		return joined(queries, quantity === 'all' ? 'AND' : 'OR');
	}

	private take(word: string): boolean {
		if (this.tokens[this.at]?.toLowerCase() !== word) return false;
		this.at++;
		return true;
	}

	private wrong(why: string): string {
		this.problems.add(`condition ${JSON.stringify(this.condition)}: ${why}`);
		this.at = this.tokens.length;
		return '';
	}
}

/** `them` is every selection but those whose name begins with an underscore. */
function isNamed(name: string, pattern: string): boolean {
	if (pattern.toLowerCase() === 'them') return !name.startsWith('_');
	if (!pattern.includes('*')) return name === pattern;
	const [start = '', ...rest] = pattern.split('*');
	const end = rest.at(-1) ?? '';
	return name.length >= start.length + end.length && name.startsWith(start) && name.endsWith(end);
}
