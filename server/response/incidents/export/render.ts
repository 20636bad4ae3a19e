/** Chooses how an incident is written to a file. */
import type { ExportContent } from '../../../jobs';
import type { ExportFormat } from '../export-record';
import type { Incident } from '../incident';
import { csvReport } from './csv';
import { jsonReport } from './json';
import { pdfInThread } from './pdf-thread';

const WRITERS = {
	pdf: { contentType: 'application/pdf', write: pdfInThread },
	json: { contentType: 'application/json', write: jsonReport },
	csv: { contentType: 'text/csv; charset=utf-8', write: csvReport },
} as const satisfies Record<
	ExportFormat,
	{
		readonly contentType: string;
		readonly write: (
			incident: Incident,
			now: number,
			stop?: AbortSignal,
		) => AsyncIterable<Uint8Array | string>;
	}
>;

/** The file of an incident. @param now when it is exported, epoch ms; @param stop ends the work */
export function renderIncident(
	incident: Incident,
	format: ExportFormat,
	now: number,
	stop?: AbortSignal,
): ExportContent {
	const { contentType, write } = WRITERS[format];
	return {
		name: `incident-${incident.id}.${format}`,
		contentType,
		body: write(incident, now, stop),
	};
}
