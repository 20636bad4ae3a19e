/** Looks tickets up among the incidents. */
import { type Incidents, isIncidentError } from '../incidents';
import type { Tickets } from '../tickets';
import { WorkflowError } from './errors';
import { factsOfIncident } from './incident-facts';
import type { FindTicket } from './targets';

/** Makes the look-up. It throws WorkflowError conflict when two tools have a ticket of that id. */
export function incidentTickets(
	tickets: Pick<Tickets, 'incidentOf'>,
	incidents: Pick<Incidents, 'get'>,
): FindTicket {
	return async (ticketId) => {
		try {
			const incident = await incidents.get(await tickets.incidentOf(ticketId));
			return { id: ticketId, ticket: {}, ...factsOfIncident(incident) };
		} catch (error) {
			if (!isIncidentError(error)) throw error;
			if (error.code === 'conflict') throw new WorkflowError('conflict', String(error.details));
			return undefined;
		}
	};
}
