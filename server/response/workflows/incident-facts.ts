/** What workflows read of an incident: its variables, and the device that it is about. */
import { type Incidents, type IncidentSummary, isIncidentError } from '../incidents';
import type { Json } from './definition';

/** What is known of an incident. */
export interface IncidentFacts {
	/** Variables `{{incident.…}}`. */
	readonly incident: { readonly [name: string]: Json };
	/** Host that it is about; null when it names none. */
	readonly device: string | null;
}

/** Roles of actors that name a device, in the order in which they are looked for. */
const DEVICE_ROLES = ['entity', 'host', 'device'];

/** Reads an incident. */
export function factsOfIncident(incident: IncidentSummary): IncidentFacts {
	return { incident: variables(incident), device: deviceOf(incident) };
}

/** Makes the look-up of an incident by its id. */
export function incidentsById(
	incidents: Pick<Incidents, 'get'>,
): (incidentId: number) => Promise<IncidentFacts | undefined> {
	return async (incidentId) => {
		try {
			return factsOfIncident(await incidents.get(incidentId));
		} catch (error) {
			if (isIncidentError(error) && error.code === 'unknown_incident') return undefined;
			throw error;
		}
	};
}

/** Makes the look-up of an alert's incident; undefined when the alert made and joined none, or it was deleted. */
export function alertIncidents(
	incidents: Pick<Incidents, 'ofAlert'>,
): (alertId: number) => Promise<IncidentFacts | undefined> {
	return async (alertId) => {
		const incident = await incidents.ofAlert(alertId);
		return incident === undefined ? undefined : factsOfIncident(incident);
	};
}

function variables(incident: IncidentSummary): { readonly [name: string]: Json } {
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

function deviceOf({ actors }: IncidentSummary): string | null {
	for (const role of DEVICE_ROLES) {
		const name = actors.map((entry) => entry[role]?.[0]).find((found) => found !== undefined);
		if (name !== undefined) return name;
	}
	return null;
}
