/** What log sources ask the inventory: the agents, domains and computers that there are. */

/** A computer of a domain. */
export interface DirectoryComputer {
	readonly name: string;
	/** Name of its domain. */
	readonly domain: string;
}

/** The part of the inventory that log sources are checked against. */
export interface Directory {
	agents(): Promise<readonly { readonly id: number }[]>;
	domains(): Promise<readonly { readonly name: string }[]>;
	computers(): Promise<readonly DirectoryComputer[]>;
}
