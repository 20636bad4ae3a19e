/** The stores of an arrangement, whatever engine they are on. */
import type { AdminStore, LoginLocks, SessionBook } from '../access/admin';
import type { TokenStore } from '../access/tokens';
import type { AlertStore } from '../detection';
import type { InventoryStore } from '../inventory';
import type { JobFileStore, JobQueue } from '../jobs';
import type { IngestTarget } from '../logs/ingest';
import type { LogTypeInventory } from '../logs/log-types';
import type { SourceInventory } from '../logs/sources';
import type { EventStore, RetainingStore } from '../logs/store';
import type { AppParts, Metrics } from '../http';
import type { EngineWatch } from '../platform';
import type { TicketLocks, TicketStore } from '../response/tickets';
import type { WorkflowStore } from '../response/workflows';
import type { Closing } from './opened';

/** What a server does because of what others did. */
export interface Following {
	/** Another server has changed parser rules. */
	readonly parserRules: () => Promise<unknown>;
	/** Another server has changed log sources. */
	readonly sources: () => Promise<unknown>;
	/** A server that died may have left work behind that nobody was told of; looked for now and then. */
	readonly left: () => Promise<unknown>;
	/** Told what failed; it is tried again the next time. */
	readonly trouble: (doing: string, error: Error) => void;
}

/** What is kept once for all servers, though one that is alone has it in its memory. */
export interface Others {
	readonly sessions: SessionBook;
	readonly loginLocks: LoginLocks;
	readonly ticketLocks: TicketLocks;
	readonly requestCounter: NonNullable<AppParts['requestCounter']>;
	/** Does what others' changes ask for, until it is closed. */
	follow(steps: Following): Promise<Closing>;
}

/** Where everything is kept. */
export interface Stores {
	/** Where the files lie that jobs have made, such as exports. */
	readonly files: () => JobFileStore;
	/** Files and folders of this server that other users can read, which could not be changed. */
	readonly openToOthers: readonly string[];
	/** Bytes of the write-ahead logs of all databases of this server; absent where the engines have their own. */
	readonly logBytes?: () => Promise<number>;
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
	/** Looks after the engines that are shared with others; absent where none are. */
	readonly engines?: EngineWatch & {
		/** Registers their metrics. */
		register(metrics: Pick<Metrics, 'gauge'>): void;
	};
	/** What this server agrees on with others on the same engines; absent where it is alone. */
	readonly others?: Others;
}
