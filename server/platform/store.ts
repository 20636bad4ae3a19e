/** How parts reach their stores: methods that the part declares, an engine implements, and that are called from afar. */

/** The methods of a store, as plain functions; the engine decides where they run. */
export type StoreMethods<M> = { readonly [Name in keyof M]: (...args: never[]) => unknown };

/** A store as everybody but its engine sees it. `M` lists its methods as they would be called side by side with it. */
export interface Store<M extends StoreMethods<M>> {
	/**
	 * Calls a method of the store.
	 *
	 * @returns what the method returns; what it writes is durable then
	 * @throws what the method throws: name, message, `code` and `details` survive the way
	 */
	call<Name extends keyof M & string>(
		method: Name,
		args: Parameters<M[Name]>,
	): Promise<Awaited<ReturnType<M[Name]>>>;
	/** Finishes what was accepted and lets go of the engine; safe to call twice. */
	close(): Promise<void>;
}
