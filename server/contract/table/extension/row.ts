/** Makes rows of the table for what only this server offers: all share generation and evidence. */
import type { Operation } from '../../operation';

/** A row without what is the same in all of them. */
type Row = Omit<Operation, 'generation' | 'evidence' | 'bodyEvidence'>;

/**
 * Marks a row as an extension.
 *
 * @param row the rest of it; `source` says why the operation is offered
 */
export function extension<const T extends Row>(row: T) {
	// A copy of the row would look at its schemas, and so make them.
	return Object.assign(row, {
		generation: 'extension',
		evidence: 'extension',
		bodyEvidence: 'extension',
	} as const);
}
