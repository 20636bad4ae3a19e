/** Threads that several small stores share, one a data folder: a thread costs some 15 MB and start-up time. */
import {
	type Endpoint,
	type EndpointEvents,
	startWorker,
	workerEntry,
} from '../../../platform/threads';
import { MessageChannel, type Worker } from 'node:worker_threads';
import type { OpenMessage, StoreName } from './protocol';

interface SharedThread {
	readonly worker: Worker;
	users: number;
}

const threads = new Map<string, SharedThread>();

/**
 * Connects to a store in the thread named `name`, which starts for its first user and ends after its last.
 *
 * @param store which one
 * @param data what the store's `open` takes
 */
export function sharedThread(
	name: string,
	store: StoreName,
	data: unknown,
): (events: EndpointEvents) => Endpoint {
	return (events) => join(name, { store, data }, events);
}

function join(name: string, opening: Omit<OpenMessage, 'port'>, events: EndpointEvents): Endpoint {
	const thread = threads.get(name) ?? start(name);
	thread.users++;
	const { port1, port2 } = new MessageChannel();
	port1.on('message', events.message);
	const failed = (error: Error) => events.failed(error);
	const exited = (code: number) =>
		events.failed(new Error(`The shared worker ended with code ${code}`));
	thread.worker.once('error', failed);
	thread.worker.once('exit', exited);
	thread.worker.postMessage({ ...opening, port: port2 } satisfies OpenMessage, [port2]);
	let ended = false;
	return {
		postMessage: (message, transfer) => port1.postMessage(message, [...transfer]),
		terminate: async () => {
			if (ended) return;
			ended = true;
			thread.worker.off('error', failed);
			thread.worker.off('exit', exited);
			port1.close();
			thread.users--;
			if (thread.users > 0) return;
			if (threads.get(name) === thread) threads.delete(name);
			await thread.worker.terminate();
		},
	};
}

function start(name: string): SharedThread {
	const worker = startWorker(workerEntry(__dirname, 'stores-worker'), { name: 'stores' });
	worker.setMaxListeners(0);
	const thread = { worker, users: 0 };
	threads.set(name, thread);
	worker.once('exit', () => {
		if (threads.get(name) === thread) threads.delete(name);
	});
	return thread;
}
