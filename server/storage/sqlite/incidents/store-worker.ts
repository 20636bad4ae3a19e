/** The methods around the database of incidents, tickets and deliveries. */
import { transaction } from '../inventory/transaction';
import type { ConnectionDraft, Ticket } from '../../../response/tickets/connection';
import { ConnectionTable } from '../tickets/connection-table';
import type { Attempt, DeliveryFilter, DeliveryState } from '../../../response/tickets/delivery';
import { Outbox } from '../../../response/tickets/outbox';
import { recordSent, type Sent } from '../../../response/tickets/sent';
import { syncFromTicket, type TicketUpdate } from '../../../response/tickets/sync';
import { TicketTable } from '../tickets/ticket-table';
import { openIncidentDatabase } from './database';
import { type ExportFormat, ExportTable } from './export-table';
import { AlertGrouping, type PlacedAlert } from '../../../response/incidents/grouping';
import type {
	BulkChange,
	Doing,
	IncidentChange,
	IncidentFilter,
	IncidentSummary,
	NewEvidence,
	NewIncident,
	Note,
	PartPage,
} from '../../../response/incidents/incident';
import { IncidentParts } from './parts';
import { IncidentTable } from './table';
import { upsertIncident } from './upsert';

/** Opens the database; its methods run in the thread that hosts it. */
export function open({ file }: { readonly file: string }) {
	const database = openIncidentDatabase(file);
	const incidents = new IncidentTable(database);
	const connections = new ConnectionTable(database);
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

	return {
		createIncident: (incident: NewIncident, doing: Doing) =>
			whole(() => {
				const id = incidents.insert(incident, doing);
				const created = incidents.get(id);
				outbox.created(created, doing.now);
				return created;
			}),
		updateIncident: (id: number, change: IncidentChange, doing: Doing) =>
			whole(() => {
				const before = incidents.update(id, change, doing);
				const after = incidents.get(id);
				tellChange(before, after, doing.now);
				return { incident: after, updated: before.updatedAt !== after.updatedAt };
			}),
		updateIncidents: ({ ids, change, unchangedSince }: BulkChange, doing: Doing) =>
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
		upsertIncident: (key: string, incident: NewIncident, doing: Doing) =>
			whole(() => {
				const done = upsertIncident({ database, incidents, parts }, key, incident, doing);
				const { id, created, updated, tells } = done;
				const after = incidents.get(id);
				if (created) outbox.created(after, doing.now);
				else if (tells) outbox.changed(after, doing.now);
				return { incident: after, created, updated };
			}),
		addNote: (id: number, note: string, doing: Doing) =>
			whole(() => {
				incidents.update(id, { note }, doing);
				return parts.latest('note', id, 1)[0] as Note;
			}),
		addEvidence: (id: number, given: readonly NewEvidence[], doing: Doing) =>
			whole(() => {
				const evidence = parts.unknownEvidence(id, given);
				incidents.update(id, { evidence }, doing);
				return parts.latest('evidence', id, evidence.length);
			}),
		notesOf: (id: number, page: PartPage) => whole(() => parts.notes(id, page)),
		evidenceOf: (id: number, page: PartPage) => whole(() => parts.evidence(id, page)),
		activityOf: (id: number, page: PartPage) => whole(() => parts.activity(id, page)),
		alertsOf: (id: number, page: PartPage) => whole(() => parts.alerts(id, page)),
		deleteIncidents: (ids: readonly number[]) => whole(() => incidents.delete(ids)),
		getIncident: (id: number) => whole(() => incidents.get(id)),
		findIncident: (id: number) => incidents.find(id),
		listIncidents: (filter: IncidentFilter) => whole(() => incidents.list(filter)),
		countIncidents: () => incidents.list({ from: 1, limit: 0 }).total,

		alertPosition: () => alerts.position(),
		incidentOfAlert: (alert: number) => {
			const id = alerts.incidentOf(alert);
			return id === undefined ? undefined : incidents.find(id);
		},
		takeAlerts: (raised: readonly PlacedAlert[], now: number) =>
			whole(() => alerts.take(raised, now)),

		ticket: (ticketId: string) => tickets.named(ticketId),
		ticketOf: (connectionId: number, incidentId: number) => tickets.of(connectionId, incidentId),
		addTicket: (ticket: Omit<Ticket, 'id'>, now: number) =>
			whole(() => tickets.insert(ticket, now)),
		syncFromTicket: (update: TicketUpdate, now: number) =>
			whole(() => syncFromTicket({ incidents, connections, tickets, outbox }, update, now)),

		requestTicket: (connectionId: number, incidentId: number, now: number) =>
			whole(() => {
				incidents.get(incidentId);
				return outbox.request(connectionId, incidentId, now);
			}),

		muteProfile: (profile: { id: number; name: string }, now: number) =>
			whole(() => outbox.mute(profile, now)),
		profileName: (id: number) => {
			const row = database
				.prepare(
					'SELECT profile_name AS name FROM incident WHERE profile_id = ? ORDER BY id DESC LIMIT 1',
				)
				.get(id);
			return row === undefined ? undefined : String(row['name']);
		},

		listConnections: () => connections.list(),
		findConnection: (id: number) => connections.find(id),
		addConnection: (draft: ConnectionDraft, secrets: Uint8Array, now: number) =>
			whole(() => connections.insert(draft, secrets, now)),
		updateConnection: (...args: Parameters<ConnectionTable['update']>) =>
			whole(() => connections.update(...args)),
		deleteConnection: (id: number) => whole(() => connections.delete(id)),

		findDelivery: (id: number) => outbox.find(id),
		pendingDeliveries: (after: number, limit: number) => outbox.pending(after, limit),
		listDeliveries: (filter: DeliveryFilter) => outbox.list(filter),
		deliveryAttempts: (id: number) => outbox.attempts(id),
		isCreating: (connectionId: number, incidentId: number) =>
			outbox.isCreating(connectionId, incidentId),
		tried: (id: number, attempt: Attempt) =>
			whole(() => {
				// The connection may have been deleted meanwhile, and the delivery with it.
				if (outbox.find(id) !== undefined) outbox.tried(id, attempt);
			}),
		sent: (id: number, sent: Sent, now: number) =>
			whole(() => recordSent({ incidents, connections, tickets, outbox }, id, sent, now)),
		endDelivery: (
			id: number,
			state: Exclude<DeliveryState, 'pending'>,
			note: string | null,
			now: number,
		) => whole(() => outbox.end(id, state, note, now)),
		reviveDelivery: (id: number, now: number) => whole(() => outbox.revive(id, now)),

		addExport: (incidentId: number, format: ExportFormat, now: number) =>
			whole(() => exports_.insert(incidentId, format, now)),
		findExport: (id: number) => exports_.find(id),
		newestExport: (incidentId: number, format: ExportFormat) => exports_.newest(incidentId, format),
		setExportJob: (id: number, jobId: string) => whole(() => exports_.setJob(id, jobId)),

		close: () => database.close(),
	};
}

/** The worker's methods, for the calling side's types. */
export type IncidentMethods = ReturnType<typeof open>;
