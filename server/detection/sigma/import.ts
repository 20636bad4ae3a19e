/** Imports Sigma rules: each rule of a YAML file becomes an alert profile, or a list of what kept it from becoming one. */
import { parseAllDocuments } from 'yaml';
import { InvalidProfileError, checkProfile } from '../check-profile';
import type { AlertRule, AlertSeverity, ProfileDraft } from '../profile';
import { type FindRule, correlationRule, listOf } from './correlation';
import { Problems, SigmaError, textOf } from './problems';
import { type SigmaDocument, detectionQuery } from './rule';

/** What became of one rule. */
export interface SigmaResult {
	/** The rule's title, or its position in the file. */
	readonly title: string;
	/** The profile; undefined when the rule was refused. */
	readonly profile: ProfileDraft | undefined;
	/** Why it was refused: features without counterpart, each with its place. */
	readonly problems: readonly string[];
	/** What is only an approximation, or was left out without changing what is found. */
	readonly notes: readonly string[];
}

const SEVERITIES: ReadonlyMap<string, AlertSeverity> = new Map(
	Object.entries({
		critical: 'critical',
		high: 'critical',
		medium: 'trouble',
		low: 'attention',
		informational: 'attention',
	}),
);

/**
 * Translates a file of Sigma rules.
 *
 * Rules that a correlation of the same file names become no profile of their own, unless the correlation says
 * `generate: true`.
 *
 * @param text YAML, one or several documents
 * @throws SigmaError when the text is no YAML or holds no rule
 */
export function importSigma(text: string): SigmaResult[] {
	const rules = documentsOf(text);
	const find: FindRule = (name) =>
		rules.find((rule) => [rule['name'], rule['id'], rule['title']].includes(name));
	const used = new Set<SigmaDocument>();
	for (const rule of rules) {
		const correlation = correlationOf(rule);
		if (correlation === undefined || correlation['generate'] === true || rule['generate'] === true)
			continue;
		for (const name of listOf(correlation['rules'])) {
			const named = find(name);
			if (named !== undefined) used.add(named);
		}
	}
	return rules
		.map((rule, index) => ({ rule, title: textOf(rule['title'], `document ${index + 1}`) }))
		.filter(({ rule }) => !used.has(rule))
		.map(({ rule, title }) => translate(rule, title, find));
}

function translate(rule: SigmaDocument, title: string, find: FindRule): SigmaResult {
	const problems = new Problems();
	const alertRule = ruleOf(rule, find, problems);
	const severity = severityOf(rule, problems);
	const refused = (): SigmaResult => ({
		title,
		profile: undefined,
		problems: problems.found,
		notes: problems.notes,
	});
	if (alertRule === undefined || problems.found.length > 0) return refused();
	const profile: ProfileDraft = {
		name: title,
		description: textOf(rule['description'], '').trim(),
		severity,
		enabled: true,
		rule: alertRule,
		notifications: [],
		incidentRule: null,
		ticketNotification: true,
		tags: listOf(rule['tags']),
	};
	try {
		checkProfile(profile);
	} catch (error) {
		if (!(error instanceof InvalidProfileError)) throw error;
		problems.add(error.message);
		return refused();
	}
	return { title, profile, problems: [], notes: problems.notes };
}

function ruleOf(rule: SigmaDocument, find: FindRule, problems: Problems): AlertRule | undefined {
	const correlation = correlationOf(rule);
	if (correlation !== undefined) return correlationRule(correlation, find, problems);
	const { query, aggregation, timeframe } = detectionQuery(rule, problems);
	if (problems.found.length > 0) return undefined;
	if (aggregation === undefined) {
		if (timeframe !== undefined) problems.note('timeframe without aggregation: left out');
		return { steps: [{ query, count: 1 }] };
	}
	return {
		steps: [{ query, count: aggregation.count }],
		by: aggregation.by,
		...(timeframe === undefined ? {} : { within: timeframe }),
	};
}

function severityOf(rule: SigmaDocument, problems: Problems): AlertSeverity {
	const level = textOf(rule['level'], 'medium');
	const severity = SEVERITIES.get(level);
	if (severity === undefined) problems.note(`level ${level} is not known: taken as medium`);
	return severity ?? 'trouble';
}

function correlationOf(rule: SigmaDocument): Readonly<Record<string, unknown>> | undefined {
	const correlation = rule['correlation'];
	return typeof correlation === 'object' && correlation !== null
		? (correlation as Record<string, unknown>)
		: undefined;
}

function documentsOf(text: string): SigmaDocument[] {
	const documents = parseAllDocuments(text);
	const parsed = 'empty' in documents ? [] : documents;
	const rules: SigmaDocument[] = [];
	for (const document of parsed) {
		const [error] = document.errors;
		if (error !== undefined) throw new SigmaError([`not valid YAML: ${error.message}`]);
		// Aliases multiply: a small file must not become a huge one.
		const value: unknown = document.toJS({ maxAliasCount: 100 });
		if (typeof value === 'object' && value !== null && !Array.isArray(value))
			rules.push(value as SigmaDocument);
		else if (value !== null) throw new SigmaError(['a document of the file is no map']);
	}
	if (rules.length === 0) throw new SigmaError(['the file holds no rule']);
	return rules;
}
