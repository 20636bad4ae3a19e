/** The store of incidents, tickets and deliveries in PostgreSQL. */
import {
	callersKey,
	type IncidentStoreMethods,
	type IncidentSummary,
	type Note,
	refuseChangedSince,
	reportedAgain,
	toActivity,
	toEvidence,
	toNote,
} from '../../../response/incidents';
import type { TicketStore, TicketStoreMethods } from '../../../response/tickets';
import type { PostgresDatabase } from '../data/database';
import type { Sql } from '../data/driver';
import { PostgresStore, type SqlMethods, type StorePart } from '../data/store';
import {
	addConnection,
	deleteConnection,
	findConnection,
	listConnections,
	registeredConnections,
	updateConnection,
} from '../tickets/connections';
import * as outbox from '../tickets/outbox';
import { recordSent, syncFromTicket } from '../tickets/sync';
import { addTicket, ticketNamed, ticketOf } from '../tickets/tickets';
import { addExport, findExport, newestExport, setExportJob } from './exports';
import { alertPosition, incidentOfAlert, takeAlerts } from './grouping';
import { INCIDENT_LAYOUT } from './layout';
import { latestEvidence, latestNotes, pageOf, unknownEvidence } from './parts';
import {
	deleteIncidents,
	findIncident,
	getIncident,
	insertIncident,
	listIncidents,
	requireIncident,
	updateIncident,
} from './table';

type Methods = TicketStoreMethods & IncidentStoreMethods;

const CHANGES: Pick<
	SqlMethods<Methods>,
	| 'createIncident'
	| 'updateIncident'
	| 'updateIncidents'
	| 'upsertIncident'
	| 'addNote'
	| 'addEvidence'
> = {
	createIncident: async (sql, incident, doing) => {
		const id = await insertIncident(sql, incident, doing);
		const created = await getIncident(sql, id);
		await outbox.created(sql, created, doing.now);
		return created;
	},
	updateIncident: async (sql, id, change, doing) => {
		const before = await updateIncident(sql, id, change, doing);
		const after = await getIncident(sql, id);
		await tellChange(sql, before, after, doing.now);
		return { incident: after, updated: before.updatedAt !== after.updatedAt };
	},
	updateIncidents: async (sql, { ids, change, unchangedSince }, doing) => {
		const done: { id: number; updated: boolean; updatedAt: number }[] = [];
		for (const id of new Set(ids)) {
			refuseChangedSince(await requireIncident(sql, id), unchangedSince);
			const before = await updateIncident(sql, id, change, doing);
			const after = await requireIncident(sql, id);
			await tellChange(sql, before, after, doing.now);
			const { updatedAt } = after;
			done.push({ id, updated: before.updatedAt !== updatedAt, updatedAt });
		}
		return done;
	},
	upsertIncident: async (sql, key, incident, doing) => {
		const groupKey = callersKey(key);
		const row = await sql.one<{ id: number }>(
			`SELECT id FROM incident WHERE md5(group_key) = md5($1) AND group_key = $1 AND status <> 'closed'`,
			[groupKey],
		);
		if (row === undefined) {
			const created = await getIncident(sql, await insertIncident(sql, incident, doing, groupKey));
			await outbox.created(sql, created, doing.now);
			return { incident: created, created: true, updated: true };
		}
		const before = await requireIncident(sql, row.id);
		const change = reportedAgain(
			incident,
			before,
			(await latestNotes(sql, row.id, 1))[0]?.text,
			await unknownEvidence(sql, row.id, incident.evidence),
		);
		await updateIncident(sql, row.id, change, doing);
		const after = await getIncident(sql, row.id);
		if (change.severity !== undefined) await outbox.changed(sql, after, doing.now);
		return { incident: after, created: false, updated: after.updatedAt !== before.updatedAt };
	},
	addNote: async (sql, id, note, doing) => {
		await updateIncident(sql, id, { note }, doing);
		return (await latestNotes(sql, id, 1))[0] as Note;
	},
	addEvidence: async (sql, id, given, doing) => {
		const evidence = await unknownEvidence(sql, id, given);
		await updateIncident(sql, id, { evidence }, doing);
		return latestEvidence(sql, id, evidence.length);
	},
};

const INCIDENTS: StorePart<Methods> = {
	part: INCIDENT_LAYOUT.part,
	methods: {
		...CHANGES,
		notesOf: (sql, id, page) => pageOf(sql, 'note', id, page, toNote),
		evidenceOf: (sql, id, page) => pageOf(sql, 'evidence', id, page, toEvidence),
		activityOf: (sql, id, page) => pageOf(sql, 'activity', id, page, toActivity),
		alertsOf: (sql, id, page) =>
			pageOf(sql, 'incident_alert', id, page, (row) => Number(row['alert'])),
		...{ deleteIncidents, getIncident, findIncident, listIncidents },
		countIncidents: async (sql) => (await listIncidents(sql, { from: 1, limit: 0 })).total,
		...{ alertPosition, incidentOfAlert, takeAlerts },
		profileName: async (sql, id) => {
			const row = await sql.one<{ name: string }>(
				'SELECT profile_name AS name FROM incident WHERE profile_id = $1 ORDER BY id DESC LIMIT 1',
				[id],
			);
			return row?.name;
		},
		...{ addExport, findExport, newestExport, setExportJob },
		ticket: ticketNamed,
		...{ ticketOf, addTicket, syncFromTicket },
		requestTicket: async (sql, connectionId, incidentId, now) => {
			await requireIncident(sql, incidentId);
			return outbox.request(sql, connectionId, incidentId, now);
		},
		muteProfile: outbox.muteProfile,
		...{ addConnection, deleteConnection, findConnection, listConnections },
		...{ registeredConnections, updateConnection },
		findDelivery: outbox.findDelivery,
		pendingDeliveries: outbox.pendingDeliveries,
		listDeliveries: outbox.listDeliveries,
		deliveryAttempts: outbox.deliveryAttempts,
		isCreating: outbox.isCreating,
		tried: outbox.tried,
		sent: recordSent,
		endDelivery: outbox.endDelivery,
		reviveDelivery: outbox.reviveDelivery,
		reviveDead: outbox.reviveDead,
	},
	reads: new Set([
		...(['notesOf', 'evidenceOf', 'activityOf', 'alertsOf', 'getIncident'] as const),
		...(['findIncident', 'listIncidents', 'countIncidents', 'alertPosition'] as const),
		...(['incidentOfAlert', 'profileName', 'findExport', 'newestExport', 'ticket'] as const),
		...(['ticketOf', 'listConnections', 'findConnection', 'registeredConnections'] as const),
		...(['findDelivery', 'pendingDeliveries', 'listDeliveries', 'deliveryAttempts'] as const),
		'isCreating' as const,
	]),
};

/** The store in a schema with {@link INCIDENT_LAYOUT}. */
export function postgresIncidentStore(database: PostgresDatabase): TicketStore {
	return new PostgresStore(database, INCIDENTS);
}

async function tellChange(
	sql: Sql,
	before: IncidentSummary,
	after: IncidentSummary,
	now: number,
): Promise<void> {
	if (before.status !== after.status || before.severity !== after.severity)
		await outbox.changed(sql, after, now);
}
