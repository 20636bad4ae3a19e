/** Waits for what the server does by itself, without knowing how long that takes. */

/** Between two looks, ms. */
const PAUSE_MS = 10;

/** Asks again and again until the answer is not undefined, and gives that. */
export async function until<T>(ask: () => Promise<T | undefined>): Promise<T> {
	for (;;) {
		const found = await ask();
		if (found !== undefined) return found;
		await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
	}
}
