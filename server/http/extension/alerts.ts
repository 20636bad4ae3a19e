/** Extension: one alert, its history, its incident, and what is done about alerts. */
import {
	type Incidents,
	presentSummary,
	SEVERITY_LABELS,
	STATUS_LABELS,
} from '../../response/incidents';
import type { Alert, AlertChange, AlertService } from '../../detection';
import type { NameForm } from '../../logs/store';
import { parseQuery } from '../../logs/query';
import type { Handlers } from '../endpoint';
import { startOf } from '../v2/alerts';
import { countOf } from './count';

/** What the handlers work on. */
export interface AlertExtensionOptions {
	readonly alerts: AlertService;
	readonly incidents: Pick<Incidents, 'ofAlert'>;
}

/** Handlers below `/api/v2/alerts`. */
export function alertExtensions({ alerts, incidents }: AlertExtensionOptions): Handlers {
	const shown = async (id: number, form: NameForm = 'server') => {
		const alert = await alerts.alert(id);
		const { hits } = await alerts.store.fetch(Float64Array.of(id), form);
		const incident = await incidents.ofAlert(id);
		return present(alert, form, JSON.parse(Buffer.from(hits).toString()) as Hit, incident?.id);
	};
	return {
		'server.alerts.get': async ({ params, query }) => ({
			data: await shown(params.alert_id, query.response_type),
		}),
		'server.alerts.update': async ({ params, body, token }) => {
			const { status, assignee, note = '' } = body;
			const change = { status, assignee, note, keepNote: true };
			const changed = await alerts.change([params.alert_id], change, token.name);
			return { data: await shown(params.alert_id), meta: { updated: changed.length > 0 } };
		},
		'server.alerts.updateMany': async ({ body, token }) => {
			const { status, assignee, note = '' } = body;
			const ids = [...new Set(body.alert_ids)];
			const change = { status, assignee, note, keepNote: true };
			const changed = new Set(await alerts.change(ids, change, token.name));
			return {
				data: { alerts: ids.map((id) => ({ alert_id: id, updated: changed.has(id) })) },
			};
		},
		'server.alerts.addNote': async ({ params, body, token }) => {
			await alerts.change([params.alert_id], { note: body.note, keepNote: true }, token.name);
			const notes = (await alerts.store.history(params.alert_id)).filter(
				({ field, note }) => field === 'note' && note === body.note,
			);
			return { data: presentChange(notes.at(-1) as AlertChange) };
		},
		'server.alerts.history': async ({ params }) => {
			const { id } = await alerts.alert(params.alert_id);
			return { data: { history: (await alerts.store.history(id)).map(presentChange) } };
		},
		'server.alerts.incident': async ({ params, query }) => {
			const { id } = await alerts.alert(params.alert_id);
			const incident = await incidents.ofAlert(id);
			const found = incident === undefined ? null : presentSummary(incident, query.response_type);
			return { data: { incident: found } };
		},
		'server.alerts.count': async ({ body }) => {
			parseQuery(body.query);
			const start = await startOf(alerts, body);
			const { total, count } = await alerts.store.search({ ...start, limit: 1, withTotal: true });
			return { data: countOf(total ?? count) };
		},
	};
}

type Hit = Record<string, string | number | boolean>;

function present(alert: Alert, form: NameForm, hit: Hit, incidentId: number | undefined) {
	const { severity, status, assignee, raisedAt } = alert;
	const group = alert.document['ALERT_GROUP'];
	return {
		alert_id: alert.id,
		profile_id: alert.profileId,
		profile_name: alert.profileName,
		severity: form === 'client' ? SEVERITY_LABELS[severity] : severity,
		status: form === 'client' ? STATUS_LABELS[status] : status,
		...(assignee === null ? {} : { assignee }),
		time: iso(alert.time),
		...(raisedAt === null ? {} : { raised_time: iso(raisedAt) }),
		...(group === undefined ? {} : { group: String(group) }),
		event_count: alert.events,
		event_ids: [...alert.evidence],
		...(incidentId === undefined ? {} : { incident_id: incidentId }),
		hit,
	};
}

function presentChange({ at, actor, field, was, became, note }: AlertChange) {
	return {
		...{ time: iso(at), actor, action: field },
		...(was === '' ? {} : { from: was }),
		...(became === '' ? {} : { to: became }),
		...(note === '' ? {} : { note }),
	};
}

function iso(time: number): string {
	return new Date(time).toISOString();
}
