/** Threads: typed calls into worker threads; what others may use of it. */

/** Typed calls from the main thread to a worker thread, so that node:sqlite's synchronous work never blocks HTTP. */
export {
	answerFailure,
	type Endpoint,
	type EndpointEvents,
	LARGE_HEAP,
	ownThread,
	serveWorker,
	startWorker,
	Transfer,
	WorkerCallError,
	WorkerClient,
	workerEntry,
	type WorkerMethods,
} from './rpc';
/** A bound on the nursery of the thread that the process begins with. */
export { boundFirstNursery } from './first-nursery';
/** A bound on the buffers that nobody uses any more. */
export { boundUnusedBuffers } from './unused-buffers';
