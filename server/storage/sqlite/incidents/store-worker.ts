/** The methods around the database of incidents, tickets and deliveries. */
import type { IncidentStoreMethods, IncidentSummary, Note } from '../../../response/incidents';
import type { TicketStoreMethods } from '../../../response/tickets';
import { LogAtRest, withLogAtRest } from '../data/log-at-rest';
import { transaction } from '../data/transaction';
import type { Closing } from '../threads/protocol';
import { ConnectionTable } from '../tickets/connection-table';
import { Outbox } from '../tickets/outbox';
import { recordSent } from '../tickets/sent';
import { syncFromTicket } from '../tickets/sync';
import { RegistrationTable } from '../tickets/registration-table';
import { TicketTable } from '../tickets/ticket-table';
import { AlertGrouping } from './alert-grouping';
import { openIncidentDatabase } from './database';
import { ExportTable } from './export-table';
import { IncidentParts } from './parts';
import { IncidentTable } from './table';
import { upsertIncident } from './upsert';

/** What the thread that hosts the database answers. */
export type IncidentMethods = IncidentStoreMethods & TicketStoreMethods & Closing;

/** Opens the database; its methods run in the thread that hosts it. */
export function open({ file }: { readonly file: string }): IncidentMethods {
	const database = openIncidentDatabase(file);
	const incidents = new IncidentTable(database);
	const connections = new ConnectionTable(database);
	const registrations = new RegistrationTable(database);
	const tickets = new TicketTable(database);
	const outbox = new Outbox(database, connections, tickets);
	const alerts = new AlertGrouping(database, incidents, outbox);
	const exports_ = new ExportTable(database);
	const parts = new IncidentParts(database);
	const whole = <T>(work: () => T): T => transaction(database, work);
	const tellChange = (before: IncidentSummary, after: IncidentSummary, now: number) => {
		const tells = before.status !== after.status || before.severity !== after.severity;
		if (tells) outbox.changed(after, now);
	};

	return withLogAtRest<IncidentMethods>(new LogAtRest(database, file), {
		createIncident: (incident, doing) =>
			whole(() => {
				const id = incidents.insert(incident, doing);
				const created = incidents.get(id);
				outbox.created(created, doing.now);
				return created;
			}),
		updateIncident: (id, change, doing) =>
			whole(() => {
				const before = incidents.update(id, change, doing);
				const after = incidents.get(id);
				tellChange(before, after, doing.now);
				return { incident: after, updated: before.updatedAt !== after.updatedAt };
			}),
		updateIncidents: ({ ids, change, unchangedSince }, doing) =>
			whole(() =>
				[...new Set(ids)].map((id) => {
					incidents.refuseChangedSince(id, unchangedSince);
					const before = incidents.update(id, change, doing);
					const after = incidents.find(id) as IncidentSummary;
					tellChange(before, after, doing.now);
					const { updatedAt } = after;
					return { id, updated: before.updatedAt !== updatedAt, updatedAt };
				}),
			),
		upsertIncident: (key, incident, doing) =>
			whole(() => {
				const done = upsertIncident({ database, incidents, parts }, key, incident, doing);
				const { id, created, updated, tells } = done;
				const after = incidents.get(id);
				if (created) outbox.created(after, doing.now);
				else if (tells) outbox.changed(after, doing.now);
				return { incident: after, created, updated };
			}),
		addNote: (id, note, doing) =>
			whole(() => {
				incidents.update(id, { note }, doing);
				return parts.latest('note', id, 1)[0] as Note;
			}),
		addEvidence: (id, given, doing) =>
			whole(() => {
				const evidence = parts.unknownEvidence(id, given);
				incidents.update(id, { evidence }, doing);
				return parts.latest('evidence', id, evidence.length);
			}),
		notesOf: (id, page) => whole(() => parts.notes(id, page)),
		evidenceOf: (id, page) => whole(() => parts.evidence(id, page)),
		activityOf: (id, page) => whole(() => parts.activity(id, page)),
		alertsOf: (id, page) => whole(() => parts.alerts(id, page)),
		deleteIncidents: (ids) => whole(() => incidents.delete(ids)),
		getIncident: (id) => whole(() => incidents.get(id)),
		findIncident: (id) => incidents.find(id),
		listIncidents: (filter) => whole(() => incidents.list(filter)),
		countIncidents: () => incidents.list({ from: 1, limit: 0 }).total,

		alertPosition: () => alerts.position(),
		incidentOfAlert: (alert) => {
			const id = alerts.incidentOf(alert);
			return id === undefined ? undefined : incidents.find(id);
		},
		takeAlerts: (raised, now) => whole(() => alerts.take(raised, now)),

		ticket: (ticketId) => tickets.named(ticketId),
		ticketOf: (connectionId, incidentId) => tickets.of(connectionId, incidentId),
		addTicket: (ticket, now) => whole(() => tickets.insert(ticket, now)),
		syncFromTicket: (update, now) =>
			whole(() => syncFromTicket({ incidents, connections, tickets, outbox }, update, now)),

		requestTicket: (connectionId, incidentId, now) =>
			whole(() => {
				incidents.get(incidentId);
				return outbox.request(connectionId, incidentId, now);
			}),

		muteProfile: (profile, now) => whole(() => outbox.mute(profile, now)),
		profileName: (id) => {
			const row = database
				.prepare(
					'SELECT profile_name AS name FROM incident WHERE profile_id = ? ORDER BY id DESC LIMIT 1',
				)
				.get(id);
			return row === undefined ? undefined : String(row['name']);
		},

		listConnections: () => connections.list(),
		findConnection: (id) => connections.find(id),
		addConnection: (draft, secrets, now, registeredBy) =>
			whole(() => {
				const connection = connections.insert(draft, secrets, now);
				if (registeredBy !== undefined) registrations.insert(connection.id, registeredBy);
				return connection;
			}),
		registeredConnections: () => registrations.all(),
		updateConnection: (...args) => whole(() => connections.update(...args)),
		deleteConnection: (id) => whole(() => connections.delete(id)),

		findDelivery: (id) => outbox.find(id),
		pendingDeliveries: (after, limit) => outbox.pending(after, limit),
		listDeliveries: (filter) => outbox.list(filter),
		deliveryAttempts: (id) => outbox.attempts(id),
		isCreating: (connectionId, incidentId) => outbox.isCreating(connectionId, incidentId),
		tried: (id, attempt) =>
			whole(() => {
				// The connection may have been deleted meanwhile, and the delivery with it.
				if (outbox.find(id) !== undefined) outbox.tried(id, attempt);
			}),
		sent: (id, sent, now) =>
			whole(() => recordSent({ incidents, connections, tickets, outbox }, id, sent, now)),
		endDelivery: (id, state, note, now) => whole(() => outbox.end(id, state, note, now)),
		reviveDead: (...args) => whole(() => outbox.reviveDead(...args)),
		reviveDelivery: (id, now) => whole(() => outbox.revive(id, now)),

		addExport: (incidentId, format, now) => whole(() => exports_.insert(incidentId, format, now)),
		findExport: (id) => exports_.find(id),
		newestExport: (incidentId, format) => exports_.newest(incidentId, format),
		setExportJob: (id, jobId) => whole(() => exports_.setJob(id, jobId)),

		close: () => database.close(),
	});
}
