/** V2 incidents: list, get, create, change, delete. Source: the V2 incident page; bodies of the changes assumed. */
import {
	callersKey,
	type ChangedIncident,
	type IncidentChange,
	type IncidentFilter,
	type Incidents,
	type NewIncident,
	presentIncident,
	presentSummary,
} from '../../response/incidents';
import type { Call, Handlers } from '../endpoint';

/** Handlers of `/api/v2/incident`. */
export function v2Incidents(incidents: Incidents): Handlers {
	return {
		'v2.incidents.list': async ({ query }) => {
			const found = await incidents.list(filterOf(query));
			const shown = found.incidents.map((incident) =>
				presentSummary(incident, query.response_type),
			);
			return {
				data: { incidents: shown },
				meta: { total_items: found.total, items_in_current_page: shown.length },
			};
		},
		'v2.incidents.get': async ({ params, query }) => ({
			data: presentIncident(await incidents.get(params.incident_id), query.response_type),
		}),
		'v2.incidents.create': async ({ body, token }) => ({
			data: presentIncident(await incidents.create(toNew(body), token.name)),
		}),
		'v2.incidents.updateByBody': async ({ body: { incident_id, ...body }, token }) =>
			changed(await incidents.update(incident_id, toChange(body), token.name)),
		'v2.incidents.update': async ({ params, body, token }) =>
			changed(await incidents.update(params.incident_id, toChange(body), token.name)),
		'v2.incidents.delete': async ({ body }) => {
			const ids = [...new Set(body.incident_ids)];
			await incidents.delete(ids);
			return { data: { incident_ids: ids } };
		},
	};
}

function filterOf(query: Call<'v2.incidents.list'>['query']): IncidentFilter {
	const { severity, status, assignee, text, actor, key, from, limit } = query;
	return {
		...{ severities: severity, statuses: status, assignee, text, actor, from, limit },
		unassigned: query.unassigned === 'true',
		createdSince: query.created_since,
		createdUntil: query.created_until,
		updatedSince: query.updated_since,
		updatedUntil: query.updated_until,
		ticketId: query.ticket_id,
		key: key === undefined ? undefined : callersKey(key),
		below: query.before_id,
		sortBy: query.sort_by === 'updated_time' ? 'updated' : 'created',
		descending: query.sort_order === 'desc',
	};
}

function changed({ incident, updated }: ChangedIncident) {
	return { data: presentIncident(incident), meta: { updated } };
}

/** An incident to create, from a request. */
export function toNew(body: Call<'v2.incidents.create'>['body']): NewIncident {
	const { name, description, severity, status, actors, source, note, evidence } = body;
	return {
		...{ name, description, severity, status, actors, source, note },
		evidence: evidence.map(({ source: from, description: text, data }) => ({
			...{ source: from, description: text, data },
		})),
		assignee: body.assignee ?? null,
		dueAt: body.due_date ?? null,
	};
}

function toChange(body: Call<'v2.incidents.update'>['body']): IncidentChange {
	const { name, severity, status, assignee, actors, note, evidence } = body;
	const description = body.description === null ? '' : body.description;
	return {
		...{ name, description, severity, status, assignee, actors, note },
		dueAt: body.due_date,
		evidence: evidence?.map(({ source, description: text, data }) => ({
			...{ source, description: text, data },
		})),
		basedOn: body.updated_time,
	};
}
