/** Takes raised alerts in as they come and makes incidents of them. */
import type { Clock } from '../../platform';
import { placementOf, type ProfileIncidentRule, type RaisedAlert } from '../../detection';
import type { IncidentStore } from './store';

/** What of an alert profile is about its incidents. */
export interface ProfileSettings {
	/** Null = the rule of profiles that have none of their own. */
	readonly incidentRule: ProfileIncidentRule | null;
	/** Whether ticketing tools are told of its incidents. */
	readonly makesTickets: boolean;
}

/** What the consumer works with. */
export interface AlertConsumerParts {
	readonly store: Pick<IncidentStore, 'call'>;
	readonly clock: Clock;
	/** What is decided of a profile; undefined for one that is unknown, for instance deleted since. */
	readonly settings?: (profileId: number) => Promise<ProfileSettings | undefined>;
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
	const { store, clock, onOutbox = () => undefined } = parts;
	const settingsOf = parts.settings ?? (async () => undefined);
	return async (alerts) => {
		const ids = [...new Set(alerts.map(({ profileId }) => profileId))];
		const known = new Map(
			await Promise.all(ids.map(async (id) => [id, await settingsOf(id)] as const)),
		);
		const placed = alerts.map((alert) => {
			const settings = known.get(alert.profileId);
			return {
				seq: alert.seq,
				id: alert.id,
				profileId: alert.profileId,
				profileName: alert.profileName,
				severity: alert.severity,
				time: alert.time,
				group: alert.group,
				document: alert.document,
				placement: placementOf(alert, settings?.incidentRule ?? null),
				tickets: settings?.makesTickets ?? true,
			};
		});
		await store.call('takeAlerts', [placed, clock.now()]);
		onOutbox();
	};
}
