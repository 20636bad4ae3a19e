/** The definition of alerts in `docs/alerts.md`, word by word over all events at once, and random rules and events to try it on. */
import type { LogEvent } from '../../../server/logs/events';
import { compilePredicate, parseQuery } from '../../../server/logs/query';
import fc from 'fast-check';
import { groupKey } from '../../../server/detection/group-key';
import type { AlertRule } from '../../../server/detection/profile';
import { event } from './support';

/** An alert as the definition in `docs/alerts.md` knows it: profile, group, and slot or event. */
export type Expected = string;

/** Runs a rule's queries over all events at once and applies the definition word by word. */
export function afterwards(rule: AlertRule, events: readonly LogEvent[]): Expected[] {
	const tests = rule.steps.map(({ query }) => compilePredicate(parseQuery(query)));
	const matches = events.flatMap(({ time, fields }, index) => {
		const step = tests.findLastIndex((test) => test(fields, time));
		const group = groupKey(rule.steps[step]?.by ?? rule.by ?? [], fields);
		const value = rule.measure === undefined ? '' : fields[rule.measure.field];
		if (step < 0 || group === undefined || value === undefined) return [];
		if (rule.measure?.kind === 'sum' && !(Number(value) > 0)) return [];
		return [{ time, step, group, index, value: String(value).toLowerCase() }];
	});
	const { within } = rule;
	if (within === undefined) return matches.map(({ time }) => `event at ${time}`).sort();
	const found = new Set<Expected>();
	for (const { time, step, group } of matches) {
		if (rule.ordered !== false && step !== rule.steps.length - 1) continue;
		const near = matches.filter(
			(match) => match.group === group && match.time <= time && match.time >= time - within,
		);
		if (isFulfilled(rule, near, time)) found.add(`${group} in ${Math.floor(time / within)}`);
	}
	return [...found].sort();
}

/** Whether times can be chosen for each step, none of a step later than any of the next. */
function isFulfilled(
	rule: AlertRule,
	matches: readonly { readonly time: number; readonly step: number; readonly value: string }[],
	end: number,
): boolean {
	const { measure, ordered } = rule;
	if (measure?.kind === 'distinct')
		return new Set(matches.map(({ value }) => value)).size >= measure.least;
	if (measure !== undefined)
		return matches.reduce((sum, { value }) => sum + Number(value), 0) >= measure.least;
	if (ordered === false)
		return rule.steps.every(
			({ count }, index) => matches.filter(({ step }) => step === index).length >= count,
		);
	let upTo = end;
	for (let step = rule.steps.length - 1; step >= 0; step--) {
		const count = rule.steps[step]!.count;
		const times = matches
			.filter((match) => match.step === step && match.time <= upTo)
			.map((match) => match.time)
			.sort((one, other) => other - one);
		if (times.length < count) return false;
		upTo = times[count - 1]!;
	}
	return true;
}

const QUERIES = [
	'KIND = a',
	'KIND = b',
	'KIND IN (a, c)',
	'NOT KIND = a',
	'word',
	'MESSAGE = "two words"',
	'KIND = b OR MESSAGE = word',
	'LEVEL >= 3',
	'KIND = a AND LEVEL < 3',
	'SRC = 10.0.0.0/8',
	'WHO = j*',
	'*',
	'TIME >= 1970-01-01T00:20:00Z',
];
const START = 1_000_000;
const fields = fc.record(
	{
		KIND: fc.constantFrom('a', 'b', 'c', 'A'),
		WHO: fc.constantFrom('joe', 'JOE', 'jane', 'kim'),
		OTHER: fc.constantFrom('joe', 'jane'),
		SRC: fc.constantFrom('10.0.0.1', '192.0.2.1'),
		LEVEL: fc.integer({ min: 0, max: 5 }),
		MESSAGE: fc.constantFrom('word', 'two words', 'words two', 'nothing'),
	},
	{ requiredKeys: ['KIND', 'WHO'] },
);
/** Few distinct times, so that ties and window edges are common. */
export const events = fc.array(
	fc
		.tuple(fc.integer({ min: 0, max: 240 }), fields)
		.map(([at, given]) => event(START + at * 1000, given as Record<string, string | number>)),
	{ minLength: 5, maxLength: 60, size: 'max' },
);
const step = fc.record({
	query: fc.constantFrom(...QUERIES),
	count: fc.constantFrom(1, 1, 1, 2, 3),
});
const plainRule: fc.Arbitrary<AlertRule> = fc
	.constantFrom(...QUERIES)
	.map((query) => ({ steps: [{ query, count: 1 }] }));
const within = fc.constantFrom(1_000, 8_000, 15_000, 60_000);
const measuredRule: fc.Arbitrary<AlertRule> = fc.record({
	steps: fc.constantFrom(...QUERIES).map((query) => [{ query, count: 1 }]),
	within,
	by: fc.constantFrom([], ['WHO']),
	measure: fc.oneof(
		fc.record({
			kind: fc.constant('distinct' as const),
			field: fc.constantFrom('WHO', 'SRC', 'LEVEL'),
			least: fc.integer({ min: 1, max: 4 }),
		}),
		fc.record({
			kind: fc.constant('sum' as const),
			field: fc.constant('LEVEL'),
			least: fc.integer({ min: 1, max: 12 }),
		}),
	),
});
const unorderedRule: fc.Arbitrary<AlertRule> = fc.record({
	steps: fc.array(step, { minLength: 2, maxLength: 3, size: 'max' }),
	within,
	by: fc.constantFrom([], ['WHO']),
	ordered: fc.constant(false),
});
/** The steps' events agree in fields of different names. */
const aliasRule: fc.Arbitrary<AlertRule> = fc.record({
	steps: fc
		.tuple(step, step)
		.map(([one, other]): AlertRule['steps'] => [one, { ...other, by: ['OTHER'] }]),
	within,
	by: fc.constant(['WHO']),
	ordered: fc.boolean(),
});
/** A rule of any kind. */
export const rule: fc.Arbitrary<AlertRule> = fc.oneof(
	{ weight: 2, arbitrary: measuredRule },
	{ weight: 2, arbitrary: unorderedRule },
	{ weight: 1, arbitrary: aliasRule },
	{ weight: 1, arbitrary: plainRule },
	{
		weight: 6,
		arbitrary: fc.record({
			steps: fc.array(step, { minLength: 1, maxLength: 3, size: 'max' }),
			within: fc.constantFrom(1_000, 8_000, 15_000, 60_000),
			by: fc.constantFrom([], ['WHO'], ['WHO'], ['WHO', 'SRC'], ['LEVEL']),
		}),
	},
);
/** Several rules. */
export const rules = fc.array(rule, { minLength: 1, maxLength: 6, size: 'max' });

/** Events that any step of a rule matches: none counts for two alerts. */
export function matching(given: AlertRule, events: readonly LogEvent[]): number {
	const tests = given.steps.map(({ query }) => compilePredicate(parseQuery(query)));
	return events.filter(({ time, fields }) => tests.some((test) => test(fields, time))).length;
}

/** An alert of a rule as the definition knows it. */
export function expectedForm(given: AlertRule, alert: { time: number; group: string }): Expected {
	const { within } = given;
	return within === undefined
		? `event at ${alert.time}`
		: `${alert.group} in ${Math.floor(alert.time / within)}`;
}
