/** Opens the workflows of a data folder. */
import type { Clock } from '../../platform';
import { ClockTimers, type JobEngine } from '../../jobs';
import type { OutgoingHttp } from './outgoing';
import { directHttp } from './outgoing-direct';
import { PREDEFINED } from './predefined';
import type { WorkflowStore } from './store';
import type { FindTicket } from './targets';
import { Workflows } from './workflows';

/** What {@link openWorkflows} needs. */
export interface WorkflowOptions {
	readonly store: WorkflowStore;
	readonly clock: Clock;
	/** Not started yet. */
	readonly engine: JobEngine;
	/** Knows no ticket by default. */
	readonly findTicket?: FindTicket;
	/** Refuses internal addresses by default. */
	readonly http?: OutgoingHttp;
}

/**
 * Makes them and brings the predefined templates up to date.
 *
 * @throws Error when the store cannot be used
 */
export async function openWorkflows(options: WorkflowOptions): Promise<Workflows> {
	const { store, clock, engine } = options;
	await store.predefine(PREDEFINED, clock.now());
	return new Workflows({
		store,
		clock,
		engine,
		timers: new ClockTimers(clock),
		findTicket: options.findTicket ?? (async () => undefined),
		http: options.http ?? directHttp(),
	});
}
