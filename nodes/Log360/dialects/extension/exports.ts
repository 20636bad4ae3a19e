/** Extension: the export of an incident by its id. */
import { segment, type Call } from '../../transport/call';
import { EXPORT_ID, INCIDENT_ID } from '../idAdvice';
import { read } from './call';

const READ = 'incident.READ';

/** Starts it; one that is at work already is answered, so a second call does no harm. */
export function startExport(incidentId: string, format: string): Call {
	return read('export an incident', `/incident/${segment(incidentId)}/export`, READ, {
		method: 'POST',
		body: { format },
		idAdvice: INCIDENT_ID,
	});
}

export function exportStatus(exportId: string): Call {
	return read('get the status of an export', `/incident/export/${segment(exportId)}`, READ, {
		idAdvice: EXPORT_ID,
	});
}

export function exportFile(exportId: string): Call {
	return read('download an export', `/incident/export/${segment(exportId)}/file`, READ, {
		idAdvice: EXPORT_ID,
	});
}
