/** Agents, domains, computers and users, which this server only reads. */

/** An agent that collects logs of its sources. */
export interface Agent {
	readonly id: number;
	readonly name: string;
	readonly ip: string;
	readonly running: boolean;
	readonly version: string;
}

/** A domain whose computers can be added as log sources. */
export interface Domain {
	readonly id: number;
	readonly name: string;
}

/** A computer of a domain. */
export interface Computer {
	readonly name: string;
	/** Name of its domain. */
	readonly domain: string;
}

/** A user of the product, who can be an assignee. */
export interface User {
	readonly id: number;
	readonly name: string;
	readonly role: string;
	/** Null when none is known. */
	readonly email: string | null;
}
