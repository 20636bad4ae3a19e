/** How a raised alert becomes an incident, or joins one: decided here, whichever engine keeps incidents. */
import { SEVERITIES } from '../../contract';
import { actorsOf, type Placement, type RaisedAlert } from '../../detection';
import { limitedActors, mergeActors } from './actors';
import type { IncidentChange, IncidentSummary, NewEvidence, NewIncident } from './incident';

/** Alerts that an incident keeps as evidence; a flood of repeats adds nothing after that. */
export const MOST_ALERTS = 1_000;
/** Digits of a time in a key; epoch ms have 13 until the year 2286. */
const TIME_DIGITS = 16;

/** The incident that an alert makes. */
export function incidentOf(alert: RaisedAlert, placement: Placement): NewIncident {
	const { profileId, profileName } = alert;
	const { severity, assignee } = placement;
	return {
		name: nameOf(profileName, placement),
		description: '',
		severity,
		status: 'open',
		assignee,
		dueAt: null,
		source: 'alert',
		actors: actorsOf(alert.document),
		evidence: [evidenceOfAlert(alert)],
		profile: { id: profileId, name: profileName },
	};
}

/** What an alert says for an incident. */
export function evidenceOfAlert({ id, profileName, document }: RaisedAlert): NewEvidence {
	return { source: 'alert', description: `Alert ${id} of ${profileName}`, data: document };
}

/** What changes of an incident that an alert joins. @param takesEvidence whether it has room for the alert */
export function joinedBy(
	alert: RaisedAlert,
	{ severity }: Placement,
	before: IncidentSummary,
	takesEvidence: boolean,
): IncidentChange {
	return {
		actors: limitedActors(mergeActors(before.actors, actorsOf(alert.document)), before.actors),
		...(isWorse(severity, before.severity) ? { severity } : {}),
		...(takesEvidence ? { evidence: [evidenceOfAlert(alert)] } : {}),
	};
}

/**
 * What changes of the incident that is open under a caller's key when the caller reports it again.
 *
 * @param lastNote its latest note
 * @param unknown of the evidence, what it does not have
 */
export function reportedAgain(
	incident: NewIncident,
	before: IncidentSummary,
	lastNote: string | undefined,
	unknown: readonly NewEvidence[],
): IncidentChange {
	return {
		actors: limitedActors(mergeActors(before.actors, incident.actors), before.actors),
		...(isWorse(incident.severity, before.severity) ? { severity: incident.severity } : {}),
		...(incident.note === lastNote ? {} : { note: incident.note }),
		evidence: unknown,
	};
}

/**
 * The key under which an incident is open. With a window it ends in the time of the first alert, in digits that sort
 * as times do, so that the incidents of a window are a range of keys.
 */
export function keyAt({ key, within }: Placement, time: number): string {
	if (within === null) return key;
	const start = Math.max(0, Math.floor(time));
	return `${key}@${String(start).padStart(TIME_DIGITS, '0')}`;
}

/** The keys of incidents that an alert of this time joins: those between the two that are as long as they are. */
export function keysAround(
	placement: Placement,
	time: number,
): { readonly from: string; readonly to: string } {
	const { within } = placement;
	return {
		from: keyAt(placement, within === null ? time : time - within),
		to: keyAt(placement, within === null ? time : time + within),
	};
}

function isWorse(one: (typeof SEVERITIES)[number], other: (typeof SEVERITIES)[number]): boolean {
	return SEVERITIES.indexOf(one) < SEVERITIES.indexOf(other);
}

function nameOf(profileName: string, { group }: Placement): string {
	return (group === '' ? profileName : `${profileName}: ${group}`).slice(0, 256);
}
