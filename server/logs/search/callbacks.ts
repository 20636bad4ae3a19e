/** Tells a caller's URL that its job has ended, so that a workflow can sleep meanwhile. Our own extension, not Log360's. */

import type { Clock, SecretBox } from '../../platform';
import {
	isActive,
	type JobContext,
	type JobEngine,
	PermanentJobError,
	RetryLaterError,
} from '../../jobs';
import { NoAnswerError, retryAfter, type Send, webhookHeaders } from '../../platform/outgoing';

/** The kind of the jobs that call. */
export const CALLBACK_KIND = 'callback';

/** First and longest wait between two looks at the job, ms. */
const FIRST_LOOK_MS = 250;
const LONGEST_LOOK_MS = 5_000;

interface Payload {
	/** The job to wait for. */
	readonly job: string;
	/** Whom to call, sealed (base64): it may hold a secret, so no message names more than its host. */
	readonly sealed: string;
}

/** Whom to call when a job has ended. */
export interface Callback {
	readonly url: string;
	/** Signs the call as Standard Webhooks say; unsigned without one. */
	readonly secret?: string | undefined;
}

/** Calls of all owners at once, and of one of them: addresses that never answer hold up nobody else's. */
const CONCURRENCY = 32;
const PER_OWNER = 4;

/** The server may look at any job. */
const SERVER = { owner: 'server', admin: true };

/** What the callbacks work with. */
export interface CallbackParts {
	readonly engine: JobEngine;
	readonly clock: Clock;
	/** Seals URLs and secrets at rest. */
	readonly box: SecretBox;
}

/**
 * Callbacks as jobs: they survive a restart, look after the job in growing steps without holding a worker, and are
 * repeated when the other side does not take them.
 */
export class JobCallbacks {
	/** @param send makes the call; checks the address */
	constructor(
		private readonly parts: CallbackParts,
		private readonly send: Send,
	) {
		parts.engine.register<Payload>(CALLBACK_KIND, (context) => this.run(context), {
			...{ maxAttempts: 5, concurrency: CONCURRENCY, perOwner: PER_OWNER },
		});
	}

	/**
	 * Makes the call once the job has ended; resolves when that is on disk.
	 *
	 * @param owner of the job, with whose other callbacks this one shares its places
	 */
	async request(job: string, owner: string, { url, secret }: Callback): Promise<void> {
		const secrets: Record<string, string> = secret === undefined ? { url } : { url, secret };
		const sealed = Buffer.from(this.parts.box.seal(secrets)).toString('base64');
		const payload: Payload = { job, sealed };
		await this.parts.engine.submit({ kind: CALLBACK_KIND, owner, payload, key: job });
	}

	private async run(context: JobContext<Payload>): Promise<void> {
		const { job: id, sealed } = context.payload;
		const { url = '', secret } = this.parts.box.open(Buffer.from(sealed, 'base64'));
		const job = await this.parts.engine.get(id, SERVER).catch(() => undefined);
		if (job !== undefined && isActive(job.state)) await this.lookAgain(context);
		const body = JSON.stringify({ request_id: id, status: job?.state ?? 'DELETED' });
		const signed =
			secret === undefined ? {} : webhookHeaders(secret, id, this.parts.clock.now(), body);
		const answer = await this.send({
			method: 'POST',
			url,
			headers: { 'content-type': 'application/json', ...signed },
			body,
			signal: context.signal,
		}).catch((error: unknown) => {
			throw error instanceof NoAnswerError ? error : new PermanentJobError(String(error));
		});
		const { status, headers } = answer;
		if (status >= 200 && status < 300) return;
		const message = `the callback was answered with HTTP ${status}`;
		if (status < 500 && status !== 408 && status !== 429) throw new PermanentJobError(message);
		const now = this.parts.clock.now();
		throw new RetryLaterError(message, retryAfter(headers['retry-after'], now) ?? now);
	}

	private async lookAgain(context: JobContext<Payload>): Promise<never> {
		const looks = Number(context.checkpoint ?? 0);
		await context.saveCheckpoint(looks + 1);
		context.sleepUntil(
			this.parts.clock.now() + Math.min(FIRST_LOOK_MS * 2 ** Math.min(looks, 10), LONGEST_LOOK_MS),
		);
	}
}
