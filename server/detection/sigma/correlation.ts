/** Sigma correlations over rules of the same import: thresholds, sums, and rules that come together, in order or not. */
import type { AlertRule, RuleStep } from '../profile';
import { groupField, readLeast, readTimespan } from './aggregation';
import { type Problems, isMap, listOf, ownValue } from './problems';
import { type DetectionQuery, type RuleContext, type SigmaDocument, detectionQuery } from './rule';

/** What a correlation needs of the other rules. */
export interface CorrelationContext {
	readonly problems: Problems;
	/** Finds a rule by its `name`, `id` or title. */
	readonly find: (name: string) => SigmaDocument | undefined;
	/** What a rule needs of its surroundings when it is translated. */
	readonly contextOf: (rule: SigmaDocument) => RuleContext;
}

interface Part {
	readonly name: string;
	readonly detections: readonly (DetectionQuery & { readonly name: string })[];
	/** Events that are needed of it. */
	readonly count: number;
}

/** Translates `correlation`; undefined when there are problems. */
export function correlationRule(
	correlation: Readonly<Record<string, unknown>>,
	context: CorrelationContext,
): AlertRule | undefined {
	const { problems } = context;
	const type = String(correlation['type']);
	const names = listOf(correlation['rules']);
	if (names.length === 0) problems.add('syntax', 'the correlation names no rules');
	const within = readTimespan(correlation['timespan'], problems);
	const isSequence = type === 'temporal' || type === 'temporal_ordered';
	const parts = names.map((name) => readPart(name, isSequence ? correlation : undefined, context));
	if (problems.found.length > 0 || within === undefined) return undefined;
	const build = isSequence ? sequence : BUILDERS.get(type);
	if (build === undefined) {
		problems.add(
			'correlation',
			`correlation type ${type} is not supported, only ${[...BUILDERS.keys()].join(', ')}, temporal and temporal_ordered`,
		);
		return undefined;
	}
	const rule = build(correlation, parts as Part[], problems);
	return problems.found.length > 0 || rule === undefined ? undefined : { ...rule, within };
}

type Builder = (
	correlation: Readonly<Record<string, unknown>>,
	parts: readonly Part[],
	problems: Problems,
) => Omit<AlertRule, 'within'> | undefined;

const BUILDERS: ReadonlyMap<string, Builder> = new Map<string, Builder>([
	['event_count', eventCount],
	[
		'value_count',
		(correlation, parts, problems) => measured('distinct', correlation, parts, problems),
	],
	['value_sum', (correlation, parts, problems) => measured('sum', correlation, parts, problems)],
]);

function eventCount(
	correlation: Readonly<Record<string, unknown>>,
	parts: readonly Part[],
	problems: Problems,
): Omit<AlertRule, 'within'> | undefined {
	const count = readLeast(correlation['condition'], problems);
	const { query, by } = together(correlation, parts, problems);
	return count === undefined ? undefined : { steps: [{ query, count }], by };
}

function measured(
	kind: 'distinct' | 'sum',
	correlation: Readonly<Record<string, unknown>>,
	parts: readonly Part[],
	problems: Problems,
): Omit<AlertRule, 'within'> | undefined {
	const condition = correlation['condition'];
	const least = readLeast(condition, problems);
	const fields = isMap(condition) ? listOf(condition['field']) : [];
	const [name] = fields;
	if (name === undefined || fields.length > 1) {
		problems.add('correlation', 'the condition needs one field whose values it counts or adds');
		return undefined;
	}
	const { query, by } = together(correlation, parts, problems);
	const field = sameField(name, parts, problems);
	return least === undefined
		? undefined
		: { steps: [{ query, count: 1 }], by, measure: { kind, field, least } };
}

/** Rules that come together; each may need several events. */
function sequence(
	correlation: Readonly<Record<string, unknown>>,
	parts: readonly Part[],
	problems: Problems,
): Omit<AlertRule, 'within'> {
	const names = listOf(correlation['group-by']);
	const groups = parts.map((part) =>
		names.map((name) => partField(name, part, correlation, problems)),
	);
	const [by = []] = groups;
	const steps = parts.map(({ detections, count }, index): RuleStep => {
		const own = groups[index] as readonly string[];
		const query = detections.map((detection) => `(${detection.query})`).join(' OR ');
		return own.join() === by.join() ? { query, count } : { query, count, by: own };
	});
	if (correlation['condition'] !== undefined)
		problems.add('correlation', `a condition of ${String(correlation['type'])} is not supported`);
	const isOrdered = correlation['type'] === 'temporal_ordered';
	return isOrdered ? { steps, by } : { steps, by, ordered: false };
}

