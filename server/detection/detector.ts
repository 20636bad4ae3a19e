/** Decides where the events of one group complete a rule: thresholds and ordered steps within a window, by event time. */
import type { AlertRule, RuleMeasure } from './profile';
import { MeasuredWindow } from './measure';
import type { StepMatch } from './step-match';

export type { StepMatch } from './step-match';

/** A rule that has a window. */
export type WindowRule = AlertRule & { readonly within: number };

/** The remembered matches of one profile and group, those that have just arrived included. */
export interface MatchReader {
	/** Whether there is any match of the first step; most groups have none. */
	hasBegun(): boolean;
	/** The latest matches of a step with `from <= time <= to`, newest first, at most `limit`. */
	latest(step: number, from: number, to: number, limit: number): readonly StepMatch[];
	/** All matches of a step with `from <= time <= to`, oldest first. */
	between(step: number, from: number, to: number): readonly StepMatch[];
}

/** An event that completes a rule. */
export interface Completion {
	readonly slot: number;
	readonly time: number;
	readonly event: number;
	/** Ids of the events that fulfil the rule, oldest first. */
	readonly evidence: readonly number[];
}

/** The stretch of time in which a group raises at most one alert. */
export function slotOf(time: number, within: number): number {
	return Math.floor(time / within);
}

/** Whether past matches are needed to decide; a single event decides alone. */
export function needsMemory(rule: AlertRule): boolean {
	return rule.steps.length > 1 || (rule.steps[0]?.count ?? 1) > 1 || rule.measure !== undefined;
}

/**
 * The first completion in each slot that has none yet, given that `arrived` are new.
 *
 * Whether an event completes a rule depends on the times of the group's events alone, and a further event never
 * undoes a completion: so the slots that are found do not depend on the order in which events arrive.
 *
 * @param arrived new matches of the group, at least one
 * @param isRaised whether a slot has its alert already
 */
export function findCompletions(
	rule: WindowRule,
	arrived: readonly StepMatch[],
	log: MatchReader,
	isRaised: (slot: number) => boolean,
): Completion[] {
	const found = new Map<number, Completion>();
	for (const { time, event, evidence } of completing(rule, arrived, log, (slot) =>
		found.has(slot),
	)) {
		const slot = slotOf(time, rule.within);
		if (!found.has(slot) && !isRaised(slot)) found.set(slot, { slot, time, event, evidence });
	}
	return [...found.values()];
}

/** Evidence of a measure: more events than a person reads are not named. */
const MAX_MEASURED = 100;

type Candidate = Omit<Completion, 'slot'>;

function completing(
	rule: WindowRule,
	arrived: readonly StepMatch[],
	log: MatchReader,
	isDone: (slot: number) => boolean,
): Iterable<Candidate> {
	if (!needsMemory(rule)) {
		return [...arrived]
			.sort((one, other) => one.time - other.time || one.event - other.event)
			.map(({ time, event }) => ({ time, event, evidence: [event] }));
	}
	let first = Infinity;
	let last = -Infinity;
	for (const { time } of arrived) {
		first = Math.min(first, time);
		last = Math.max(last, time);
	}
	if (rule.measure !== undefined) return measured(rule, rule.measure, first, last, log);
	if (rule.steps.length === 1) return dense(rule, first, last, log);
	const find = rule.ordered === false ? gathered : chained;
	return find(rule, first, last, log, isDone);
}

/** Events with which the measure of those at most the window before them is reached. */
function* measured(
	{ within }: WindowRule,
	{ kind, least }: RuleMeasure,
	first: number,
	last: number,
	log: MatchReader,
): Iterable<Candidate> {
	const matches = log.between(0, first - within, last + within);
	const window = new MeasuredWindow(kind);
	let begin = 0;
	for (const [index, match] of matches.entries()) {
		window.add(match);
		while (match.time - (matches[begin] as StepMatch).time > within)
			window.remove(matches[begin++] as StepMatch);
		if (match.time < first || window.amount < least) continue;
		const evidence = matches.slice(Math.max(begin, index + 1 - MAX_MEASURED), index + 1);
		yield { time: match.time, event: match.event, evidence: evidence.map(({ event }) => event) };
	}
}

