/** Newline-delimited JSON: one hit a line. */
import type { IDataObject } from 'n8n-workflow';

/** The line of each hit, with its line end. */
export function* ndjsonLines(hits: Iterable<IDataObject>): Generator<string> {
	for (const hit of hits) yield `${JSON.stringify(hit)}\n`;
}
