/** What is said to a thread that hosts small stores, and what each of them must offer. */
import type { MessagePort } from 'node:worker_threads';

/** A store that such a thread can host. */
export type StoreName = 'tokens' | 'jobs' | 'inventory' | 'incidents' | 'workflows';

/** The request to open one more store. */
export interface OpenMessage {
	readonly store: StoreName;
	/** What the store's `open` takes. */
	readonly data: unknown;
	readonly port: MessagePort;
}

/** What every store of a thread has beside its own methods. */
export interface Closing {
	close(): void;
}
