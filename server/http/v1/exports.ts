/** V1 exports of a ticket's incident. Source: export-incident page; parameters and the download are assumed. */
import type { IncidentExports } from '../../response/incidents/exports';
import type { Tickets } from '../../response/tickets/tickets';
import type { Handlers } from '../endpoint';

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
		'v1.exports.download': async ({ query: { export_id }, ctx }) => {
			const { file, stream } = await exports.open(export_id);
			ctx.type = file.contentType;
			ctx.attachment(file.name);
			ctx.length = file.size;
			// RFC 9530; the sum is of the file as it is, whatever compression the connection adds.
			ctx.set('Repr-Digest', `sha-256=:${Buffer.from(file.sha256, 'hex').toString('base64')}:`);
			ctx.body = stream;
		},
	};
}
