/** Looks at something again and again until it has ended, in pauses that double. */
import type { CancelSignal } from './wait';
import { wait } from './wait';

/** First and longest pause in milliseconds: quick for what is short, within 60 calls a minute for what is long. */
const FIRST_PAUSE = 250;
const LONGEST_PAUSE = 10_000;

/**
 * @param look asks once
 * @param hasEnded whether what was seen is final
 * @param maxWaitMs longest time to wait, in milliseconds
 * @returns what was seen last: final, or not when the time was up or the execution was cancelled
 */
export async function pollUntil<T>(
	look: () => Promise<T>,
	hasEnded: (seen: T) => boolean,
	maxWaitMs: number,
	signal: CancelSignal | undefined,
): Promise<T> {
	let waited = 0;
	for (let pause = FIRST_PAUSE; ; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
		const seen = await look();
		if (hasEnded(seen) || waited >= maxWaitMs) return seen;
		const next = Math.min(pause, maxWaitMs - waited);
		if (!(await wait(next, signal))) return seen;
		waited += next;
	}
}
