/** Thresholds of Sigma rules: the old `| count() by Field > 5` with `timeframe`, and the conditions of correlations. */
import { groupField } from './fields';
import { type Problems, textOf } from './problems';

const UNIT_MS: ReadonlyMap<string, number> = new Map(
	Object.entries({
		s: 1_000,
		m: 60_000,
		h: 3_600_000,
		d: 86_400_000,
	}),
);

/** A threshold. */
export interface Aggregation {
	readonly count: number;
	readonly by: readonly string[];
}

/** Reads what stands after the `|` of a condition. */
export function readAggregation(text: string, problems: Problems): Aggregation | undefined {
	const match =
		/^count\(\s*\)(?:\s+by\s+([^\s,]+(?:\s*,\s*[^\s,]+)*))?\s*(>=|>|==?|<=?)\s*(\d+)$/i.exec(
			text.trim(),
		);
	const operator = match?.[2];
	if (match === null || (operator !== '>' && operator !== '>=')) {
		problems.add(
			`aggregation ${JSON.stringify(text.trim())} is not supported, only count() with > or >=`,
		);
		return undefined;
	}
	const by = (match[1] ?? '')
		.split(',')
		.map((field) => field.trim())
		.filter((field) => field !== '')
		.map(groupField);
	return { count: Number(match[3]) + (operator === '>' ? 1 : 0), by };
}

/** A length of time such as `15m`, in ms. */
export function readTimespan(text: unknown, problems: Problems): number | undefined {
	const match = /^(\d+)([smhd])$/.exec(textOf(text, '').trim());
	if (match !== null) return Number(match[1]) * (UNIT_MS.get(match[2] as string) as number);
	problems.add(`timeframe ${JSON.stringify(text ?? null)} is no length of time such as 15m`);
	return undefined;
}

/** The `condition` of an event_count correlation, such as `gte: 10`. */
export function readCorrelationCount(condition: unknown, problems: Problems): number | undefined {
	const entries = Object.entries((condition ?? {}) as Record<string, unknown>);
	const [operator, value] = entries[0] ?? [];
	if (entries.length === 1 && typeof value === 'number' && Number.isInteger(value)) {
		if (operator === 'gte') return value;
		if (operator === 'gt') return value + 1;
	}
	problems.add(
		`correlation condition ${JSON.stringify(condition ?? null)} is not supported, only gte or gt with a number`,
	);
	return undefined;
}
