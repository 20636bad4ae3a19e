/** Reads options that are numbers, which an expression may turn into anything. */
import type { IExecuteFunctions } from 'n8n-workflow';

import { usageError } from '../transport/errors';

export interface NumberOption {
	/** As the panel shows it. */
	readonly label: string;
	readonly fallback: number;
	/** The least that is accepted. */
	readonly least: number;
}

/**
 * The number of an option; the fallback where it is not set.
 *
 * @throws NodeOperationError naming the option when it is no number or too small
 */
export function numberOption(
	context: Pick<IExecuteFunctions, 'getNode'>,
	item: number | undefined,
	value: unknown,
	{ label, fallback, least }: NumberOption,
): number {
	if (value === undefined || value === null || value === '') return fallback;
	const number = typeof value === 'boolean' || typeof value === 'object' ? NaN : Number(value);
	if (Number.isFinite(number) && number >= least) return number;
	throw usageError(
		context.getNode(),
		`${label} must be a number of at least ${least}`,
		`Correct the option, or remove it for its default of ${fallback}.`,
		item,
	);
}
