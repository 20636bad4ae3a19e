/** Translates Sigma rules: each becomes an alert profile, or a list of what kept it from becoming one. */
import { InvalidProfileError, checkProfile } from '../check-profile';
import type { AlertRule, AlertSeverity, ProfileDraft } from '../profile';
import { RuleCollection } from './collection';
import { correlationRule } from './correlation';
import { type FoundDocument, readDocuments } from './documents';
import { NO_PLACEHOLDERS, type Placeholders } from './placeholders';
import { Problems, type Reason, isMap, listOf, textOf } from './problems';
import { type RuleContext, type SigmaDocument, detectionQuery } from './rule';

/** What became of one rule. */
export interface SigmaResult {
	/** The rule's title, or its position in the file. */
	readonly title: string;
	/** The profile; undefined when the rule was refused. */
	readonly profile: ProfileDraft | undefined;
	/** Why it was refused, each with its place, or why it is imported switched off. */
	readonly problems: readonly string[];
	/** The kind of the first problem; undefined when all is well. */
	readonly reason: Reason | undefined;
	/** What is only an approximation, or was left out without changing what is found. */
	readonly notes: readonly string[];
}

/** What is done with rules for events that nothing on this server writes. */
export type Unsupported = 'disable' | 'refuse';

/** How rules are imported. */
export interface SigmaOptions {
	/** Switch them off (the default), or do not import them. */
	readonly unsupported?: Unsupported | undefined;
	/** Values of placeholders; a rule with others is refused. */
	readonly placeholders?: Placeholders | undefined;
}

const SEVERITIES: ReadonlyMap<string, AlertSeverity> = new Map([
	['critical', 'critical'],
	['high', 'critical'],
	['medium', 'trouble'],
	['low', 'attention'],
	['informational', 'attention'],
]);
const MAX_DESCRIPTION = 4_000;

/**
 * Translates a file of Sigma rules.
 *
 * @param text YAML, one or several documents
 * @throws SigmaError when the text is no YAML or holds no rule
 */
export function importSigma(text: string, options: SigmaOptions = {}): SigmaResult[] {
	return [...translateRules(readDocuments(text), options)];
}

/**
 * Translates rules one by one. Rules that a correlation names become no profile of their own, unless it says
 * `generate: true`; filters never do.
 *
 * @param documents of all files: what they name is looked for in all of them
 */
export function* translateRules<D extends FoundDocument>(
	documents: readonly D[],
	options: SigmaOptions = {},
): Generator<SigmaResult & { readonly document: D }> {
	const rules = new RuleCollection(documents);
	for (const document of documents) {
		if (rules.isPart(document.document)) continue;
		yield { ...translate(document, rules, options), document };
	}
}

function translate(
	{ document: rule, title }: FoundDocument,
	rules: RuleCollection,
	{ unsupported = 'disable', placeholders = NO_PLACEHOLDERS }: SigmaOptions,
): SigmaResult {
	const problems = new Problems();
	const contextOf = (each: SigmaDocument): RuleContext => ({
		...{ problems, placeholders },
		filters: rules.filtersOf(each),
	});
	const alertRule = isMap(rule['correlation'])
		? correlationRule(rule['correlation'], { problems, find: rules.find, contextOf })
		: ruleOf(rule, contextOf(rule));
	const severity = severityOf(rule, problems);
	if (unsupported === 'refuse') problems.found.push(...problems.idle.splice(0));
	const profile = alertRule && profileOf({ rule, title, alertRule, severity }, problems);
	const [first] = [...problems.found, ...problems.idle];
	return {
		title,
		profile: problems.found.length > 0 ? undefined : profile,
		problems: [...problems.found, ...problems.idle].map((problem) => problem.text),
		reason: first?.reason,
		notes: problems.notes,
	};
}

interface Translated {
	readonly rule: SigmaDocument;
	readonly title: string;
	readonly alertRule: AlertRule;
	readonly severity: AlertSeverity;
}

function profileOf(
	{ rule, title, alertRule, severity }: Translated,
	problems: Problems,
): ProfileDraft | undefined {
	const enabled = problems.idle.length === 0;
	const profile: ProfileDraft = {
		name: title,
		description: textOf(rule['description'], '').trim().slice(0, MAX_DESCRIPTION),
		severity,
		enabled,
		rule: alertRule,
		notifications: [],
		incidentRule: null,
		ticketNotification: true,
		tags: listOf(rule['tags']).slice(0, 100),
		...(typeof rule['id'] === 'string' ? { imported: { id: rule['id'], enabled } } : {}),
	};
	try {
		checkProfile(profile);
	} catch (error) {
		if (!(error instanceof InvalidProfileError)) throw error;
		problems.add('profile', error.message);
	}
	return profile;
}

function ruleOf(rule: SigmaDocument, context: RuleContext): AlertRule | undefined {
	const { problems } = context;
	const { query, aggregation, timeframe } = detectionQuery(rule, context);
	if (aggregation !== undefined && timeframe === undefined)
		problems.add('syntax', 'an aggregation needs a timeframe');
	if (problems.found.length > 0) return undefined;
	if (aggregation === undefined || timeframe === undefined) {
		if (timeframe !== undefined) problems.note('timeframe without aggregation: left out');
		return { steps: [{ query, count: 1 }] };
	}
	const { count, by, distinct } = aggregation;
	if (distinct === undefined) return { steps: [{ query, count }], by, within: timeframe };
	const measure = { kind: 'distinct' as const, field: distinct, least: count };
	return { steps: [{ query, count: 1 }], by, within: timeframe, measure };
}

function severityOf(rule: SigmaDocument, problems: Problems): AlertSeverity {
	const level = textOf(rule['level'], 'medium');
	const severity = SEVERITIES.get(level);
	if (severity === undefined) problems.note(`level ${level} is not known: taken as medium`);
	return severity ?? 'trouble';
}
