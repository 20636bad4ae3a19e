/** Worker thread entry around the event writer; batches also come straight from ingest threads over their own ports. */
import { type MessagePort, workerData } from 'node:worker_threads';
import { serveWorker } from '../../workers/rpc';
import type { PreparedBatch } from '../prepare';
import { EventWriter } from './writer';

const writer = new EventWriter((workerData as { file: string }).file);

/** What the writer answers to a batch that came over a port. */
export type PortReply =
	| { readonly batch: number; readonly stored: number; readonly dropped: number }
	| { readonly batch: number; readonly error: string };

const methods = {
	append: (batch: PreparedBatch) => writer.append(batch),
	/** Lets an ingest thread hand batches over directly, so that they never cross the HTTP thread. */
	connect: (port: MessagePort) => {
		port.on('message', (message: { batch: number; prepared: PreparedBatch }) => {
			let reply: PortReply;
			try {
				reply = { batch: message.batch, ...writer.append(message.prepared) };
			} catch (error) {
				reply = {
					batch: message.batch,
					error: error instanceof Error ? error.message : String(error),
				};
			}
			port.postMessage(reply);
		});
	},
	close: () => writer.close(),
};

/** The writer's methods, for the calling side's types. */
export type WriterMethods = typeof methods;

serveWorker(methods);
