/** What bounds a search while it runs in another thread: a budget of time, and a flag that its caller has gone. */

/** On whose behalf a search runs. */
export interface SearchCaller {
	/** Searches of one owner leave a place to those of others. */
	readonly owner: string;
	/** Aborted when nobody waits for the answer any more. */
	readonly signal?: AbortSignal | undefined;
}

/** The bounds, as they cross to the thread. */
export interface SearchWatch {
	/** Longest time of work, ms. */
	readonly budgetMs: number;
	/** Shared with the caller's thread; 1 = stop. */
	readonly stop: Int32Array;
}

/** A search was stopped before its end. The code says why: it crosses threads, the class does not. */
export class SearchStoppedError extends Error {
	constructor(
		message: string,
		readonly code: 'SEARCH_TIMED_OUT' | 'SEARCH_CANCELLED',
	) {
		super(message);
		this.name = 'SearchStoppedError';
	}
}

/** An aggregate that somebody waits for has worked for too long; as a job it may take its time. */
export function aggregateTimedOut(budgetMs: number): SearchStoppedError {
	const seconds = Math.round(budgetMs / 100) / 10;
	return new SearchStoppedError(
		`the aggregate was stopped after ${seconds} seconds; narrow its time range or its conditions, or start it as a job`,
		'SEARCH_TIMED_OUT',
	);
}

/** Between two looks at the clock, rows. */
const LOOK_EVERY = 16;

/**
 * Makes the check that a search calls with every row.
 *
 * @throws SearchStoppedError (the check) when the budget is used up or the caller has gone
 */
export function watched(watch: SearchWatch | undefined): () => void {
	if (watch === undefined) return () => undefined;
	const { budgetMs, stop } = watch;
	const end = performance.now() + budgetMs;
	let rows = 0;
	return () => {
		if (rows++ % LOOK_EVERY !== 0) return;
		if (Atomics.load(stop, 0) === 1)
			throw new SearchStoppedError('nobody waits for the search any more', 'SEARCH_CANCELLED');
		if (performance.now() < end) return;
		const seconds = Math.round(budgetMs / 100) / 10;
		throw new SearchStoppedError(
			`the search was stopped after ${seconds} seconds; narrow its time range or its conditions, or start it as an asynchronous one`,
			'SEARCH_TIMED_OUT',
		);
	};
}

/** The bounds of a search in the caller's own thread: the check that it calls with every row, and what lets go of the caller. */
export function boundsOfSearch(
	budgetMs: number,
	signal: AbortSignal | undefined,
): { readonly check: () => void; readonly release: () => void } {
	const stop = new Int32Array(new SharedArrayBuffer(4));
	const abort = () => void Atomics.store(stop, 0, 1);
	if (signal?.aborted === true) abort();
	signal?.addEventListener('abort', abort);
	return {
		check: watched({ budgetMs, stop }),
		release: () => signal?.removeEventListener('abort', abort),
	};
}
