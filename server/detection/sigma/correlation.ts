/** Sigma correlations over rules of the same file: event_count becomes a threshold, temporal_ordered a correlation. */
import type { AlertRule } from '../profile';
import { readCorrelationCount, readTimespan } from './aggregation';
import { groupField } from './fields';
import type { Problems } from './problems';
import { type SigmaDocument, detectionQuery } from './rule';
import { joined } from './values';

/** Finds the rule that a correlation names, by its `name`, `id` or `title`. */
export type FindRule = (name: string) => SigmaDocument | undefined;

/** Translates `correlation`; undefined when there are problems. */
export function correlationRule(
	correlation: Readonly<Record<string, unknown>>,
	find: FindRule,
	problems: Problems,
): AlertRule | undefined {
	const type = correlation['type'];
	const queries = listOf(correlation['rules']).map((name) => {
		const rule = find(name);
		if (rule === undefined) {
			problems.add(`the file has no rule ${JSON.stringify(name)}`);
			return '';
		}
		const { query, aggregation } = detectionQuery(rule, problems);
		if (aggregation !== undefined) problems.add(`rule ${name} has an aggregation of its own`);
		return query;
	});
	if (queries.length === 0) problems.add('the correlation names no rules');
	if (correlation['aliases'] !== undefined) problems.add('correlation aliases are not supported');
	const within = readTimespan(correlation['timespan'], problems);
	const by = listOf(correlation['group-by']).map(groupField);
	if (type === 'event_count') {
		const count = readCorrelationCount(correlation['condition'], problems);
		if (problems.found.length > 0 || count === undefined || within === undefined) return undefined;
		return { steps: [{ query: joined(queries, 'OR'), count }], within, by };
	}
	if (type !== 'temporal_ordered')
		problems.add(
			`correlation type ${String(type)} is not supported, only event_count and temporal_ordered`,
		);
	if (problems.found.length > 0 || within === undefined) return undefined;
	return { steps: queries.map((query) => ({ query, count: 1 })), within, by };
}

/** The names of the rules that correlations refer to. */
export function listOf(value: unknown): string[] {
	if (value === undefined || value === null) return [];
	return (Array.isArray(value) ? value : [value]).map(String);
}
