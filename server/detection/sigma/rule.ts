/** One Sigma rule (not a correlation) as a query with its threshold. */
import { type Query, formatQuery } from '../../logs/query';
import { type Aggregation, readAggregation, readTimespan } from './aggregation';
import { conditionQuery } from './condition';
import { type EventSource, eventSource, readLogSource } from './log-source';
import type { Placeholders } from './placeholders';
import { type Problems, isMap } from './problems';
import { NEVER, allOf, anyOf, isNever } from './query-parts';
import { selectionQuery } from './selection';

/** A parsed document: what YAML gave. */
export type SigmaDocument = Readonly<Record<string, unknown>>;

/** What a rule looks for. */
export interface DetectionQuery {
	readonly query: string;
	readonly source: EventSource;
	readonly aggregation: Aggregation | undefined;
	/** ms */
	readonly timeframe: number | undefined;
}

/** What a rule needs of its surroundings. */
export interface RuleContext {
	readonly problems: Problems;
	readonly placeholders: Placeholders;
	/** The filters that hold for the rule. */
	readonly filters: readonly SigmaDocument[];
}

/** Translates `logsource` and `detection`; problems are collected, the result counts only without any. */
export function detectionQuery(rule: SigmaDocument, context: RuleContext): DetectionQuery {
	const { problems } = context;
	const source = eventSource(readLogSource(rule['logsource']), problems);
	const missing = new Set<string>();
	const conditions = conditionsOf(rule['detection'], 'the rule has no detection', problems);
	let aggregation: Aggregation | undefined;
	const found = detect(rule['detection'], conditions, (pipe) => {
		aggregation = readAggregation(pipe, source, problems);
	});
	const kept = context.filters.map((filter) => {
		const part = filter['filter'];
		const texts = conditionsOf(part, 'the filter has no selection', problems);
		return detect(part, texts, () => problems.add('syntax', 'a filter has no aggregation'));
	});
	if (aggregation !== undefined && conditions.length > 1)
		problems.add('correlation', 'several conditions with an aggregation are not supported');
	const query = allOf([source.query, found, ...kept]);
	tellMissing(query, missing, problems);
	const timeframe = isMap(rule['detection']) ? rule['detection']['timeframe'] : undefined;
	return {
		query: formatQuery(query),
		source,
		aggregation,
		timeframe: timeframe === undefined ? undefined : readTimespan(timeframe, problems),
	};

	function detect(
		detection: unknown,
		texts: readonly string[],
		onPipe: (text: string) => void,
	): Query {
		if (!isMap(detection)) return NEVER;
		const selections = new Map(
			Object.entries(detection)
				.filter(([name]) => !['condition', 'timeframe', 'rules'].includes(name))
				.map(([name, selection]) => [
					name,
					selectionQuery(name, selection, { ...context, source, missing }),
				]),
		);
		const parts = texts.map((text) => {
			const [expression = '', ...pipes] = text.split('|');
			if (pipes.length > 0) onPipe(pipes.join('|'));
			return conditionQuery(expression, selections, problems);
		});
		return anyOf(parts);
	}
}

function conditionsOf(detection: unknown, otherwise: string, problems: Problems): string[] {
	if (!isMap(detection)) {
		problems.add('syntax', otherwise);
		return [];
	}
	const { condition } = detection;
	const texts = (Array.isArray(condition) ? condition : [condition]).filter(
		(text): text is string => typeof text === 'string' && text.trim() !== '',
	);
	if (texts.length === 0) problems.add('syntax', 'there is no condition');
	return texts;
}

function tellMissing(query: Query, missing: ReadonlySet<string>, problems: Problems): void {
	// What could not be translated is left out, so that the query says nothing.
	if (problems.found.length > 0) return;
	if (missing.size > 0) {
		const names = [...missing].join(', ');
		const fields = missing.size === 1 ? `the field ${names}` : `the fields ${names}`;
		if (isNever(query)) {
			problems.addIdle('fields', `it can never match: no event of its log source has ${fields}`);
			return;
		}
		problems.note(`no event of its log source has ${fields}: what asks for them is never met`);
	}
	if (isNever(query)) problems.addIdle('fields', 'its condition can never be met');
}
