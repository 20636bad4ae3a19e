/** One Sigma rule (not a correlation) as a query with its threshold. */
import { type Aggregation, readAggregation, readTimespan } from './aggregation';
import { conditionQuery } from './condition';
import { logSourceQuery } from './fields';
import type { Problems } from './problems';
import { selectionQuery } from './selection';
import { joined } from './values';

/** A parsed document: what YAML gave. */
export type SigmaDocument = Readonly<Record<string, unknown>>;

/** What a rule looks for. */
export interface DetectionQuery {
	readonly query: string;
	readonly aggregation: Aggregation | undefined;
	/** ms */
	readonly timeframe: number | undefined;
}

/** Translates `logsource` and `detection`; problems are collected, the result counts only without any. */
export function detectionQuery(rule: SigmaDocument, problems: Problems): DetectionQuery {
	const detection = rule['detection'];
	if (typeof detection !== 'object' || detection === null) {
		problems.add('the rule has no detection');
		return { query: '', aggregation: undefined, timeframe: undefined };
	}
	const { condition, timeframe, ...selections } = detection as Record<string, unknown>;
	const queries = new Map(
		Object.entries(selections).map(([name, selection]) => [
			name,
			selectionQuery(name, selection, problems),
		]),
	);
	const conditions = (Array.isArray(condition) ? condition : [condition]).map((text) =>
		typeof text === 'string' ? text : '',
	);
	let aggregation: Aggregation | undefined;
	const parts = conditions.map((text) => {
		const [expression = '', ...pipes] = text.split('|');
		if (pipes.length > 0) aggregation = readAggregation(pipes.join('|'), problems);
		return conditionQuery(expression, queries, problems);
	});
	if (aggregation !== undefined && conditions.length > 1)
		problems.add('several conditions with an aggregation are not supported');
	if (aggregation !== undefined && timeframe === undefined)
		problems.add('an aggregation needs a timeframe');
	const source = logSourceQuery(rule['logsource'] ?? {}, problems);
	return {
		query: joined([...(source === undefined ? [] : [source]), joined(parts, 'OR')], 'AND'),
		aggregation,
		timeframe: timeframe === undefined ? undefined : readTimespan(timeframe, problems),
	};
}
