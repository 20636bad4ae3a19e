/** Checks a profile that someone hands in, and says what is wrong with it, where, and what is accepted. */
import { parseQuery, PROFILE_QUERY_LIMITS, QuerySyntaxError } from '../logs/query';
import { type AlertRule, ALERT_SEVERITIES, type ProfileDraft } from './profile';

/** Limits of a rule; times in ms. A window bounds what must be remembered of past events. */
export const RULE_LIMITS = {
	steps: 10,
	count: 10_000,
	minWithin: 1_000,
	maxWithin: 7 * 24 * 60 * 60 * 1000,
	by: 5,
	name: 200,
} as const;

/** Limits of the window of an incident rule, ms: a minute to a year. */
export const INCIDENT_LIMITS = {
	minWithin: 60_000,
	maxWithin: 365 * 24 * 60 * 60 * 1000,
} as const;

/** A profile was refused. */
export class InvalidProfileError extends Error {
	constructor(message: string) {
		super(message);
		this.name = 'InvalidProfileError';
	}
}

/**
 * Checks a profile.
 *
 * @throws InvalidProfileError that names the part that is wrong
 */
export function checkProfile(draft: ProfileDraft): void {
	const { name, severity, rule } = draft;
	if (typeof name !== 'string' || name.trim() === '' || name.length > RULE_LIMITS.name)
		throw new InvalidProfileError(`name: expected 1 to ${RULE_LIMITS.name} characters`);
	if (!ALERT_SEVERITIES.includes(severity))
		throw new InvalidProfileError(`severity: expected one of ${ALERT_SEVERITIES.join(', ')}`);
	checkSteps(rule);
	checkWindow(rule);
	checkFields('rule.by', rule.by ?? []);
	checkMeasure(rule);
}

function checkFields(where: string, fields: readonly string[]): void {
	for (const field of fields) {
		if (!/^[A-Z][A-Z0-9_]{0,63}$/.test(field))
			throw new InvalidProfileError(
				`${where}: ${JSON.stringify(field)} is no field name such as REMOTEIP`,
			);
	}
}

function checkMeasure({ steps, within, measure, ordered }: AlertRule): void {
	if (ordered !== undefined && steps.length < 2)
		throw new InvalidProfileError('rule.ordered: means nothing with one step');
	if (measure === undefined) return;
	checkFields('rule.measure.field', [measure.field]);
	if (steps.length > 1 || steps[0]?.count !== 1)
		throw new InvalidProfileError('rule.measure: goes with one step, and its count left at 1');
	if (within === undefined)
		throw new InvalidProfileError('rule.within: is required by rule.measure');
	const most = measure.kind === 'distinct' ? RULE_LIMITS.count : Number.MAX_SAFE_INTEGER;
	const isWhole = Number.isInteger(measure.least) || measure.kind === 'sum';
	if (!isWhole || !(measure.least > 0) || measure.least > most)
		throw new InvalidProfileError(`rule.measure.least: expected a number above 0, at most ${most}`);
}

function checkSteps({ steps, by: groups = [] }: AlertRule): void {
	if (steps.length < 1 || steps.length > RULE_LIMITS.steps)
		throw new InvalidProfileError(`rule.steps: expected 1 to ${RULE_LIMITS.steps} steps`);
	for (const [index, { query, count, by }] of steps.entries()) {
		const where = `rule.steps[${index}]`;
		checkFields(`${where}.by`, by ?? []);
		if (by !== undefined && by.length !== groups.length)
			throw new InvalidProfileError(`${where}.by: expected as many fields as in rule.by`);
		if (!Number.isInteger(count) || count < 1 || count > RULE_LIMITS.count)
			throw new InvalidProfileError(
				`${where}.count: expected a whole number from 1 to ${RULE_LIMITS.count}`,
			);
		try {
			parseQuery(query, PROFILE_QUERY_LIMITS);
		} catch (error) {
			if (!(error instanceof QuerySyntaxError)) throw error;
			throw new InvalidProfileError(`${where}.query: ${error.message}`);
		}
	}
}

function checkWindow({ steps, within, by }: AlertRule): void {
	const needsWindow = steps.length > 1 || steps.some(({ count }) => count > 1);
	if (within === undefined) {
		if (needsWindow)
			throw new InvalidProfileError('rule.within: is required by several steps or a count over 1');
		if (by !== undefined && by.length > 0)
			throw new InvalidProfileError('rule.by: means nothing without rule.within');
		return;
	}
	const { minWithin, maxWithin } = RULE_LIMITS;
	if (!Number.isInteger(within) || within < minWithin || within > maxWithin)
		throw new InvalidProfileError(
			`rule.within: expected a whole number of milliseconds from ${minWithin} to ${maxWithin}`,
		);
	if ((by?.length ?? 0) > RULE_LIMITS.by)
		throw new InvalidProfileError(`rule.by: expected at most ${RULE_LIMITS.by} fields`);
}
