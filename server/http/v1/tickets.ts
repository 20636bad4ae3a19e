/** V1 calls of a ticketing tool. Sources: update-incident and disable-ticket-notification pages. */
import { SEVERITY_LABELS, STATUS_LABELS } from '../../response/incidents';
import type { Tickets, TicketSync } from '../../response/tickets';
import type { Handlers } from '../endpoint';

/** Handlers of `/RestAPI/v1/ticket`, exports aside. */
export function v1Tickets(tickets: Tickets): Handlers {
	return {
		'v1.tickets.updateIncident': async ({ body: { ticket_id, changelog } }) => {
			const field = changelog.field === 'STATUS' ? 'status' : 'severity';
			const sync = await tickets.sync({ ticketId: ticket_id, field, value: changelog.value });
			return { message: messageOf(sync, field), updated: sync.outcome === 'changed' };
		},
		'v1.tickets.profile': async ({ query }) => {
			const profile = await tickets.profileOf(query.ticket_id);
			return {
				profile_name: profile.name,
				profile_id: profile.id,
				message: 'Alert Profile Name fetched successfully',
			};
		},
		'v1.tickets.disableNotification': async ({ body }) => {
			const { name, changed } = await tickets.disableNotification(body.profile_id);
			const state = changed ? 'disabled' : 'was disabled already';
			return { message: `Ticket notification ${state} for ${name}` };
		},
	};
}

/** The vendor's message begins with "I"; the rest could not be read. */
function messageOf({ outcome, value }: TicketSync, field: 'status' | 'severity'): string {
	const words = new Map<string, string>(Object.entries({ ...STATUS_LABELS, ...SEVERITY_LABELS }));
	switch (outcome) {
		case 'changed':
			return 'Incident updated successfully in EventLog Analyzer';
		case 'same':
			return `Incident has the ${field} ${words.get(value)} already; nothing was changed`;
		case 'echo':
			return `Incident not changed: the ${field} ${words.get(value)} is one that this server sent to the ticket and has replaced since`;
	}
}
