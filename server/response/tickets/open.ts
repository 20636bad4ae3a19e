/** Puts tickets, ticketing connections and deliveries together. */
import type { JobEngine } from '../../jobs';
import type { Clock, SecretBox } from '../../platform';
import type { Send } from '../../platform/outgoing';
import { ConnectionAdmin } from './connection-admin';
import { Deliveries } from './deliveries';
import type { TicketLocks } from './keyed-lock';
import type { TicketStore } from './store';
import { type ProfileDirectory, Tickets } from './tickets';

/** What tickets work with. */
export interface TicketOptions {
	readonly store: TicketStore;
	/** Not started yet. */
	readonly engine: JobEngine;
	readonly clock: Clock;
	/** Keeps the secrets of connections. */
	readonly box: SecretBox;
	/** Calls ticketing tools; checks the address. */
	readonly send: Send;
	/** Told when deliveries cannot be handed over. */
	readonly trouble?: (doing: string, error: Error) => void;
	/** See `DeliveryParts.locks`. */
	readonly locks?: TicketLocks | undefined;
	/** Alert profiles, when there are any. */
	readonly profiles?: ProfileDirectory | undefined;
}

/** Tickets and what belongs to them. */
export interface TicketParts {
	readonly tickets: Tickets;
	/** For administrators: connections and deliveries. */
	readonly connections: ConnectionAdmin;
	/** There may be something to tell; call it too when the engine has started, for what was left. */
	readonly wake: () => void;
}

/** Opens them; call before the engine starts. */
export function openTickets(options: TicketOptions): TicketParts {
	const { store, engine, clock, box, send, trouble, profiles, locks } = options;
	const deliveries = new Deliveries({
		...{ store, engine, clock, box, send, locks },
		...(trouble === undefined ? {} : { trouble }),
	});
	const wake = () => deliveries.wake();
	return {
		tickets: new Tickets(store, clock, profiles, wake),
		connections: new ConnectionAdmin(store, clock, box, deliveries),
		wake,
	};
}
