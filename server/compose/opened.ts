/** What was opened so far, to be closed in the opposite order: at the end, or when a later part fails to open. */

/** A part that has to be closed. */
export interface Closing {
	close(): unknown;
}

/** The parts that are open. */
export class Opened {
	private readonly steps: (() => unknown)[] = [];

	/** Has a part closed at the end; returns the part. */
	add<T extends Closing>(part: T): T {
		this.steps.push(() => part.close());
		return part;
	}

	/** Has a step taken at the end. */
	finally(step: () => unknown): void {
		this.steps.push(step);
	}

	/**
	 * Waits for parts that open side by side. When one fails the others are closed with the rest.
	 *
	 * @throws the first failure
	 */
	async all<T extends readonly Closing[]>(opening: {
		readonly [K in keyof T]: Promise<T[K]>;
	}): Promise<T> {
		const settled = await Promise.allSettled(opening as readonly Promise<Closing>[]);
		for (const part of settled) if (part.status === 'fulfilled') this.add(part.value);
		return settled.map((part) => {
			if (part.status === 'rejected') throw part.reason;
			return part.value;
		}) as unknown as T;
	}

	/**
	 * Closes everything, the last part first; safe to call twice. One that fails keeps no other from being closed.
	 *
	 * @throws the first failure
	 */
	async close(): Promise<void> {
		const failures: unknown[] = [];
		for (const step of this.steps.splice(0).reverse()) {
			try {
				await step();
			} catch (error) {
				failures.push(error);
			}
		}
		if (failures.length > 0) throw failures[0];
	}
}

/**
 * Opens parts that are closed as one, the last first; when one of them fails to open, those before it are closed.
 *
 * @param open gets what closes them
 * @returns what it returns, with what closes it
 */
export async function together<T extends object>(
	open: (own: Opened) => Promise<T>,
): Promise<T & { close(): Promise<void> }> {
	const own = new Opened();
	try {
		return { ...(await open(own)), close: () => own.close() };
	} catch (error) {
		// Why it did not open says more than what then failed to close.
		await own.close().catch(() => undefined);
		throw error;
	}
}
