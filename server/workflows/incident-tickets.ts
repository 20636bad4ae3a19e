/** Looks tickets up among the incidents. */
import { isIncidentError } from '../incidents/errors';
import type { Incident } from '../incidents/incident';
import type { Incidents } from '../incidents/incidents';
import type { Tickets } from '../tickets/tickets';
import type { Json } from './definition';
import { WorkflowError } from './errors';
import type { FindTicket } from './targets';

/** Roles of actors that name a device, in the order in which they are looked for. */
const DEVICE_ROLES = ['entity', 'host', 'device'];

/** Makes the look-up. It throws WorkflowError conflict when two tools have a ticket of that id. */
export function incidentTickets(
	tickets: Pick<Tickets, 'incidentOf'>,
	incidents: Pick<Incidents, 'get'>,
): FindTicket {
	return async (ticketId) => {
		try {
			const incident = await incidents.get(await tickets.incidentOf(ticketId));
			return {
				id: ticketId,
				ticket: {},
				incident: variables(incident),
				device: deviceOf(incident),
			};
		} catch (error) {
			if (!isIncidentError(error)) throw error;
			if (error.code === 'conflict') throw new WorkflowError('conflict', String(error.details));
			return undefined;
		}
	};
}

function variables(incident: Incident): { readonly [name: string]: Json } {
	const { id, name, description, severity, status, assignee, createdAt } = incident;
	const actors = Object.fromEntries(
		incident.actors.flatMap((entry) =>
			Object.entries(entry).map(([role, names]) => [role, names[0] ?? '']),
		),
	);
	return {
		id,
		name,
		description,
		severity,
		status,
		assignee,
		created_at: new Date(createdAt).toISOString(),
		actors,
	};
}

function deviceOf({ actors }: Incident): string | null {
	for (const role of DEVICE_ROLES) {
		const name = actors.map((entry) => entry[role]?.[0]).find((found) => found !== undefined);
		if (name !== undefined) return name;
	}
	return null;
}
