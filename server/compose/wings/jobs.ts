/** Jobs: the engine, searches and counts in the background, and calls of those who wait for them. */
import type { TokenRegistry } from '../../access/tokens';
import { alertSource } from '../../detection';
import { JobEngine } from '../../jobs';
import { AggregateJobs, eventSource, HitJobs, JobCallbacks } from '../../logs/search';
import { type Clock, SecretBox } from '../../platform';
import { outgoing } from '../../platform/outgoing';
import type { Closing } from '../opened';
import type { ServerOptions } from '../server';
import type { Stores } from '../stores';

/** A receiver of callbacks answers at once or is called again later, ms. */
const CALLBACK_TIMEOUT_MS = 5_000;

/** What jobs are made of. */
export interface JobsPorts {
	readonly queue: Stores['jobs'];
	readonly events: Stores['events'];
	/** Whoever loses a token loses its jobs. */
	readonly tokens: TokenRegistry;
	readonly clock: Clock;
	/** Secret of the installation, 32 bytes. */
	readonly key: Uint8Array;
	readonly trouble: (doing: string, error: unknown) => void;
}

/** Opens them; nothing runs before `begin`. */
export function openJobs(
	{ queue, events, tokens, clock, key, trouble }: JobsPorts,
	{ api, allowInternalCallbacks }: Pick<ServerOptions, 'api' | 'allowInternalCallbacks'>,
) {
	const engine = new JobEngine({ queue, clock, observer: { trouble } });
	const send = outgoing({
		allowInternal: allowInternalCallbacks ?? [],
		timeoutMs: CALLBACK_TIMEOUT_MS,
	});
	const callbacks = new JobCallbacks({ engine, clock, box: new SecretBox(key) }, send);
	const jobs = new HitJobs(engine, api.pageSize, callbacks);
	jobs.register('search', eventSource(events));
	jobs.register('alerts', alertSource(events.alerts));
	const aggregateJobs = new AggregateJobs(jobs, events);
	tokens.onRevoked((id) => {
		jobs
			.cancelAll(id)
			.catch((error: unknown) => trouble('stop the jobs of a revoked token', error));
	});
	return {
		engine,
		jobs,
		aggregateJobs,
		/**
		 * Goes on with work that was left; every kind of job has to be registered before.
		 *
		 * @returns what stops it; that comes before anything is closed that a job uses, much of which is opened after the engine
		 */
		async begin(): Promise<Closing> {
			await engine.start();
			return { close: () => engine.stop() };
		},
	};
}
