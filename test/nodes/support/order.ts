/** What tests ask of the process that runs their backends; each order is answered by its number once it is done. */
export type Order = { readonly number: number } & What;

/** An order but for its number. */
export type What =
	/** Start a server; later orders name it by the number of this one. */
	| { readonly start: Start }
	/** Milliseconds by which to move the server's clock; jobs then do what has become due. */
	| { readonly server: number; readonly advance: number }
	/** Make a token of every scope. */
	| { readonly server: number; readonly administrator: true }
	/** Close the server. */
	| { readonly server: number; readonly close: true };

/** How a server is started. */
export interface Start {
	/** Its data folder. */
	readonly data: string;
	/** Where a clock begins that stands still until it is moved, epoch ms; the machine's clock without. */
	readonly begin?: number;
	/** Options as on the command line. */
	readonly args: readonly string[];
}

/** What a started server is called by. */
export interface Started {
	readonly url: string;
	readonly demoToken: string;
	readonly v1Token: string;
}

/** The answer to an {@link Order}. */
export interface Done {
	readonly done: number;
	/** What was asked for: a {@link Started}, a token. */
	readonly told?: unknown;
	/** Why the order failed. */
	readonly failed?: string;
}
