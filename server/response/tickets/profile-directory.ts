/** The alert profiles as tickets see them. */
import type { AlertService } from '../../detection';
import type { ProfileDirectory } from './tickets';

/** Looks profiles up where alerts keep them. */
export function profileDirectory(
	alerts: Pick<AlertService, 'findProfile' | 'updateProfile'>,
): ProfileDirectory {
	return {
		name: async (id) => (await alerts.findProfile(id))?.name,
		settings: async (id) => {
			const profile = await alerts.findProfile(id);
			if (profile === undefined) return undefined;
			const { incidentRule, ticketNotification: makesTickets } = profile;
			return { incidentRule, makesTickets };
		},
		disableTickets: async (id) => {
			await alerts.updateProfile(id, { ticketNotification: false });
		},
	};
}
