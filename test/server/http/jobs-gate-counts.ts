/** Lets tests decide when a job that counts goes on: aggregates with a tag in their query wait for steps. */
import type { AggregateJobs } from '../../../server/logs/search';
import type { EventStore } from '../../../server/logs/store';
import { gatedWait } from './jobs-gate';

type Counting = Pick<EventStore, 'aggregate'>;

/** A store whose tagged aggregates tell so many events a step, and count at their end. */
export function gatedCounts(store: Counting): Counting {
	return {
		async aggregate(request, signal = new AbortController().signal, background) {
			const tag = /TAG = "(\w+)"/.exec(request.query)?.[1];
			if (tag !== undefined) {
				for (;;) {
					const step = await gatedWait(tag, signal);
					signal.throwIfAborted();
					if (step instanceof Error) throw step;
					if (typeof step !== 'number') break;
					background?.(step);
				}
			}
			return store.aggregate(request, signal, background);
		},
	};
}

/** The class with its store behind the gate. */
export function gatedClass(actual: typeof AggregateJobs): typeof AggregateJobs {
	return class extends actual {
		constructor(...[jobs, store]: ConstructorParameters<typeof AggregateJobs>) {
			super(jobs, gatedCounts(store));
		}
	};
}
