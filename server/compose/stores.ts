/** The stores of an arrangement, whatever engine they are on. */
import type { AdminStore } from '../access/admin';
import type { TokenStore } from '../access/tokens';
import type { AlertStore } from '../detection';
import type { InventoryStore } from '../inventory';
import type { JobQueue } from '../jobs';
import type { IngestTarget } from '../logs/ingest';
import type { LogTypeInventory } from '../logs/log-types';
import type { SourceInventory } from '../logs/sources';
import type { EventStore, RetainingStore } from '../logs/store';
import type { TicketStore } from '../response/tickets';
import type { WorkflowStore } from '../response/workflows';
import type { Closing } from './opened';

/** Where everything is kept. */
export interface Stores {
	/** Folder for what lies in files, such as exports. */
	readonly directory: string;
	/** Files and folders of it that other users can read, which could not be changed. */
	readonly openToOthers: readonly string[];
	/** Secret of the installation, 32 bytes: cursors are signed, and secrets encrypted, with keys derived from it. */
	readonly key: Uint8Array;
	readonly events: EventStore &
		SourceInventory &
		LogTypeInventory &
		IngestTarget & {
			readonly alerts: AlertStore;
			/** How often sources, fields and log types were beyond their quotas since the start. */
			overflow(): Promise<Readonly<Record<'sources' | 'fields' | 'logTypes', number>>>;
		};
	/** What removes events by age and size; absent where the engine does that by rules of its own. */
	readonly retaining?: RetainingStore;
	/** Tokens, administrators and the audit log. */
	readonly access: TokenStore & AdminStore;
	readonly jobs: JobQueue;
	readonly inventory: InventoryStore;
	/** Incidents, tickets and deliveries. */
	readonly incidents: TicketStore;
	/** Opens the store of workflows, which a start needs last. */
	readonly workflows: () => Promise<{ readonly store: WorkflowStore } & Closing>;
}