/** One query for all rules, and the fields in which their events agree. */
function together(
	correlation: Readonly<Record<string, unknown>>,
	parts: readonly Part[],
	problems: Problems,
): { query: string; by: string[] } {
	const queries = parts.flatMap(({ detections }) => detections.map(({ query }) => `(${query})`));
	const by = listOf(correlation['group-by']).map((name) => {
		const fields = new Set(parts.map((part) => partField(name, part, correlation, problems)));
		if (fields.size > 1)
			problems.add(
				'correlation',
				`${name} stands for different fields of rules that are counted together`,
			);
		return [...fields][0] ?? 'NONE';
	});
	return { query: queries.join(' OR '), by };
}

function sameField(name: string, parts: readonly Part[], problems: Problems): string {
	const fields = new Set(parts.map((part) => partField(name, part, {}, problems)));
	if (fields.size > 1)
		problems.add(
			'correlation',
			`${name} stands for different fields of rules that are counted together`,
		);
	return [...fields][0] ?? 'NONE';
}

/** The field of a rule's events that a name of `group-by` means; it may be an alias. */
function partField(
	name: string,
	{ name: rule, detections }: Part,
	correlation: Readonly<Record<string, unknown>>,
	problems: Problems,
): string {
	const aliases = ownValue(correlation['aliases'], name);
	const alias = ownValue(aliases, rule);
	if (isMap(aliases) && typeof alias !== 'string')
		problems.add('syntax', `the alias ${name} names no field of the rule ${rule}`);
	const [detection] = detections;
	if (detection === undefined) return 'NONE';
	return groupField(typeof alias === 'string' ? alias : name, detection.source, problems);
}

/**
 * A rule that a correlation names. A sequence may name a correlation that counts events: its count becomes the
 * step's.
 */
function readPart(
	name: string,
	sequenceOf: Readonly<Record<string, unknown>> | undefined,
	context: CorrelationContext,
): Part | undefined {
	const { problems } = context;
	const rule = context.find(name);
	if (rule === undefined) {
		problems.add('correlation', `there is no rule ${JSON.stringify(name)} in what is imported`);
		return undefined;
	}
	const inner = rule['correlation'];
	if (!isMap(inner)) return { name, detections: [detectionOf(name, rule, context)], count: 1 };
	if (sequenceOf === undefined || inner['type'] !== 'event_count' || isMap(inner['aliases'])) {
		problems.add(
			'correlation',
			`${name} is a correlation itself: only event_count within temporal and temporal_ordered is supported`,
		);
		return undefined;
	}
	// The events of the count agree in the fields of the outer rule, and lie in its window.
	if (inner['timespan'] !== sequenceOf['timespan'])
		problems.note(`${name} is counted within the timespan of this correlation`);
	if (listOf(inner['group-by']).join() !== listOf(sequenceOf['group-by']).join())
		problems.note(`${name} is counted by the fields of this correlation`);
	const count = readLeast(inner['condition'], problems) ?? 1;
	const detections = listOf(inner['rules']).map((each) => {
		const found = context.find(each);
		if (found !== undefined && !isMap(found['correlation']))
			return detectionOf(each, found, context);
		problems.add(
			'correlation',
			`there is no rule ${JSON.stringify(each)} that ${name} could count`,
		);
		return undefined;
	});
	return { name, detections: detections.filter((each) => each !== undefined), count };
}

function detectionOf(name: string, rule: SigmaDocument, context: CorrelationContext) {
	const detection = detectionQuery(rule, {
		...context.contextOf(rule),
		problems: context.problems,
	});
	if (detection.aggregation !== undefined)
		context.problems.add('correlation', `rule ${name} has an aggregation of its own`);
	return { ...detection, name };
}
