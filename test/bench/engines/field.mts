/** The engines that are measured beside each other: one that ends meanwhile is told of by name, and the others go on. */
import type { Engine } from './engine.mts';

/** An engine with the short name of its recipe. */
export type Named = readonly [id: string, engine: Engine];

/** Which engines still run. */
export class Field {
	readonly all: readonly Named[];
	readonly #onEnd: (id: string, how: string) => void;
	readonly #ended = new Set<string>();

	/**
	 * @param all in their order; the first is what the others are compared with
	 * @param onEnd told of one that has ended and how; by default that is an error, which ends the measuring
	 */
	constructor(
		all: readonly Named[],
		onEnd = (id: string, how: string): void => {
			throw new Error(`${id} ${how}`);
		},
	) {
		this.all = all;
		this.#onEnd = onEnd;
	}

	/** Those that have not ended, as far as is known. */
	get running(): readonly Named[] {
		return this.all.filter(([id]) => !this.#ended.has(id));
	}

	hasEnded(id: string): boolean {
		return this.#ended.has(id);
	}

	/**
	 * Does something with an engine.
	 *
	 * @returns what came of it; undefined when the engine ended meanwhile, or had before
	 * @throws whatever fails while the engine runs on
	 */
	async attempt<T>(
		[id, engine]: Named,
		work: (engine: Engine) => Promise<T>,
	): Promise<T | undefined> {
		if (this.#ended.has(id)) return undefined;
		try {
			return await work(engine);
		} catch (error) {
			const how = await engine.howItEnded();
			if (how === undefined) throw error;
			// Several requests under way fail at once.
			if (!this.#ended.has(id)) {
				this.#ended.add(id);
				this.#onEnd(id, how);
			}
			return undefined;
		}
	}

	/** Ends those that run; one that cannot be ended keeps no other from it. */
	async stop(): Promise<void> {
		await Promise.allSettled(this.running.map(([, engine]) => engine.stop()));
	}
}
