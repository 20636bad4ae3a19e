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

/** Ids under which events were to be stored are those of other events, as after a restore of what is older than they are. */
export class IdsTakenError extends Error {
	readonly code = 'IDS_TAKEN';

	constructor(readonly ids: readonly number[]) {
		super(`${ids.length} ids are those of other events, ${ids[0]} first`);
		this.name = 'IdsTakenError';
	}
}
