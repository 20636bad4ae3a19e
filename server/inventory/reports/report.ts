/** A report: a stored query under a module, a category and a group. */

/** A report that shows the events its query finds. */
export interface Report {
	readonly id: number;
	readonly name: string;
	readonly description: string;
	/** The three levels that the product files reports under. */
	readonly module: string;
	readonly category: string;
	readonly group: string;
	/** In the search language. */
	readonly query: string;
	/** Whether a user made it. */
	readonly custom: boolean;
}

/** What a user says of a report. */
export type NewReport = Omit<Report, 'id' | 'custom'>;

/** What changes of a report; what is left out stays. */
export type ReportChange = { readonly [K in keyof NewReport]?: NewReport[K] | undefined };
