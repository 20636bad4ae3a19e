/** Exports as jobs: whatever a producer streams becomes a downloadable file that dies with its job. */
import type { Readable } from 'node:stream';

import type { JobEngine } from './engine';
import { InvalidJobError } from './errors';
import type { JobFileStore, StoredFile } from './files';
import type { JobContext, JobHandler, KindOptions } from './kinds';
import type { JobQueue } from './queue';
import type { JobRecord } from './record';
import type { Viewer } from './views';

/** What is to be written. */
export interface ExportContent {
	/** File name offered at download. */
	readonly name: string;
	readonly contentType: string;
	readonly body: AsyncIterable<Uint8Array | string>;
}

/** Makes the content of one export; gets payload, signal and progress like every handler. */
export type ExportProducer<P> = (context: JobContext<P>) => Promise<ExportContent>;

/** The `result` of an export job. */
export type ExportResult = StoredFile & { readonly name: string; readonly contentType: string };

/** Handler and options to register an export kind with. */
export function exportJob<P>(
	files: JobFileStore,
	produce: ExportProducer<P>,
): { readonly handler: JobHandler<P>; readonly options: KindOptions } {
	return {
		handler: async (context): Promise<ExportResult> => {
			const { name, contentType, body } = await produce(context);
			const stored = await files.write(context.job.id, body, context.signal);
			return { name, contentType, ...stored };
		},
		options: { concurrency: 2, maxAttempts: 3, removed: (job) => files.remove(job.id) },
	};
}

/**
 * The file of a finished export.
 *
 * @throws InvalidJobError when the job has not (or not successfully) ended, with the reason
 * @throws JobNotFoundError and JobGoneError as {@link JobEngine.get}
 */
export async function openExport(
	engine: Pick<JobEngine, 'get'>,
	files: JobFileStore,
	id: string,
	viewer: Viewer,
): Promise<{ readonly file: ExportResult; readonly stream: Readable }> {
	const job = await engine.get(id, viewer);
	if (job.state !== 'SUCCESS') throw new InvalidJobError(describeState(job));
	const file = job.result as unknown as ExportResult;
	return { file, stream: await files.read(id, file) };
}

/** Deletes files that a crash left without a job; call before the engine starts. */
export function removeOrphanExports(
	files: JobFileStore,
	queue: Pick<JobQueue, 'get'>,
): Promise<number> {
	return files.removeOrphans(async (id) => {
		const job = await queue.get(id);
		return job !== undefined && job.state !== 'EXPIRED' && job.state !== 'CANCELLED';
	});
}

function describeState(job: JobRecord): string {
	const why = job.deadReason === null ? '' : `: ${job.deadReason}`;
	return `Export ${job.id} has no file: it is ${job.state}${why}`;
}
