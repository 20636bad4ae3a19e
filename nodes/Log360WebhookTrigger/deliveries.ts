/** Remembers which deliveries have come, since senders deliver again when an answer got lost. */
import type { IWebhookFunctions } from 'n8n-workflow';

import { TOLERANCE_SECONDS } from './verify';

/**
 * A sender signs each attempt anew and goes on for long when answers get lost: log360-server for more than a day. So ids are kept for
 * two, and the oldest go where there are very many.
 */
const KEPT_MS = 48 * 3_600_000;
const MOST_KEPT = 100_000;

/** What n8n stores with the workflow stays small: as long as a signature can be good, either way. */
const STORED_MS = 2 * TOLERANCE_SECONDS * 1000;

/**
 * Deliveries of this process, by workflow, node and id, with the time in epoch milliseconds; oldest first. n8n does not keep the static
 * data of a webhook whose call started an execution, so they have to be remembered here.
 */
const delivered = new Map<string, number>();

/**
 * Notes a delivery.
 *
 * @returns whether it had come before, in this process of n8n or, as far as n8n stored it, in another one
 */
export function isRepeated(context: IWebhookFunctions, id: string): boolean {
	const now = Date.now();
	forgetOld(now);
	const key = JSON.stringify([context.getWorkflow().id, context.getNode().id, id]);
	const here = delivered.has(key);
	const stored = isStored(context, id, now);
	if (!here) delivered.set(key, now);
	return here || stored;
}

function forgetOld(now: number): void {
	for (const [key, time] of delivered) {
		if (now - time < KEPT_MS && delivered.size < MOST_KEPT) return;
		delivered.delete(key);
	}
}

/** What n8n does keep: the ids of deliveries that started nothing, over restarts and for other processes. */
function isStored(context: IWebhookFunctions, id: string, now: number): boolean {
	const memory = context.getWorkflowStaticData('node') as { delivered?: Record<string, number> };
	const fresh = Object.entries(memory.delivered ?? {}).filter(([, time]) => now - time < STORED_MS);
	const repeated = fresh.some(([known]) => known === id);
	memory.delivered = Object.fromEntries(repeated ? fresh : [...fresh, [id, now]]);
	return repeated;
}
