/** The stores of an arrangement, whatever engine they are on. */
import type { AdminStore } from '../access/admin/store';
import type { TokenStore } from '../access/tokens/store';
import type { AlertStore } from '../detection/store';
import type { InventoryStore } from '../inventory/store';
import type { JobQueue } from '../jobs/queue';
import type { IngestTarget } from '../logs/ingest/service';
import type { LogTypeInventory } from '../logs/log-types/changes';
import type { SourceInventory } from '../logs/sources/changes';
import type { EventStore } from '../logs/store/store';
import type { TicketStore } from '../response/tickets/store';
import type { WorkflowStore } from '../response/workflows/store';
import type { Closing } from './opened';

/** Where everything is kept. */
export interface Stores {
	/** Folder for what lies in files, such as exports. */
	readonly directory: string;
	/** Secret of the installation, 32 bytes: cursors are signed, and secrets encrypted, with keys derived from it. */
	readonly key: Uint8Array;
	readonly events: EventStore &
		SourceInventory &
		LogTypeInventory &
		IngestTarget & { readonly alerts: AlertStore };
	/** Tokens, administrators and the audit log. */
	readonly access: TokenStore & AdminStore;
	readonly jobs: JobQueue;
	readonly inventory: InventoryStore;
	/** Incidents, tickets and deliveries. */
	readonly incidents: TicketStore;
	/** Opens the store of workflows, which a start needs last. */
	readonly workflows: () => Promise<{ readonly store: WorkflowStore } & Closing>;
}
