/**
 * A V2 incident as answers carry it: keys are observed in a weak source, their inner shapes assumed.
 *
 * Source of `actors`: https://www.manageengine.com/in/products/eventlog/api/v2/incident
 */
import { z } from 'zod';
import { jsonValue } from '../shared/json';
import { numericIdOut } from '../shared/ids';
import { v2TimeOut } from '../shared/time';

/** Where an incident, or a piece of its evidence, came from (observed, save `manual`). */
export const INCIDENT_SOURCES = ['search', 'report', 'alert', 'manual'] as const;

/** Role to names, one role each: `[{"entity": ["dev-agent"]}]` (documented). */
const actors = z.array(z.record(z.string(), z.array(z.string()))).meta({
	description: 'Who and what is involved: a list of objects with one key, role to names',
	example: [{ entity: ['dev-agent'] }, { suspect: ['dev-agent'] }],
});

export const incidentNote = z.strictObject({
	note_id: numericIdOut,
	note: z.string(),
	author: z.string(),
	created_time: v2TimeOut,
});

export const incidentEvidence = z.strictObject({
	evidence_id: numericIdOut,
	source: z.enum(INCIDENT_SOURCES),
	description: z.string(),
	data: jsonValue,
	added_by: z.string(),
	created_time: v2TimeOut,
});

export const incidentActivity = z.strictObject({
	time: v2TimeOut,
	actor: z.string(),
	action: z.string().meta({ example: 'status' }),
	detail: z.string().meta({ example: 'open to closed' }),
});

/** What the list gives of each incident. */
const summary = {
	incident_id: numericIdOut.meta({ description: 'Exceeds 2^31', example: 3000000438278 }),
	name: z.string(),
	description: z.string(),
	severity: z.string().meta({
		description: 'critical, trouble, attention; as client: Critical, Trouble, Attention',
		example: 'critical',
	}),
	status: z.string().meta({
		description: 'open, in_progress, closed; as client: Open, In progress, Closed',
		example: 'open',
	}),
	assignee: z.string().optional(),
	due_date: v2TimeOut.optional(),
	created_by: z.string(),
	created_time: v2TimeOut,
	updated_time: v2TimeOut,
	source: z.enum(INCIDENT_SOURCES),
	ticket_id: z.string().optional().meta({ description: 'Ticket of a connected ticketing tool' }),
	actors,
	key: z
		.string()
		.optional()
		.meta({ description: 'Extension: key that it was created under, see the upsert' }),
};

/** An incident of the list. */
export const v2IncidentSummary = z
	.strictObject(summary)
	.meta({ id: 'V2IncidentSummary', description: 'An incident of the list' });

/** An incident, whole. */
export const v2Incident = z
	.strictObject({
		...summary,
		notes: z.array(incidentNote),
		evidence: z.array(incidentEvidence),
		activity: z.array(incidentActivity),
	})
	.meta({ id: 'V2Incident', description: 'An incident with notes, evidence and activity log' });
