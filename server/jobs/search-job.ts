/** Asynchronous searches (of events or alerts) as jobs: the ids of the hits, in the order they are found. */
import type { JobEngine } from './engine';
import { PermanentJobError } from './errors';
import { untilAborted } from './until-aborted';
import type { JobContext, JobHandler } from './kinds';
import type { ResultPage, Viewer } from './views';

/** A batch of hits, in the order in which they are to be read. */
export interface HitBatch {
	readonly ids: Float64Array;
	/** Records looked at so far, if the source knows: shown as progress. */
	readonly scanned?: number;
	/** Records to look at in all, or an estimate. */
	readonly toScan?: number;
}

/**
 * What search jobs search in: the event store, or the alerts.
 *
 * @typeParam S the search: JSON, as stored in the job
 * @typeParam F how hits are to be written out, e.g. field names
 */
export interface HitSource<S, F> {
	/**
	 * Yields hits in final order, in batches of some thousand. Ends soon after `signal` is aborted and
	 * then costs nothing more. Same search on the same data: same ids.
	 */
	scan(search: S, signal: AbortSignal): AsyncIterable<HitBatch>;
	/** JSON texts of the records with these ids, in this order; records that are gone are left out. */
	fetch(ids: Float64Array, form: F): Promise<readonly string[]>;
}

/** What can be set about search jobs. */
export interface SearchJobOptions {
	/** More hits fail the job; default: no limit. */
	readonly maxHits?: number;
	/** Awaited when all is found, before the job ends; the lab slows jobs down with it. */
	readonly pace?: (context: JobContext) => Promise<void>;
}

/** The handler of a search kind: stores ids, no copies, so that a million hits take a few MB. */
export function searchJob<S, F>(
	source: Pick<HitSource<S, F>, 'scan'>,
	options: SearchJobOptions = {},
): JobHandler<S> {
	return async (context) => {
		const { signal, results } = context;
		for await (const batch of untilAborted(source.scan(context.payload, signal), signal)) {
			await results.append(batch.ids);
			if (options.maxHits !== undefined && results.count > options.maxHits) {
				const message = `The search has more than ${options.maxHits} hits; narrow it`;
				throw new PermanentJobError(message, 'TOO_MANY_HITS');
			}
			context.progress({
				...(batch.scanned === undefined ? {} : { done: batch.scanned }),
				...(batch.toScan === undefined ? {} : { total: batch.toScan }),
			});
		}
		await options.pace?.(context);
		return { hits: results.count };
	};
}

/** One page of a search job's hits as JSON texts; errors as {@link JobEngine.page}. */
export async function readHits<S, F>(
	engine: Pick<JobEngine, 'page'>,
	source: Pick<HitSource<S, F>, 'fetch'>,
	request: {
		readonly id: string;
		readonly page: number;
		readonly form: F;
		readonly viewer: Viewer;
	},
): Promise<ResultPage & { readonly hits: readonly string[] }> {
	const page = await engine.page(request.id, request.page, request.viewer);
	return { ...page, hits: page.ids.length === 0 ? [] : await source.fetch(page.ids, request.form) };
}
