/** One slice of stored documents, for work in the background. */
import type { StatementSync } from 'node:sqlite';
import type { StoredDocument } from './spread-samples';

/** What one step looks at, at most. */
export interface SliceLimits {
	readonly documents: number;
	/** Bytes of documents as they are stored; the document that exceeds them is the last one. */
	readonly bytes: number;
}

/**
 * The next documents: collected first, as a table is not changed while it is read.
 *
 * @param select rows by their least id, their largest and how many at most, in the order of their ids
 */
export function sliceOf(
	select: StatementSync,
	low: number,
	high: number,
	limits: SliceLimits,
): { readonly rows: readonly StoredDocument[]; readonly isLast: boolean } {
	const rows: StoredDocument[] = [];
	let bytes = 0;
	for (const found of select.iterate(low, high, limits.documents + 1)) {
		if (rows.length === limits.documents || bytes > limits.bytes) return { rows, isLast: false };
		const row = found as unknown as StoredDocument;
		rows.push(row);
		bytes += row.doc.length;
	}
	return { rows, isLast: true };
}
