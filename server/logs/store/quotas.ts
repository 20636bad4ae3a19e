/** Bounds of what senders of logs can name: sources, fields, log types. What is beyond goes into a bucket and is counted. */

/** Most rows. */
export interface Quotas {
	/** Log sources on the list. */
	readonly sources: number;
	/** Log sources that may be new within an hour, so that a flood leaves room for tomorrow's. */
	readonly newSourcesAnHour: number;
	/** Names of fields. */
	readonly fields: number;
	/** Log types whose fields are listed. */
	readonly logTypes: number;
	/** Fields that are listed of one log type. */
	readonly fieldsOfType: number;
}

/** Generous for a company, small enough that every list of them takes milliseconds. */
export const QUOTAS: Quotas = {
	sources: 20_000,
	newSourcesAnHour: 5_000,
	fields: 20_000,
	logTypes: 1_000,
	fieldsOfType: 2_000,
};

/** Name of the log source that stands for all beyond the quota; their events keep their own `HOSTNAME`. */
export const OVERFLOW_SOURCE = '(more log sources)';
