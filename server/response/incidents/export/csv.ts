/** An incident as CSV (RFC 4180): one row a fact, in the order of time after the incident's own fields. */
import type { Incident } from '../incident';
import { presentSummary } from '../present';
import { timelineOf } from './timeline';

const HEAD = ['incident_id', 'kind', 'time', 'by', 'what', 'text', 'data'];

/** Streams the rows. */
export async function* csvReport(incident: Incident): AsyncGenerator<string> {
	const id = String(incident.id);
	yield row(HEAD);
	const { incident_id: _, ...fields } = presentSummary(incident, 'server');
	for (const [field, value] of Object.entries(fields)) {
		const text = typeof value === 'string' ? value : JSON.stringify(value);
		yield row([id, 'field', '', '', field, text, '']);
	}
	for (const { kind, time, by, what, text, data } of timelineOf(incident)) {
		const shown = data === undefined ? '' : JSON.stringify(data);
		yield row([id, kind, new Date(time).toISOString(), by, what, text, shown]);
	}
}

function row(cells: readonly string[]): string {
	return `${cells.map(cell).join(',')}\r\n`;
}

/** Log text is an attacker's to choose: a cell that a spreadsheet would run as a formula gets an apostrophe. */
function cell(text: string): string {
	const plain = text.replaceAll('\0', '');
	// As a spreadsheet sees the beginning: full-width signs are signs, blanks and line ends before them are skipped.
	const start = plain.slice(0, 64).normalize('NFKC').trimStart();
	const safe = /^[=+\-@|%]/.test(start) || /^[\t\r\n]/.test(plain) ? `'${plain}` : plain;
	// The separators of spreadsheets in other languages too: with them a cell would become two.
	return /[",;|\t\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
