/** Threads that several small stores share, one a data folder; each store has a port of its own into it. */
import { MessageChannel, Worker } from 'node:worker_threads';
import type { Endpoint, EndpointEvents } from './rpc';
import { workerEntry } from './rpc';

interface SharedThread {
	readonly worker: Worker;
	users: number;
}

const threads = new Map<string, SharedThread>();

/**
 * Loads an entry file into the thread named `name`, starting it for its first user and ending it after its last.
 *
 * @param load the entry file and what it reads by `threadData`
 */
export function shareThread(
	name: string,
	load: { readonly entry: string; readonly data: unknown },
	events: EndpointEvents,
): Endpoint {
	const thread = threads.get(name) ?? start(name);
	thread.users++;
	const { port1, port2 } = new MessageChannel();
	port1.on('message', events.message);
	const failed = (error: Error) => events.failed(error);
	const exited = (code: number) =>
		events.failed(new Error(`The shared worker ended with code ${code}`));
	thread.worker.once('error', failed);
	thread.worker.once('exit', exited);
	thread.worker.postMessage({ ...load, port: port2 }, [port2]);
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
	const worker = new Worker(workerEntry(__dirname, 'host-worker'), { name: 'stores' });
	worker.setMaxListeners(0);
	const thread = { worker, users: 0 };
	threads.set(name, thread);
	worker.once('exit', () => {
		if (threads.get(name) === thread) threads.delete(name);
	});
	return thread;
}
