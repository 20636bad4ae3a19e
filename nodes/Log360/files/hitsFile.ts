/** Writes hits into a binary file as they arrive, so that memory does not grow with their number. */
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { Hits } from '../dialects/dialect';
import { streamOf } from '../transport/stream';
import { csvWriter } from './csv';
import { firstOf } from './first';
import { jsonWriter } from './jsonArray';
import { ndjsonLines } from './ndjson';
import { inPieces } from './pieces';

export type FileFormat = 'csv' | 'json' | 'ndjson';

export interface FileSettings {
	readonly format: FileFormat;
	/** Name without extension. */
	readonly fileName: string;
	/** Name of the binary field. */
	readonly field: string;
	readonly columns: readonly string[];
	readonly escapeFormulas: boolean;
}

const MIME = { csv: 'text/csv', json: 'application/json', ndjson: 'application/x-ndjson' };

/**
 * Streams pages into one binary file.
 *
 * @param limit stop after so many hits
 * @returns an item whose JSON counts hits and pages, with the file beside it
 */
export async function hitsFile(
	context: IExecuteFunctions,
	pages: AsyncIterable<{ readonly hits: Hits }>,
	limit: number,
	settings: FileSettings,
): Promise<INodeExecutionData> {
	let hits = 0;
	let pageCount = 0;
	const csv = csvWriter(settings.columns, settings.escapeFormulas);
	const json = jsonWriter();
	const lines = { csv: csv.rows, json: json.rows, ndjson: ndjsonLines }[settings.format];
	const pieces = async function* () {
		for await (const page of pages) {
			const part = firstOf(page.hits, limit - hits);
			hits += part.length;
			pageCount += 1;
			yield* inPieces(lines(part));
			if (hits >= limit) break;
		}
		if (pageCount === 0) yield* lines([]);
		if (settings.format === 'json') yield json.end();
	};
	const fileName = `${settings.fileName}.${settings.format}`;
	const file = await context.helpers.prepareBinaryData(
		streamOf(pieces()),
		fileName,
		MIME[settings.format],
	);
	return { json: { fileName, hits, pages: pageCount }, binary: { [settings.field]: file } };
}
