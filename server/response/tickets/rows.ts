/** Turns rows of a store into connections, tickets and deliveries. */
import type { Severity, Status } from '../../contract';
import type { ConnectionDraft, Mapping, StoredConnection, Ticket, Tool } from './connection';
import type { Delivery, DeliveryState } from './delivery';

type Row = Readonly<Record<string, unknown>>;

/** A row of `connection`. */
export function toConnection(row: Row): StoredConnection {
	const json = (text: unknown): unknown => JSON.parse(String(text));
	return {
		id: Number(row['id']),
		tool: row['tool'] as Tool,
		name: String(row['name']),
		enabled: row['enabled'] === 1 || row['enabled'] === true,
		settings: json(row['settings']) as Record<string, string>,
		mapping: json(row['mapping']) as Mapping,
		severities: json(row['severities']) as Severity[],
		createdAt: Number(row['created_at']),
		updatedAt: Number(row['updated_at']),
		secrets: row['secrets'] as Uint8Array,
	};
}

/** What a draft puts into a row of `connection`; the switch as the engine keeps it is added. */
export function connectionColumns({
	name,
	settings,
	mapping,
	severities,
}: Omit<ConnectionDraft, 'tool'>) {
	return {
		name,
		settings: JSON.stringify(settings),
		mapping: JSON.stringify(mapping),
		severities: JSON.stringify(severities),
	};
}

/** A row of `ticket`. */
export function toTicket(row: Row): Ticket {
	return {
		id: Number(row['id']),
		connectionId: Number(row['connection_id']),
		incidentId: Number(row['incident_id']),
		ticketId: String(row['ticket_id']),
		alias: row['alias'] as string | null,
		status: row['status'] as Status,
		severity: row['severity'] as Severity,
	};
}

/** A row of `delivery`. */
export function toDelivery(row: Row): Delivery {
	return {
		id: Number(row['id']),
		connectionId: Number(row['connection_id']),
		incidentId: Number(row['incident_id']),
		kind: row['kind'] as Delivery['kind'],
		state: row['state'] as DeliveryState,
		round: Number(row['round']),
		attempts: Number(row['attempts']),
		note: row['note'] as string | null,
		createdAt: Number(row['created_at']),
		updatedAt: Number(row['updated_at']),
	};
}
