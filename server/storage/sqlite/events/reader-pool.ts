/** The store's reader threads: the first starts with the store, the others when there is work for them. */
import { ownThread, WorkerClient, workerEntry } from '../../../platform/threads';
import type { ReaderMethods } from './reader-worker';

type Reader = WorkerClient<ReaderMethods>;

/** Threads that read the event database. An idle server has one of them, since each costs memory and start-up time. */
export class ReaderPool {
	private readonly readers: Reader[] = [];
	private scanThread: Reader | undefined;

	/**
	 * @param file path of the event database
	 * @param most threads that answer searches, at least 1
	 */
	constructor(
		private readonly file: string,
		private most: number,
	) {
		this.readers.push(this.start('event-reader-1'));
	}

	/** Resolves when the first reader is ready. */
	get ready(): Promise<void> {
		return (this.readers[0] as Reader).ready;
	}

	/** The reader with the least to do, for small look-ups that are worth no further thread. */
	least(): Reader {
		return this.readers.reduce((best, reader) => (reader.inFlight < best.inFlight ? reader : best));
	}

	/** The reader with the least to do; a further one when all have work. */
	idle(): Reader {
		const least = this.least();
		if (least.inFlight === 0 || this.readers.length >= this.most) return least;
		const further = this.start(`event-reader-${this.readers.length + 1}`);
		this.readers.push(further);
		return further;
	}

	/** The thread of long scans, which must not stand in the way of searches. */
	scanner(): Reader {
		return (this.scanThread ??= this.start('event-scanner'));
	}

	/** Closes the connections and ends the threads. */
	async close(): Promise<void> {
		// No thread starts from here on: late calls go to those that are ending, and are rejected by them.
		this.most = this.readers.length;
		this.scanThread ??= this.readers[0] as Reader;
		const all = [...new Set([...this.readers, this.scanThread])];
		await Promise.allSettled(all.map((reader) => reader.call('close', [])));
		await Promise.all(all.map((reader) => reader.terminate()));
	}

	private start(name: string): Reader {
		return new WorkerClient<ReaderMethods>(
			ownThread(workerEntry(__dirname, 'reader-worker'), { file: this.file }, name),
		);
	}
}
