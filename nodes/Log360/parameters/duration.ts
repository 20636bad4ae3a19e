/** Lengths of time: minutes as a number, or words such as `2h`. */
import type { IExecuteFunctions } from 'n8n-workflow';

import { usageError } from '../transport/errors';
import { agoInWords } from './timeWords';

const MINUTE = 60_000;

export interface DurationOption {
	/** As the panel shows it. */
	readonly label: string;
	/** Minutes where nothing is given. */
	readonly fallback: number;
	/** Fewest minutes that are accepted. */
	readonly least: number;
}

/**
 * Reads a length of time.
 *
 * @returns milliseconds
 * @throws NodeOperationError naming the option when it is neither a number of minutes nor such words, or too short
 */
export function durationOf(
	context: Pick<IExecuteFunctions, 'getNode'>,
	value: unknown,
	{ label, fallback, least }: DurationOption,
): number {
	if (value === undefined || value === null || value === '') return fallback * MINUTE;
	const bare = typeof value === 'boolean' || typeof value === 'object' ? NaN : Number(value);
	const ms = Number.isNaN(bare) ? agoInWords(String(value as string)) : bare * MINUTE;
	if (ms !== undefined && Number.isFinite(ms) && ms >= least * MINUTE) return ms;
	throw usageError(
		context.getNode(),
		`${label} must be at least ${least} minutes: a number of minutes, or words such as 90m, 2h, 1d`,
		`Correct the option, or remove it for its default of ${fallback} minutes.`,
	);
}
