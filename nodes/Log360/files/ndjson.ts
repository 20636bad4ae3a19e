/** Newline-delimited JSON: one hit a line. */
import type { IDataObject } from 'n8n-workflow';

/** The lines of one page, with a line end after each. */
export function ndjsonLines(hits: readonly IDataObject[]): string {
	return hits.map((hit) => `${JSON.stringify(hit)}\n`).join('');
}
