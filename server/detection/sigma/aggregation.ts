/** Thresholds of Sigma rules: the old `| count() by Field > 5` with `timeframe`, and the conditions of correlations. */
import type { EventSource } from './log-source';
import { type Problems, isMap, textOf } from './problems';

const UNIT_MS: ReadonlyMap<string, number> = new Map([
	['s', 1_000],
	['m', 60_000],
	['h', 3_600_000],
	['d', 86_400_000],
	['w', 7 * 86_400_000],
	// A month is 30 days: the specification gives none.
	['M', 30 * 86_400_000],
]);

/** A threshold. */
export interface Aggregation {
	readonly count: number;
	readonly by: readonly string[];
	/** The field whose different values are counted, not the events. */
	readonly distinct?: string;
}

/** Reads what stands after the `|` of a condition. */
export function readAggregation(
	text: string,
	source: EventSource,
	problems: Problems,
): Aggregation | undefined {
	const match =
		/^count\(\s*(?:([^\s()]+)\s*)?\)(?:\s+by\s+([^\s,]+(?:\s*,\s*[^\s,]+)*))?\s*(>=|>|==?|<=?)\s*(\d+)$/i.exec(
			text.trim(),
		);
	const operator = match?.[3];
	if (match === null || (operator !== '>' && operator !== '>=')) {
		problems.add(
			'correlation',
			`aggregation ${JSON.stringify(text.trim())} is not supported, only count() and count(field) with > or >=`,
		);
		return undefined;
	}
	const by = (match[2] ?? '')
		.split(',')
		.map((field) => field.trim())
		.filter((field) => field !== '')
		.map((field) => groupField(field, source, problems));
	const count = Number(match[4]) + (operator === '>' ? 1 : 0);
	const counted = match[1] ?? '';
	if (counted === '') return { count, by };
	return { count, by, distinct: groupField(counted, source, problems) };
}

/** The one field of events that a rule groups by. */
export function groupField(name: string, source: EventSource, problems: Problems): string {
	const [field] = source.fieldsOf(name);
	if (field === undefined)
		problems.addIdle(
			'fields',
			`no event of its log source has the field ${name}, which it groups by`,
		);
	return field ?? 'NONE';
}

/** A length of time such as `15m`, in ms. */
export function readTimespan(text: unknown, problems: Problems): number | undefined {
	const match = /^(\d+)([smhdwM])$/.exec(textOf(text, '').trim());
	if (match !== null) return Number(match[1]) * (UNIT_MS.get(match[2] as string) as number);
	problems.add(
		'syntax',
		`timeframe ${JSON.stringify(text ?? null)} is no length of time such as 15m`,
	);
	return undefined;
}

/** The smallest value that a `condition` such as `gte: 10` accepts; undefined, with a problem, for other conditions. */
export function readLeast(condition: unknown, problems: Problems): number | undefined {
	const entries = isMap(condition) ? Object.entries(condition) : [];
	const limits = entries.filter(([key]) => key !== 'field' && key !== 'percentile');
	const [operator, value] = limits[0] ?? [];
	if (limits.length === 1 && typeof value === 'number' && Number.isInteger(value)) {
		if (operator === 'gte') return value;
		if (operator === 'gt') return value + 1;
	}
	problems.add(
		'correlation',
		`correlation condition ${JSON.stringify(condition ?? null)} is not supported, only gte or gt with a whole number: another event could take an alert back`,
	);
	return undefined;
}
