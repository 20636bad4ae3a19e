/** An incident as CSV (RFC 4180): one row a fact, in the order of time after the incident's own fields. */
import { csvRow } from '../../../platform';
import type { Incident } from '../incident';
import { presentSummary } from '../present';
import { timelineOf } from './timeline';

const HEAD = ['incident_id', 'kind', 'time', 'by', 'what', 'text', 'data'];

/** Streams the rows. */
export async function* csvReport(incident: Incident): AsyncGenerator<string> {
	const id = String(incident.id);
	yield csvRow(HEAD);
	const { incident_id: _, ...fields } = presentSummary(incident, 'server');
	for (const [field, value] of Object.entries(fields)) {
		const text = typeof value === 'string' ? value : JSON.stringify(value);
		yield csvRow([id, 'field', '', '', field, text, '']);
	}
	for (const { kind, time, by, what, text, data } of timelineOf(incident)) {
		const shown = data === undefined ? '' : JSON.stringify(data);
		yield csvRow([id, kind, new Date(time).toISOString(), by, what, text, shown]);
	}
}
