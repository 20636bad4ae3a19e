/** Leaves an async iteration the moment a signal is aborted, even while the source is silent. */

/** Yields what `source` yields; throws the signal's reason when it is aborted, and closes the source. */
export async function* untilAborted<T>(
	source: AsyncIterable<T>,
	signal: AbortSignal,
): AsyncGenerator<T, void, undefined> {
	const iterator = source[Symbol.asyncIterator]();
	let onAbort = (): void => undefined;
	const aborted = new Promise<never>((_resolve, reject) => {
		onAbort = () => reject(signal.reason as Error);
	});
	aborted.catch(() => undefined);
	signal.addEventListener('abort', onAbort, { once: true });
	let ended = false;
	try {
		signal.throwIfAborted();
		for (;;) {
			const next = iterator.next();
			// The loser of the race may fail later, with nobody listening.
			next.catch(() => undefined);
			const step = await Promise.race([next, aborted]);
			ended = step.done === true;
			if (step.done === true) return;
			yield step.value;
		}
	} finally {
		signal.removeEventListener('abort', onAbort);
		// Not awaited: a generator that hangs in `next` would never answer.
		if (!ended) void iterator.return?.().catch(() => undefined);
	}
}
