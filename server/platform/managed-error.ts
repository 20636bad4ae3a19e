/** The error of every change that the inventory refuses; its code survives the way out of a worker thread. */

/** Why a change was refused, in the words of the API's catalogue of errors. */
const REASONS = [
	'unknown_host',
	'unknown_group',
	'unknown_device',
	'unknown_domain',
	'unknown_agent',
	'unknown_log_type',
	'unknown_parser_rule',
	'unknown_report',
	'invalid_parameter',
	'conflict',
] as const;

export type Reason = (typeof REASONS)[number];

const NAME = 'InventoryError';

/** A change named something that is not there, or contradicts what is there; nothing was changed. */
export class InventoryError extends Error {
	/**
	 * @param code why
	 * @param detail what the catalogue's message says of this very request
	 */
	constructor(
		readonly code: Reason,
		detail: string,
	) {
		super(detail);
		this.name = NAME;
	}
}

/** Whether `error` is an {@link InventoryError}, also one that a worker thread threw. */
export function isInventoryError(error: unknown): error is Error & { readonly code: Reason } {
	if (!(error instanceof Error) || error.name !== NAME) return false;
	return REASONS.some((reason) => reason === (error as { code?: unknown }).code);
}

/** Things that were named and not found, quoted and joined for a message. */
export function quotedList(values: readonly (string | number)[]): string {
	return values.map((value) => JSON.stringify(value)).join(', ');
}
