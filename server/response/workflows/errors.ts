/** The error of everything workflows refuse; its code survives the way out of a worker thread. */

const CODES = [
	'unknown_workflow',
	'unknown_ticket',
	'unknown_incident',
	'unknown_run',
	'invalid_parameter',
	'invalid_definition',
	'conflict',
] as const;

/** Why a call was refused. */
export type WorkflowErrorCode = (typeof CODES)[number];

const NAME = 'WorkflowError';

/** A workflow call named something that is not there, was wrong, or does not fit the present state. */
export class WorkflowError extends Error {
	/**
	 * @param code why
	 * @param detail what was wrong, where, and what is accepted
	 */
	constructor(
		readonly code: WorkflowErrorCode,
		readonly detail: string,
	) {
		super(detail);
		this.name = NAME;
	}
}

/** Whether `error` is a {@link WorkflowError}, also one that a worker thread threw. */
export function isWorkflowError(
	error: unknown,
): error is Error & { readonly code: WorkflowErrorCode } {
	if (!(error instanceof Error) || error.name !== NAME) return false;
	return CODES.some((code) => code === (error as { code?: unknown }).code);
}
