/** Writes connections and deliveries as the administrator API shows them: never a secret, times in ISO 8601. */
import type { Connection, StoredConnection } from './connection';
import type { Attempt, Delivery } from './delivery';

/** A connection; of its secrets only whether there are any. */
export function presentConnection(connection: StoredConnection | Connection) {
	const { id, tool, name, enabled, settings, mapping, severities } = connection;
	return {
		...{ id, tool, name, enabled, settings, mapping, severities },
		hasSecrets: 'secrets' in connection && connection.secrets.length > 0,
		createdAt: iso(connection.createdAt),
		updatedAt: iso(connection.updatedAt),
	};
}

/** A delivery. */
export function presentDelivery(delivery: Delivery) {
	const { createdAt, updatedAt, round: _, ...shown } = delivery;
	return { ...shown, createdAt: iso(createdAt), updatedAt: iso(updatedAt) };
}

/** A line of a delivery's log. */
export function presentAttempt({ time, ...attempt }: Attempt) {
	return { time: iso(time), ...attempt };
}

function iso(time: number): string {
	return new Date(time).toISOString();
}
