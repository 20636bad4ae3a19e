/** Extension: notes, evidence, activity and alerts of incidents, create or update by key, bulk changes, exports. */
import type { AlertStore } from '../../detection';
import {
	type IncidentExports,
	type Incidents,
	presentActivity,
	presentEvidence,
	presentIncident,
	presentNote,
} from '../../response/incidents';
import type { Handlers } from '../endpoint';
import { requireScope } from '../require-scope';
import { sendExport } from '../send-export';
import { v2Hits } from '../v2/page';
import { toNew } from '../v2/incidents';
import { partsPage } from './parts-page';

/** What the handlers work on. */
export interface IncidentExtensionOptions {
	readonly incidents: Incidents;
	readonly exports: IncidentExports;
	readonly alerts: Pick<AlertStore, 'fetch'>;
}

/** Handlers below `/api/v2/incident`. */
export function incidentExtensions(options: IncidentExtensionOptions): Handlers {
	const { incidents, alerts } = options;
	return {
		'server.incidents.upsert': async ({ body: { key, ...body }, token }) => {
			requireScope(token, 'incidents.update');
			const { incident, created, updated } = await incidents.upsert(key, toNew(body), token.name);
			return { data: presentIncident(incident), meta: { created, updated } };
		},
		'server.incidents.updateMany': async ({ body, token }) => {
			const { incident_ids, unchanged_since, due_date, ...change } = body;
			const changed = await incidents.updateMany(
				{
					ids: incident_ids,
					change: { ...change, dueAt: due_date },
					unchangedSince: unchanged_since,
				},
				token.name,
			);
			return {
				data: {
					incidents: changed.map(({ id, updated, updatedAt }) => ({
						...{ incident_id: id, updated },
						updated_time: new Date(updatedAt).toISOString(),
					})),
				},
			};
		},
		'server.incidents.addNote': async ({ params, body, token }) => ({
			data: presentNote(await incidents.addNote(params.incident_id, body.note, token.name)),
		}),
		'server.incidents.notes': async ({ params, query }) =>
			partsPage('notes', await incidents.notes(params.incident_id, query), presentNote),
		'server.incidents.addEvidence': async ({ params, body, token }) => {
			const given = body.evidence.map(({ source, description, data }) => ({
				...{ source, description, data },
			}));
			const added = await incidents.addEvidence(params.incident_id, given, token.name);
			return { data: { evidence: added.map(presentEvidence) } };
		},
		'server.incidents.evidence': async ({ params, query }) =>
			partsPage('evidence', await incidents.evidence(params.incident_id, query), presentEvidence),
		'server.incidents.activity': async ({ params, query }) =>
			partsPage('activity', await incidents.activity(params.incident_id, query), presentActivity),
		'server.incidents.alerts': async ({ params, query }) => {
			const { total, items } = await incidents.alerts(params.incident_id, query);
			const found = await alerts.fetch(Float64Array.from(items), query.response_type);
			return v2Hits({ ...found, total });
		},
		...exportHandlers(options.exports),
	};
}

function exportHandlers(exports: IncidentExports): Handlers {
	const shown = async (id: number) => {
		const { status, message } = await exports.status(id);
		return { data: { export_id: id, status, message } };
	};
	return {
		'server.incidents.export': async ({ params, body }) =>
			shown((await exports.start(params.incident_id, body.format)).id),
		'server.incidentExports.get': ({ params }) => shown(params.export_id),
		'server.incidentExports.download': async ({ params, ctx }) =>
			sendExport(ctx, await exports.open(params.export_id)),
	};
}
