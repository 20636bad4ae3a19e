/** Opens the workflows of a data folder. */
import type { Clock } from '../../platform/clock';
import type { JobEngine } from '../../jobs/engine';
import { ClockTimers } from '../../jobs/timers';
import type { OutgoingHttp } from './outgoing';
import { directHttp } from './outgoing-direct';
import { PREDEFINED } from './predefined';
import { openThreadedStore } from '../../storage/sqlite/workflows/threaded-store';
import type { FindTicket } from './targets';
import { Workflows } from './workflows';

/** What {@link openWorkflows} needs. */
export interface WorkflowOptions {
	/** Folder of the data. */
	readonly directory: string;
	/** Signing key of the data folder, 32 bytes. */
	readonly key: Uint8Array;
	readonly clock: Clock;
	/** Not started yet. */
	readonly engine: JobEngine;
	/** Knows no ticket by default. */
	readonly findTicket?: FindTicket;
	/** Refuses internal addresses by default. */
	readonly http?: OutgoingHttp;
}

/** Workflows with an end. */
export interface OpenedWorkflows {
	readonly workflows: Workflows;
	/** Closes the file; stop the job engine before. */
	readonly close: () => Promise<void>;
}

/**
 * Opens `workflows.db` and brings the predefined templates up to date.
 *
 * @throws Error when the file cannot be used
 */
export async function openWorkflows(options: WorkflowOptions): Promise<OpenedWorkflows> {
	const { directory, clock, engine } = options;
	const { store, close } = await openThreadedStore(directory, options.key);
	try {
		await store.predefine(PREDEFINED, clock.now());
		const workflows = new Workflows({
			store,
			clock,
			engine,
			timers: new ClockTimers(clock),
			findTicket: options.findTicket ?? (async () => undefined),
			http: options.http ?? directHttp(),
		});
		return { workflows, close };
	} catch (error) {
		await close();
		throw error;
	}
}