/** Events that have enough of every step at most the window before them, in any order. */
function* gathered(
	rule: WindowRule,
	first: number,
	last: number,
	log: MatchReader,
	isDone: (slot: number) => boolean,
): Iterable<Candidate> {
	const { steps, within } = rule;
	const candidates = steps
		.flatMap((_, step) => log.between(step, first, last + within))
		.sort((one, other) => one.time - other.time || one.event - other.event);
	for (const { time, event } of candidates) {
		if (isDone(slotOf(time, within))) continue;
		const found = steps.map(({ count }, step) =>
			enough(log.latest(step, time - within, time, count), count),
		);
		if (!found.every((matches) => matches !== undefined)) continue;
		const evidence = found.flat().sort((one, other) => one.time - other.time);
		yield { time, event, evidence: evidence.map((match) => match.event) };
	}
}

/** Events that have enough others of their step at most the window before them. */
function* dense(
	{ steps, within }: WindowRule,
	first: number,
	last: number,
	log: MatchReader,
): Iterable<Candidate> {
	const count = steps[0]?.count ?? 1;
	const before = [...log.latest(0, first - within, first - 1, count - 1)].reverse();
	// A late event may complete the rule for events that came after it in time and before it in arrival.
	const matches = [...before, ...log.between(0, first, last + within)];
	let oldest = 0;
	let sum = 0;
	for (const [index, match] of matches.entries()) {
		sum += weightOf(match);
		// The shortest run of matches up to this one that is enough.
		for (let spare = weightOf(matches[oldest]); sum - spare >= count && oldest < index; ) {
			sum -= spare;
			spare = weightOf(matches[++oldest]);
		}
		const begins = matches[oldest] as StepMatch;
		if (index >= before.length && sum >= count && match.time - begins.time <= within) {
			const evidence = matches.slice(oldest, index + 1).map(({ event }) => event);
			yield { time: match.time, event: match.event, evidence };
		}
	}
}

function weightOf(match: StepMatch | undefined): number {
	return match?.weight ?? 1;
}

/** Events of the last step that have the other steps' events before them, in order. */
function* chained(
	rule: WindowRule,
	first: number,
	last: number,
	log: MatchReader,
	isDone: (slot: number) => boolean,
): Iterable<Candidate> {
	const { steps, within } = rule;
	if (!log.hasBegun()) return;
	// Most groups have the last step all day (a logon) and the first one hardly ever (failures): one look spares them
	// a look for each event of the last step.
	const count = steps[0]?.count ?? 1;
	if (enough(log.latest(0, first - within, last + within, count), count) === undefined) return;
	for (const { time, event } of log.between(steps.length - 1, first, last + within)) {
		if (isDone(slotOf(time, within))) continue;
		const evidence = chainBefore(rule, time, log);
		if (evidence !== undefined) yield { time, event, evidence };
	}
}

/** Takes the latest events of each step, from the last step back: nothing leaves the steps before it more room. */
function chainBefore(
	{ steps, within }: WindowRule,
	time: number,
	log: MatchReader,
): readonly number[] | undefined {
	const evidence: number[] = [];
	let upTo = time;
	for (let step = steps.length - 1; step >= 0; step--) {
		const count = steps[step]?.count ?? 1;
		const matches = enough(log.latest(step, time - within, upTo, count), count);
		if (matches === undefined) return undefined;
		evidence.push(...matches.map((match) => match.event));
		upTo = (matches.at(-1) as StepMatch).time;
	}
	return evidence.reverse();
}

/** The first matches that together stand for `count` events; undefined when all are not enough. */
function enough(matches: readonly StepMatch[], count: number): readonly StepMatch[] | undefined {
	let sum = 0;
	for (const [index, match] of matches.entries()) {
		sum += weightOf(match);
		if (sum >= count) return matches.slice(0, index + 1);
	}
	return undefined;
}
