/** Worker thread entry of the small stores that one data folder's thread hosts, each on a port of its own. */
import { answerFailure, serveWorker, type WorkerMethods } from '../../../platform/threads';
import { parentPort } from 'node:worker_threads';
import type { OpenMessage, StoreName } from './protocol';

/** How each store is opened; required when first asked for, so that a thread loads only what it serves. */
const STORES = {
	tokens: () => (require('../tokens/store-worker') as typeof import('../tokens/store-worker')).open,
	jobs: () => (require('../jobs/worker') as typeof import('../jobs/worker')).open,
	inventory: () =>
		(require('../inventory/inventory-worker') as typeof import('../inventory/inventory-worker'))
			.open,
	incidents: () =>
		(require('../incidents/store-worker') as typeof import('../incidents/store-worker')).open,
	workflows: () =>
		(require('../workflows/store-worker') as typeof import('../workflows/store-worker')).open,
} satisfies Record<StoreName, () => unknown>;

parentPort?.on('message', ({ store, data, port }: OpenMessage) => {
	try {
		const open = STORES[store]() as (data: unknown) => WorkerMethods;
		serveWorker(open(data), port);
	} catch (error) {
		// The failure is its own caller's alone: the other stores of the thread go on.
		answerFailure(port, error);
	}
});
