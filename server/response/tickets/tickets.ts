/** The calls of a ticketing tool about the incident behind one of its tickets. */
import type { Clock } from '../../platform';
import { IncidentError, type ProfileRef, type ProfileSettings } from '../incidents';
import type { TicketStore } from './store';
import type { TicketSync, TicketUpdate } from './sync';

/** Alert profiles, as far as tickets have to do with them. */
export interface ProfileDirectory {
	/** Name of a profile, undefined when it is unknown. */
	name(id: number): Promise<string | undefined>;
	/** What is decided about its incidents and tickets; undefined when it is unknown. */
	settings(id: number): Promise<ProfileSettings | undefined>;
	/** Lets its incidents become no tickets any more. */
	disableTickets(id: number): Promise<void>;
}

/** Answers what a ticketing tool asks and says. */
export class Tickets {
	/**
	 * @param profiles absent = only the profiles that raised incidents are known
	 * @param onOutbox called when other ticketing tools may have to be told
	 */
	constructor(
		private readonly store: Pick<TicketStore, 'call'>,
		private readonly clock: Clock,
		private readonly profiles: ProfileDirectory | undefined,
		private readonly onOutbox: () => void = () => undefined,
	) {}

	/**
	 * Brings a change of a ticket to its incident.
	 *
	 * @throws IncidentError `unknown_ticket`, `unmapped_value`; `conflict` when two tools have a ticket of that id
	 */
	async sync(update: TicketUpdate): Promise<TicketSync> {
		const sync = await this.store.call('syncFromTicket', [update, this.clock.now()]);
		this.onOutbox();
		return sync;
	}

	/** The incident of a ticket. @throws IncidentError as `sync` */
	async incidentOf(ticketId: string): Promise<number> {
		return (await this.store.call('ticket', [ticketId])).incidentId;
	}

	/**
	 * The alert profile that raised a ticket's incident.
	 *
	 * @throws IncidentError as `sync`; `conflict` when no alert profile raised it
	 */
	async profileOf(ticketId: string): Promise<ProfileRef> {
		const incidentId = await this.incidentOf(ticketId);
		const incident = await this.store.call('findIncident', [incidentId]);
		if (incident?.profile == null) {
			throw new IncidentError(
				'conflict',
				`ticket_id: ticket ${JSON.stringify(ticketId)} belongs to incident ${incidentId}, which no alert profile raised.`,
			);
		}
		const { id, name } = incident.profile;
		return { id, name: (await this.profiles?.name(id)) ?? name };
	}

	/**
	 * Stops that incidents of an alert profile become tickets; tickets that exist are kept up to date.
	 *
	 * @returns the profile's name, and whether that is a change
	 * @throws IncidentError `unknown_profile`
	 */
	async disableNotification(profileId: number): Promise<{ name: string; changed: boolean }> {
		const known = await this.profiles?.name(profileId);
		if (known !== undefined) {
			const changed = (await this.profiles?.settings(profileId))?.makesTickets === true;
			if (changed) await this.profiles?.disableTickets(profileId);
			return { name: known, changed };
		}
		// A profile that was deleted since, or that of the demo's incidents.
		const name = await this.store.call('profileName', [profileId]);
		if (name === undefined) throw new IncidentError('unknown_profile', String(profileId));
		const profile = { id: profileId, name };
		const changed = await this.store.call('muteProfile', [profile, this.clock.now()]);
		return { name, changed };
	}
}
