/** Writes hits into a binary file as they arrive, so that memory does not grow with their number. */
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { Hits } from '../dialects/dialect';
import { streamOf } from '../transport/stream';
import { csvWriter } from './csv';
import { firstOf } from './first';
import { jsonWriter } from './jsonArray';
import { ndjsonLines } from './ndjson';
import { inPieces } from './pieces';
import { xlsxWriter } from './xlsx';

export type FileFormat = 'csv' | 'json' | 'ndjson' | 'xlsx';

export interface FileSettings {
	readonly format: FileFormat;
	/** Name without extension. */
	readonly fileName: string;
	/** Name of the binary field. */
	readonly field: string;
	readonly columns: readonly string[];
	readonly escapeFormulas: boolean;
}

const MIME = {
	csv: 'text/csv',
	json: 'application/json',
	ndjson: 'application/x-ndjson',
	xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** A file as it is made: what comes before the hits, the lines of hits, how pieces of them are written, and what comes after. */
interface FileWriter {
	begin?(): Uint8Array;
	rows(hits: Hits): Iterable<string>;
	piece?(text: string): Uint8Array;
	end?(): string | Uint8Array;
	/** Cells that were cut, where there is a longest one. */
	readonly cut?: number;
}

function writerOf({ format, columns, escapeFormulas }: FileSettings): FileWriter {
	switch (format) {
		case 'csv':
			return csvWriter(columns, escapeFormulas);
		case 'json':
			return jsonWriter();
		case 'xlsx':
			return xlsxWriter(columns);
		default:
			return { rows: ndjsonLines };
	}
}

/**
 * Streams pages into one binary file.
 *
 * @param limit stop after so many hits
 * @returns an item whose JSON counts hits and pages, and cells that had to be cut, with the file beside it
 */
export async function hitsFile(
	context: IExecuteFunctions,
	pages: AsyncIterable<{ readonly hits: Hits }>,
	limit: number,
	settings: FileSettings,
): Promise<INodeExecutionData> {
	let hits = 0;
	let pageCount = 0;
	const writer = writerOf(settings);
	const written = function* (part: Hits) {
		for (const piece of inPieces(writer.rows(part))) yield writer.piece?.(piece) ?? piece;
	};
	const pieces = async function* () {
		if (writer.begin !== undefined) yield writer.begin();
		for await (const page of pages) {
			const part = firstOf(page.hits, limit - hits);
			hits += part.length;
			pageCount += 1;
			yield* written(part);
			if (hits >= limit) break;
		}
		if (pageCount === 0) yield* written([]);
		if (writer.end !== undefined) yield writer.end();
	};
	const fileName = `${settings.fileName}.${settings.format}`;
	const file = await context.helpers.prepareBinaryData(
		streamOf(pieces()),
		fileName,
		MIME[settings.format],
	);
	const { cut = 0 } = writer;
	const counts = { fileName, hits, pages: pageCount, ...(cut === 0 ? {} : { cutCells: cut }) };
	return { json: counts, binary: { [settings.field]: file } };
}
