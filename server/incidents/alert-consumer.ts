/** Takes raised alerts in as they come and makes incidents of them. */
import type { Clock } from '../clock';
import { DEFAULT_RULE, type IncidentRule, type RaisedAlert } from './raised-alert';
import type { IncidentStore } from './store';

/** What the consumer works with. */
export interface AlertConsumerParts {
	readonly store: Pick<IncidentStore, 'call'>;
	readonly clock: Clock;
	/** Which alerts become incidents; {@link DEFAULT_RULE} by default. */
	readonly rule?: IncidentRule;
	/** Whether ticketing tools are told of a profile's incidents; yes by default. */
	readonly makesTickets?: ((profileId: number) => Promise<boolean>) | undefined;
	/** Called when ticketing tools may have to be told. */
	readonly onOutbox?: () => void;
}

/**
 * Makes the function that takes alerts in the order in which they were raised.
 *
 * Its place in that order is stored with the incidents, in one transaction: alerts that are handed over again after a
 * crash are known and left out.
 */
export function alertConsumer(
	parts: AlertConsumerParts,
): (alerts: readonly RaisedAlert[]) => Promise<void> {
	const { store, clock, rule = DEFAULT_RULE, onOutbox = () => undefined } = parts;
	const makesTickets = parts.makesTickets ?? (async () => true);
	return async (alerts) => {
		const ids = [...new Set(alerts.map(({ profileId }) => profileId))];
		const telling = new Map(
			await Promise.all(ids.map(async (id) => [id, await makesTickets(id)] as const)),
		);
		const grouped = alerts.map((alert) => ({
			seq: alert.seq,
			id: alert.id,
			profileId: alert.profileId,
			profileName: alert.profileName,
			severity: alert.severity,
			time: alert.time,
			group: alert.group,
			document: alert.document,
			grouping: rule(alert),
			tickets: telling.get(alert.profileId) ?? true,
		}));
		await store.call('takeAlerts', [grouped, clock.now()]);
		onOutbox();
	};
}
