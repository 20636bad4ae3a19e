/** What a ticketing tool took of a message. */

import type { Severity, Status } from '../../contract';

/** What a tool took. */
export interface Sent {
	/** The ticket that was created; absent when one was brought up to date, or the tool gave no id. */
	readonly ticket?: { readonly id: string; readonly alias: string | null } | undefined;
	/** The incident's values that were sent. */
	readonly status: Status;
	readonly severity: Severity;
	/** The same in the tool's words; null = the tool was not told. */
	readonly told: { readonly status: string | null; readonly severity: string | null };
	/** For the log. */
	readonly note: string;
}
