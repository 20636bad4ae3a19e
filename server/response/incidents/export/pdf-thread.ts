/** Makes a PDF report in a thread of its own, which ends with it, with its job or when its time is over. */
import { PermanentJobError } from '../../../jobs';
import { ownThread, WorkerClient, workerEntry } from '../../../platform/threads';
import type { Incident } from '../incident';
import type { PdfMethods } from './pdf-worker';

/** Longest time of one report, ms; the largest incident takes a few seconds. */
const LIMIT_MS = 60_000;

/**
 * Streams the report.
 *
 * @param now when it is made, epoch ms
 * @param stop ends the work
 * @throws PermanentJobError when it takes too long: the same incident would again
 */
export async function* pdfInThread(
	incident: Incident,
	now: number,
	stop?: AbortSignal,
	limitMs = LIMIT_MS,
): AsyncGenerator<Uint8Array> {
	const tooLong = AbortSignal.timeout(limitMs);
	const worker = new WorkerClient<PdfMethods>(
		ownThread(workerEntry(__dirname, 'pdf-worker'), {}, 'incident-pdf'),
	);
	const end = () => void worker.terminate();
	const signals = stop === undefined ? [tooLong] : [tooLong, stop];
	const either = AbortSignal.any(signals);
	either.addEventListener('abort', end, { once: true });
	try {
		either.throwIfAborted();
		await worker.ready;
		yield* await worker.call('report', [incident, now]);
	} catch (error) {
		stop?.throwIfAborted();
		if (!tooLong.aborted) throw error;
		throw new PermanentJobError(`The PDF took longer than ${limitMs / 1000} s`, 'export_too_long');
	} finally {
		either.removeEventListener('abort', end);
		await worker.terminate();
	}
}
