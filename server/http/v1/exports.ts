/** V1 exports of a ticket's incident. Source: export-incident page; parameters and the download are assumed. */
import type { IncidentExports } from '../../response/incidents';
import type { Tickets } from '../../response/tickets';
import type { Handlers } from '../endpoint';
import { sendExport } from '../send-export';

/** Handlers of the export's trigger, status and file. */
export function v1Exports(tickets: Tickets, exports: IncidentExports): Handlers {
	return {
		'v1.tickets.exportIncident': async ({ body: { ticket_id, format } }) => {
			const incidentId = await tickets.incidentOf(ticket_id);
			const { id } = await exports.start(incidentId, format ?? 'pdf');
			return {
				export_id: id,
				message: 'Incident Export triggered successfully in EventLog Analyzer',
			};
		},
		'v1.exports.status': async ({ query: { export_id } }) => {
			const { status, message } = await exports.status(export_id);
			return { export_id, status, message };
		},
		'v1.exports.download': async ({ query: { export_id }, ctx }) =>
			sendExport(ctx, await exports.open(export_id)),
	};
}
