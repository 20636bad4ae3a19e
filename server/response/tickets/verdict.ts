/** Decides what a failed attempt means: come back later, or never. */
import { NoAnswerError, retryAfter } from '../../platform/outgoing';
import { ToolError } from './tool';
import type { Tool } from './connection';

/** What to do about a failure. */
export interface Verdict {
	/** Whether another attempt can help. */
	readonly retry: boolean;
	/** Not before, epoch ms; undefined = as the back-off says. */
	readonly notBefore: number | undefined;
	/** HTTP status of the answer; null when none came. */
	readonly status: number | null;
	readonly message: string;
}

/** "Ask later" without being the server's fault: timeout, too early, too many. */
const LATER = new Set([408, 425, 429]);

/**
 * "No such address": what a receiver answers that is just starting, or whose workflow is unpublished for a moment. n8n
 * does for some ten seconds of every restart. A tool's API says so for good.
 */
const AWAY = new Set([404, 410]);

/**
 * Judges an error of a delivery.
 *
 * @param now epoch ms
 * @param tool whose answer it is; of a webhook an address that is not there may come back
 */
export function verdictOn(error: Error, now: number, tool?: Tool): Verdict {
	const { message } = error;
	if (error instanceof NoAnswerError)
		return { retry: true, notBefore: undefined, status: null, message };
	if (!(error instanceof ToolError) || error.response === undefined) {
		return { retry: false, notBefore: undefined, status: null, message };
	}
	const { status, headers } = error.response;
	const away = tool === 'webhook' && AWAY.has(status);
	const retry = away || LATER.has(status) || status >= 500;
	const notBefore = retry ? retryAfter(headers['retry-after'], now) : undefined;
	return { retry, notBefore, status, message };
}
