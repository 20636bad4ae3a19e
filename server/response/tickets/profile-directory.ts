/** The alert profiles as tickets see them. */
import type { AlertService } from '../../detection';
import type { ProfileDirectory } from './tickets';

/** Looks profiles up where alerts keep them. */
export function profileDirectory(
	alerts: Pick<AlertService, 'profiles' | 'updateProfile'>,
): ProfileDirectory {
	const find = async (id: number) => (await alerts.profiles()).find((profile) => profile.id === id);
	return {
		name: async (id) => (await find(id))?.name,
		settings: async (id) => {
			const profile = await find(id);
			if (profile === undefined) return undefined;
			const { incidentRule, ticketNotification: makesTickets } = profile;
			return { incidentRule, makesTickets };
		},
		disableTickets: async (id) => {
			await alerts.updateProfile(id, { ticketNotification: false });
		},
	};
}
