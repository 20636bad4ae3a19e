/** A named selection of a Sigma rule as a query. */
import { type SigmaValue, fieldQuery, joined, keywordQuery } from './values';
import type { Problems } from './problems';

/** The query of a selection: a map (all of it), a list of maps (any), or a list of keywords (any). */
export function selectionQuery(name: string, selection: unknown, problems: Problems): string {
	const failed = (): string => {
		problems.add(`selection ${name} is neither a map nor a list of maps or keywords`);
		return '';
	};
	if (Array.isArray(selection)) {
		if (selection.length === 0) return failed();
		return joined(
			selection.map((item) =>
				isPlain(item) ? keywordQuery(item, problems) : selectionQuery(name, item, problems),
			),
			'OR',
		);
	}
	if (typeof selection === 'string') return keywordQuery(selection, problems);
	if (typeof selection !== 'object' || selection === null) return failed();
	const lines = Object.entries(selection).map(([key, value]) => line(name, key, value, problems));
	return lines.length === 0 ? failed() : joined(lines, 'AND');
}

function line(name: string, key: string, value: unknown, problems: Problems): string {
	const values = Array.isArray(value) ? value : [value];
	if (!values.every(isPlain)) {
		problems.add(`${name}.${key} has a value that is neither text, number nor truth value`);
		return '';
	}
	if (key.startsWith('|')) {
		if (key !== '|all') problems.add(`modifier ${key} of keywords is not supported`);
		return joined(
			values.map((item) => keywordQuery(item, problems)),
			'AND',
		);
	}
	return fieldQuery(key, values, problems) ?? '';
}

function isPlain(value: unknown): value is SigmaValue {
	return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}
