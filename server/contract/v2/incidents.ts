/**
 * V2 incident calls: list, get, create, update, delete. Bodies of the changes and filters of the list are assumed.
 *
 * Source: https://www.manageengine.com/in/products/eventlog/api/v2/incident
 */
import { z } from 'zod';
import { jsonValue } from '../shared/json';
import { numericId, numericIds, numericIdOut } from '../shared/ids';
import { v2Time } from '../shared/time';
import {
	responseType,
	SEVERITIES,
	STATUSES,
	v2Severity,
	v2Status,
	wordList,
} from '../shared/vocabulary';
import { words } from '../shared/words';
import { updated } from '../extension/shared';
import { v2DataResponse, v2ListResponse, v2PageQuery } from './envelope';
import { INCIDENT_SOURCES, v2Incident, v2IncidentSummary } from './incident';

const ACTORS = 'expected an array of objects, each with roles and their lists of names';

/** Longest key of an incident. */
export const KEY_MAX = 256;

/** Filters of the list that only this server has. */
const incidentFilters = {
	unassigned: z
		.enum(['true'], { error: 'expected true' })
		.optional()
		.meta({ description: 'Extension: only incidents without assignee' }),
	created_since: extensionTime('created at this time or later'),
	created_until: extensionTime('created at this time or earlier'),
	updated_since: extensionTime('created or changed at this time or later'),
	updated_until: extensionTime('last changed at this time or earlier'),
	text: words('a text', 256)
		.optional()
		.meta({ description: 'Extension: text in name or description, compared without case' }),
	actor: words('a name', 256).optional().meta({
		description: 'Extension: name of an actor of any role, compared whole and without case',
		example: 'dev-agent',
	}),
	ticket_id: words("the ticket's id", 256)
		.optional()
		.meta({ description: 'Extension: ticket in a connected ticketing tool', example: '33630' }),
	key: words('a key', KEY_MAX)
		.optional()
		.meta({ description: 'Extension: key that the incident was created under' }),
	before_id: numericId.optional().meta({
		description:
			'Extension: only incidents with a smaller id. With the last id of the page before, and from = 1, pages do not shift while incidents are created',
	}),
	sort_by: z
		.enum(['created_time', 'updated_time'], {
			error: 'expected one of created_time, updated_time',
		})
		.prefault('created_time')
		.meta({ description: 'Extension: order of the list' }),
	sort_order: z
		.enum(['desc', 'asc'], { error: 'expected one of desc, asc' })
		.prefault('desc')
		.meta({ description: 'Extension: newest first (desc), or oldest first' }),
};

function extensionTime(what: string) {
	return v2Time.optional().meta({ description: `Extension: only incidents ${what}` });
}

export const changes = {
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
	severity: wordList(SEVERITIES)
		.optional()
		.meta({ description: 'One severity; extension: several, separated by commas' }),
	status: wordList(STATUSES)
		.optional()
		.meta({ description: 'One status; extension: several, separated by commas' }),
	assignee: words('a user name', 120).optional(),
	response_type: responseType.default('server'),
	...v2PageQuery,
	...incidentFilters,
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
	description: changes.description.nullable().optional().meta({ description: 'null clears it' }),
	severity: changes.severity.optional(),
	status: changes.status.optional(),
	assignee: changes.assignee.nullable().optional().meta({ description: 'null clears it' }),
	due_date: changes.due_date.nullable().optional().meta({ description: 'null clears it' }),
	actors: changes.actors.optional(),
	note: changes.note.optional(),
	evidence: changes.evidence.optional(),
	updated_time: v2Time.optional().meta({ description: 'updated_time that the change is based on' }),
});

/** Answer of a change; `meta` is an extension. */
export const v2UpdateIncidentResponse = z.strictObject({
	data: v2Incident,
	meta: z.strictObject({ updated }).optional(),
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
