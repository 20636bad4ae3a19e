/** One JSON array, written hit by hit: what n8n's Extract from File reads. */
import type { IDataObject } from 'n8n-workflow';

export interface JsonWriter {
	/** The text of each hit, with what stands between it and the one before. */
	rows(hits: Iterable<IDataObject>): Iterable<string>;
	/** What closes the array; an empty one where there was no hit. */
	end(): string;
}

export function jsonWriter(): JsonWriter {
	let begun = false;
	return {
		*rows(hits) {
			for (const hit of hits) {
				yield `${begun ? ',' : '['}\n${JSON.stringify(hit)}`;
				begun = true;
			}
		},
		end: () => (begun ? '\n]\n' : '[]\n'),
	};
}
