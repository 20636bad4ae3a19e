/** The error of incidents, tickets and exports; it crosses the worker thread, where only name, code and details survive. */

/** Codes of the API's error catalogue that these parts use. */
export type IncidentErrorCode =
	| 'unknown_incident'
	| 'unknown_ticket'
	| 'unknown_profile'
	| 'unknown_export'
	| 'export_not_ready'
	| 'unmapped_value'
	| 'conflict';

/** A call that cannot be done; nothing was changed. */
export class IncidentError extends Error {
	/**
	 * @param code of the catalogue
	 * @param details what the catalogue's sentence is filled with: an id, a value, for `conflict` the whole sentence
	 */
	constructor(
		readonly code: IncidentErrorCode,
		readonly details: string,
	) {
		super(`${code}: ${details}`);
		this.name = 'IncidentError';
	}
}

/** Whether `error` is an {@link IncidentError}, also one rebuilt from a worker thread, whose class is lost. */
export function isIncidentError(error: unknown): error is IncidentError {
	return error instanceof Error && error.name === 'IncidentError';
}
