/** What goes wrong between this server and its engine, apart from bad requests. */

/** The engine cannot answer or store now; what was asked may be asked again later. */
export class StoreUnavailableError extends Error {
	/** Survives threads and tests' module copies, where the class does not. */
	readonly code = 'STORE_UNAVAILABLE';

	constructor(message: string) {
		super(message);
		this.name = 'StoreUnavailableError';
	}
}
