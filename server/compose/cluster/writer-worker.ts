/** Worker thread entry: one server's way in, beside the thread that parses, so that neither making documents nor matching rules holds HTTP up. */
import type { LogEvent } from '../../logs/events';
import type { EventBatch, PortReply } from '../../logs/ingest';
import { ManualClock, systemClock } from '../../platform';
import { answerFailure, serveWorker } from '../../platform/threads';
import { OpenSearchEventStore } from '../../storage/opensearch';
import { PostgresDatabase, PostgresProfiles, PostgresSources } from '../../storage/postgres';
import { randomUUID } from 'node:crypto';
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { eventPlace } from './event-place';
import { type ClusterOptions, CONNECTIONS, eventStoreOptions } from './options';
import { SharedIngest } from './shared-ingest';

/** What the thread is told at its start. */
export interface WriterData {
	readonly cluster: ClusterOptions;
	/** Epoch ms of a clock that is told with each call; undefined for the machine's. */
	readonly told: number | undefined;
}

interface PortBatch {
	readonly batch: number;
	readonly prepared: EventBatch;
}

/** Opens the engines. @throws what they throw */
async function open({ cluster, told }: WriterData) {
	const manual = told === undefined ? undefined : new ManualClock(told);
	const clock = manual ?? systemClock;
	const { connections = CONNECTIONS.writer } = cluster.postgres;
	// Whoever starts the thread has made the tables.
	const database = await PostgresDatabase.open({ ...cluster.postgres, connections }, []);
	const store = await OpenSearchEventStore.open({ ...eventStoreOptions(cluster), clock }).catch(
		async (error: unknown) => {
			await database.close();
			throw error;
		},
	);
	const sources = new PostgresSources(database);
	const ingest = new SharedIngest({
		...{ instance: randomUUID(), clock, database },
		events: eventPlace(store, sources, clock),
		profiles: new PostgresProfiles(database),
	});
	return { manual, database, store, sources, ingest };
}

/** Makes the thread's methods. */
function methodsOf({ manual, database, store, sources, ingest }: Awaited<ReturnType<typeof open>>) {
	const running = new Set<Promise<unknown>>();
	const at = <T>(now: number, work: () => Promise<T>): Promise<T> => {
		manual?.set(now);
		const promise = work().finally(() => running.delete(promise));
		running.add(promise);
		return promise;
	};
	const take = async (port: MessagePort, { batch, prepared }: PortBatch): Promise<void> => {
		const { events, arrivedAt, mark } = prepared;
		const reply = await at(arrivedAt, () => ingest.append(events, mark)).then(
			(result): PortReply => ({ batch, ...result }),
			(error: Error & { code?: string }): PortReply => ({
				...{ batch, error: error.message, name: error.name, code: error.code },
			}),
		);
		port.postMessage(reply);
	};
	return {
		/** Lets an ingest thread hand batches over directly. */
		connect: (port: MessagePort): void => {
			port.on('message', (message: PortBatch) => void take(port, message));
		},
		append: (events: readonly LogEvent[], now: number) => at(now, () => ingest.append(events)),
		/** Ends what servers that died have left; answers how many batches. */
		sweep: (now: number) => at(now, () => ingest.sweep()),
		/** What the thread has asked of both engines so far. */
		totals: () => ({ opensearch: store.totals, postgres: database.totals }),
		/** How often sources, fields and log types were beyond their quotas since the start. */
		overflow: () => ({ sources: sources.overflow, ...store.overflow }),
		/** Finishes what is under way. */
		close: async (): Promise<void> => {
			await Promise.allSettled(running);
			await store.close();
			await database.close();
		},
	};
}

/** The thread's methods, for the calling side's types. */
export type WriterMethods = ReturnType<typeof methodsOf>;

open(workerData as WriterData).then(
	(parts) => serveWorker(methodsOf(parts)),
	(error: unknown) => answerFailure(parentPort as unknown as MessagePort, error),
);
