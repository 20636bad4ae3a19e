/** Tells a caller's URL that its job has ended, so that a workflow can sleep meanwhile. Our own extension, not Log360's. */

import type { Clock } from '../../platform';
import {
	isActive,
	type JobContext,
	type JobEngine,
	PermanentJobError,
	RetryLaterError,
} from '../../jobs';
import { NoAnswerError, retryAfter, type Send } from '../../platform/outgoing';

const KIND = 'callback';

/** First and longest wait between two looks at the job, ms. */
const FIRST_LOOK_MS = 250;
const LONGEST_LOOK_MS = 5_000;

interface Payload {
	/** The job to wait for. */
	readonly job: string;
	/** Whom to call; may hold a secret, so no message names more than its host. */
	readonly url: string;
}

/** Owner of the callback jobs: the server itself. */
const SERVER = { owner: 'server', admin: true };

/**
 * Callbacks as jobs: they survive a restart, look after the job in growing steps without holding a worker, and are
 * repeated when the other side does not take them.
 */
export class JobCallbacks {
	/** @param send makes the call; checks the address */
	constructor(
		private readonly engine: JobEngine,
		private readonly clock: Clock,
		private readonly send: Send,
	) {
		engine.register<Payload>(KIND, (context) => this.run(context), { maxAttempts: 8 });
	}

	/** Calls `url` once the job has ended; resolves when that is on disk. */
	async request(job: string, url: string): Promise<void> {
		const payload: Payload = { job, url };
		await this.engine.submit({ kind: KIND, owner: SERVER.owner, payload, key: job });
	}

	private async run(context: JobContext<Payload>): Promise<void> {
		const { job: id, url } = context.payload;
		const job = await this.engine.get(id, SERVER).catch(() => undefined);
		if (job !== undefined && isActive(job.state)) await this.lookAgain(context);
		const body = JSON.stringify({ request_id: id, status: job?.state ?? 'DELETED' });
		const answer = await this.send({
			method: 'POST',
			url,
			headers: { 'content-type': 'application/json' },
			body,
			signal: context.signal,
		}).catch((error: unknown) => {
			throw error instanceof NoAnswerError ? error : new PermanentJobError(String(error));
		});
		const { status, headers } = answer;
		if (status >= 200 && status < 300) return;
		const message = `the callback was answered with HTTP ${status}`;
		if (status < 500 && status !== 408 && status !== 429) throw new PermanentJobError(message);
		const now = this.clock.now();
		throw new RetryLaterError(message, retryAfter(headers['retry-after'], now) ?? now);
	}

	private async lookAgain(context: JobContext<Payload>): Promise<never> {
		const looks = Number(context.checkpoint ?? 0);
		await context.saveCheckpoint(looks + 1);
		context.sleepUntil(
			this.clock.now() + Math.min(FIRST_LOOK_MS * 2 ** Math.min(looks, 10), LONGEST_LOOK_MS),
		);
	}
}
