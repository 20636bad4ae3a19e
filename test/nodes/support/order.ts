/** What a test asks of the backend in its other process; each order is answered by its number once it is done. */
export interface Order {
	readonly number: number;
	/** Milliseconds by which to move the clock; jobs then do what has become due. */
	readonly advance?: number;
	/** Asks for a token of every scope. */
	readonly administrator?: true;
}

/** The answer to an {@link Order}. */
export interface Done {
	readonly done: number;
	/** The token, when one was asked for. */
	readonly told?: string;
}
