/** What the events of a window come to: how many different values a field has, or the sum of its numbers. */
import { canonicalValue } from '../logs/terms';
import type { EventFields } from '../logs/query';
import type { StepMatch } from './step-match';
import type { RuleMeasure } from './profile';

/** Longer values count by their start: they are stored with each match. */
const MAX_VALUE = 300;

/**
 * What an event adds to a measure, as it is remembered; undefined for an event that does not count. A sum takes
 * numbers above 0 alone, so that a further event never takes an alert back.
 */
export function measuredValue(
	{ kind, field }: RuleMeasure,
	fields: EventFields,
): string | undefined {
	const value = fields[field];
	if (value === undefined) return undefined;
	const canonical = canonicalValue(value);
	if (kind === 'distinct') return canonical === '' ? undefined : canonical.slice(0, MAX_VALUE);
	return Number(canonical) > 0 && Number.isFinite(Number(canonical)) ? canonical : undefined;
}

/** The measure of the events that are in a window. */
export class MeasuredWindow {
	private readonly counts = new Map<string, number>();
	private sum = 0;

	constructor(private readonly kind: RuleMeasure['kind']) {}

	/** What the events come to. */
	get amount(): number {
		return this.kind === 'distinct' ? this.counts.size : this.sum;
	}

	/** An event enters the window. */
	add({ value }: StepMatch): void {
		if (this.kind === 'sum') this.sum += Number(value);
		else this.counts.set(value, (this.counts.get(value) ?? 0) + 1);
	}

	/** An event that was added leaves it. */
	remove({ value }: StepMatch): void {
		if (this.kind === 'sum') this.sum -= Number(value);
		else {
			const left = (this.counts.get(value) ?? 0) - 1;
			if (left > 0) this.counts.set(value, left);
			else this.counts.delete(value);
		}
	}
}
