/** Placeholders (`%Servers%`) of Sigma rules and the values that a person gives for them. */
import { isMap, type Problems } from './problems';
import { isSigmaValue } from './value';

/** Values by the name of the placeholder; they may have wildcards, as values of rules have. */
export type Placeholders = ReadonlyMap<string, readonly string[]>;

/** No placeholder has a value. */
export const NO_PLACEHOLDERS: Placeholders = new Map();

/** More combinations than this make a query that nobody can read. */
const MAX_VALUES = 10_000;

const PLACEHOLDER = /(?<!\\)%([^%]+)%/;

/**
 * The texts that stand for a text with placeholders; a placeholder without values is a problem, for the specification wants the
 * rule refused.
 */
export function expandPlaceholders(
	text: string,
	{ key, placeholders, problems }: { key: string; placeholders: Placeholders; problems: Problems },
): readonly string[] {
	return expand(text).map((expanded) => expanded.replaceAll('\\%', '%'));

	function expand(rest: string): readonly string[] {
		const found = PLACEHOLDER.exec(rest);
		if (found === null) return [rest];
		const [all, name = ''] = found;
		const values = placeholders.get(name);
		if (values === undefined || values.length === 0) {
			problems.add('placeholder', `${key}: the placeholder %${name}% has no values`);
			return [];
		}
		const before = rest.slice(0, found.index);
		const ends = expand(rest.slice(found.index + all.length));
		if (ends.length * values.length > MAX_VALUES) {
			problems.add('placeholder', `${key}: its placeholders have more than ${MAX_VALUES} values`);
			return [];
		}
		return values.flatMap((value) => ends.map((end) => before + value + end));
	}
}

/**
 * Reads a table of placeholders: names with a value or a list of them.
 *
 * @param table a parsed YAML or JSON file
 * @throws Error that names the entry that is wrong
 */
export function readPlaceholders(table: unknown): Placeholders {
	if (!isMap(table)) throw new Error('expected a map of placeholder names and their values');
	return new Map(
		Object.entries(table).map(([name, given]) => {
			const values: unknown[] = Array.isArray(given) ? given : [given];
			const wrong = values.find((value) => value === null || !isSigmaValue(value));
			if (wrong !== undefined || values.length === 0)
				throw new Error(`${name}: expected a text or a list of texts`);
			return [name.replace(/^%|%$/g, ''), values.map(String)];
		}),
	);
}
