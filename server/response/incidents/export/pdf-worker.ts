/** Worker thread entry that lays out PDF reports: whatever people and logs wrote into an incident, HTTP goes on meanwhile. */
import { serveWorker, Transfer } from '../../../platform/threads';
import type { Incident } from '../incident';
import { pdfReport } from './pdf';

/** Makes a report; its bytes are handed over in the pieces in which they came. */
async function report(incident: Incident, now: number): Promise<Transfer<Uint8Array[]>> {
	const pieces: Uint8Array[] = [];
	// Copied: a piece may be a part of a larger buffer, which cannot be handed over.
	for await (const piece of pdfReport(incident, now)) pieces.push(Uint8Array.from(piece));
	return new Transfer(
		pieces,
		pieces.map(({ buffer }) => buffer as ArrayBuffer),
	);
}

/** What the thread does. */
export type PdfMethods = { report: typeof report };

const methods: PdfMethods = { report };
serveWorker(methods);
