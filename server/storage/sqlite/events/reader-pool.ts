/** The store's reader threads: the first starts with the store, the others when there is work for them. */
import { ownThread, WorkerClient, workerEntry } from '../../../platform/threads';
import type { SearchCaller, SearchWatch } from '../../../logs/store';
import { FairQueue } from '../../../platform';
import type { ReaderMethods } from './reader-worker';

type Reader = WorkerClient<ReaderMethods>;

/** Threads that read the event database. An idle server has one of them, since each costs memory and start-up time. */
export class ReaderPool {
	private readonly readers: Reader[] = [];
	private scanThread: Reader | undefined;
	private lookUps: Reader | undefined;
	private readonly searches: FairQueue;
	/** Searches under way in each thread. */
	private readonly searching = new Map<Reader, number>();

	/**
	 * @param file path of the event database
	 * @param most threads that answer searches, at least 1
	 * @param searchMs longest time of work of one search
	 */
	constructor(
		private readonly file: string,
		private most: number,
		readonly searchMs: number,
	) {
		this.searches = new FairQueue(most, Math.max(1, most - 1));
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

	/** A reader without work; when all have some, a thread of small look-ups, which must not wait for searches. */
	idle(): Reader {
		const least = this.least();
		if (least.inFlight === 0) return least;
		return (this.lookUps ??= this.start('event-look-ups'));
	}

	/**
	 * Searches in a reader without work, of which a caller's searches leave one to others. It ends when it has worked for
	 * too long, and soon after the caller has gone.
	 *
	 * @throws SearchStoppedError, by its code; the signal's reason
	 */
	search<T>(
		{ owner, signal }: SearchCaller,
		work: (reader: Reader, watch: SearchWatch) => Promise<T>,
	): Promise<T> {
		return this.searches.run(
			owner,
			async () => {
				const stop = new Int32Array(new SharedArrayBuffer(4));
				const abort = () => Atomics.store(stop, 0, 1);
				signal?.addEventListener('abort', abort, { once: true });
				const reader = this.forSearch();
				this.searching.set(reader, this.searchesOf(reader) + 1);
				try {
					return await work(reader, { budgetMs: this.searchMs, stop });
				} finally {
					this.searching.set(reader, this.searchesOf(reader) - 1);
					signal?.removeEventListener('abort', abort);
				}
			},
			signal,
		);
	}

	/**
	 * The reader with the fewest searches, and the least to do; a further one when all have some. What else is asked for takes less
	 * than starting a thread, which is what the first search after a start would wait for.
	 */
	private forSearch(): Reader {
		const first = this.readers.reduce((best, reader) => {
			const more = this.searchesOf(reader) - this.searchesOf(best);
			return more < 0 || (more === 0 && reader.inFlight < best.inFlight) ? reader : best;
		});
		if (this.searchesOf(first) === 0 || this.readers.length >= this.most) return first;
		const further = this.start(`event-reader-${this.readers.length + 1}`);
		this.readers.push(further);
		return further;
	}

	private searchesOf(reader: Reader): number {
		return this.searching.get(reader) ?? 0;
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
		this.lookUps ??= this.readers[0] as Reader;
		const all = [...new Set([...this.readers, this.scanThread, this.lookUps])];
		await Promise.allSettled(all.map((reader) => reader.call('close', [])));
		await Promise.all(all.map((reader) => reader.terminate()));
	}

	private start(name: string): Reader {
		return new WorkerClient<ReaderMethods>(
			ownThread(workerEntry(__dirname, 'reader-worker'), { file: this.file }, name),
		);
	}
}
