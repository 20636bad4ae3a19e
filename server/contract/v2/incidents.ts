/**
 * V2 incident calls: list, get, create, update, delete. Bodies of the changes and filters of the list are assumed.
 *
 * Source: https://www.manageengine.com/in/products/eventlog/api/v2/incident
 */
import { z } from 'zod';
import { jsonValue } from '../shared/json';
import { numericId, numericIds, numericIdOut } from '../shared/ids';
import { v2Time } from '../shared/time';
import { responseType, v2Severity, v2Status } from '../shared/vocabulary';
import { v2DataResponse, v2ListResponse, v2PageQuery } from './envelope';
import { INCIDENT_SOURCES, v2Incident, v2IncidentSummary } from './incident';

const words = (what: string, max: number) =>
	z
		.string({ error: `expected ${what}` })
		.trim()
		.min(1, { error: `expected ${what}` })
		.max(max, { error: `expected ${what} of at most ${max} characters` });

const ACTORS = 'expected an array of objects, each with roles and their lists of names';

const changes = {
	name: words('a name', 256).meta({ example: 'Brute force on dev-agent' }),
	description: z
		.string({ error: 'expected a text' })
		.max(16_384, { error: 'expected at most 16384 characters' }),
	severity: v2Severity,
	status: v2Status,
	assignee: words('a user name', 120).meta({ example: 'admin' }),
	due_date: v2Time,
	actors: z
		.array(
			z.record(z.string().max(64), z.array(words('a name', 256), { error: ACTORS }).max(100), {
				error: ACTORS,
			}),
			{ error: ACTORS },
		)
		.max(100),
	note: words('a note', 16_384).meta({ description: 'Note to add' }),
	evidence: z
		.array(
			z.strictObject({
				source: z.enum(INCIDENT_SOURCES).default('manual'),
				description: words('a description', 1000),
				data: jsonValue.default({}),
			}),
			{ error: 'expected an array of evidence' },
		)
		.max(100)
		.meta({ description: 'Evidence to add' }),
};

/** Query of `GET /api/v2/incident`. */
export const v2IncidentsRequest = z.strictObject({
	severity: v2Severity.optional(),
	status: v2Status.optional(),
	assignee: words('a user name', 120).optional(),
	response_type: responseType.default('server'),
	...v2PageQuery,
});

/** Answer of the list. */
export const v2IncidentsResponse = v2ListResponse('incidents', v2IncidentSummary);

/** Path of one incident. */
export const v2IncidentParams = z.strictObject({
	incident_id: numericId.meta({ description: 'Incident', example: 3000000438278 }),
});

/** Query of `GET /api/v2/incident/{incident_id}`. */
export const v2IncidentRequest = z.strictObject({ response_type: responseType.default('server') });

/** Answer that gives one incident. */
export const v2IncidentResponse = v2DataResponse(v2Incident);

/** Body of `POST /api/v2/incident`: only the name is mandatory. */
export const v2CreateIncidentRequest = z.strictObject({
	name: changes.name,
	description: changes.description.default(''),
	severity: changes.severity.default('attention'),
	status: changes.status.default('open'),
	assignee: changes.assignee.optional(),
	due_date: changes.due_date.optional(),
	actors: changes.actors.default([]),
	note: changes.note.optional(),
	evidence: changes.evidence.default([]),
	source: z.enum(INCIDENT_SOURCES).default('manual'),
});

/**
 * Body of `PUT /api/v2/incident/{incident_id}`: the keys to change. With `updated_time`, the change is refused with
 * `conflict` when the incident has changed since.
 */
export const v2UpdateIncidentRequest = z.strictObject({
	name: changes.name.optional(),
	description: changes.description.optional(),
	severity: changes.severity.optional(),
	status: changes.status.optional(),
	assignee: changes.assignee.nullable().optional().meta({ description: 'null clears it' }),
	due_date: changes.due_date.nullable().optional().meta({ description: 'null clears it' }),
	actors: changes.actors.optional(),
	note: changes.note.optional(),
	evidence: changes.evidence.optional(),
	updated_time: v2Time.optional().meta({ description: 'updated_time that the change is based on' }),
});

/** Body of `PUT /api/v2/incident`, the other observed form: the id is in the body. */
export const v2UpdateIncidentByBodyRequest = v2UpdateIncidentRequest.extend({
	incident_id: numericId,
});

/** Body of `DELETE /api/v2/incident`: "a list of ids" is observed, its key assumed. */
export const v2DeleteIncidentsRequest = z.strictObject({
	incident_ids: numericIds().min(1, { error: 'expected at least one id' }),
});

/** Answer of the deletion (assumed). */
export const v2DeleteIncidentsResponse = v2DataResponse(
	z.strictObject({ incident_ids: z.array(numericIdOut) }),
);
