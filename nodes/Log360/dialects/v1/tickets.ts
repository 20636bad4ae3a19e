/** V1 calls on the incident behind a ticket of a connected ticketing tool. V2 has none of them. */
import type { Call } from '../../transport/call';
import { EXPORT_ID, PROFILE_ID, TICKET_ID } from '../idAdvice';
import { wireId } from '../ids';
import { change, read, readOnce } from './call';

/** Documented. The value is in the words of the ticketing tool, and mapped by its connection in the product. */
export function syncIncident(ticketId: string, field: string, value: string): Call {
	return change('update the incident of a ticket', '/ticket/incident/update', {
		body: { ticket_id: ticketId, changelog: { field, value } },
		idAdvice: TICKET_ID,
	});
}

/** Documented. */
export function startExport(ticketId: string): Call {
	return readOnce('start the export of an incident', '/ticket/incident/export', {
		body: { ticket_id: ticketId },
		idAdvice: TICKET_ID,
	});
}

/** Path documented, parameter assumed. */
export function exportStatus(exportId: string): Call {
	return read('get the status of an export', '/incident/export/status', {
		query: { export_id: exportId },
		idAdvice: EXPORT_ID,
	});
}

/** Assumed. */
export function exportFile(exportId: string): Call {
	return read('download an export', '/incident/export/download', {
		query: { export_id: exportId },
		idAdvice: EXPORT_ID,
	});
}

/** Documented. */
export function alertProfileOfTicket(ticketId: string): Call {
	return read('get the alert profile of a ticket', '/ticket/profile', {
		query: { ticket_id: ticketId },
		idAdvice: TICKET_ID,
	});
}

/** Existence documented; method, path and body assumed. */
export function disableNotification(profileId: string): Call {
	return change(
		'disable the ticket notification of an alert profile',
		'/ticket/notification/disable',
		{
			method: 'PUT',
			body: { profile_id: wireId(profileId) },
			idAdvice: PROFILE_ID,
		},
	);
}
