/** Chooses how an incident is written to a file. */
import type { ExportContent } from '../../../jobs';
import type { ExportFormat } from '../export-record';
import type { Incident } from '../incident';
import { csvReport } from './csv';
import { jsonReport } from './json';
import { pdfReport } from './pdf';

const WRITERS = {
	pdf: { contentType: 'application/pdf', write: pdfReport },
	json: { contentType: 'application/json', write: jsonReport },
	csv: { contentType: 'text/csv; charset=utf-8', write: csvReport },
} as const satisfies Record<
	ExportFormat,
	{
		readonly contentType: string;
		readonly write: (incident: Incident, now: number) => AsyncIterable<Uint8Array | string>;
	}
>;

/** The file of an incident. @param now when it is exported, epoch ms */
export function renderIncident(
	incident: Incident,
	format: ExportFormat,
	now: number,
): ExportContent {
	const { contentType, write } = WRITERS[format];
	return {
		name: `incident-${incident.id}.${format}`,
		contentType,
		body: write(incident, now),
	};
}
