/** What incidents need to know of alerts: the shape of a raised one. */

import type { Severity } from '../contract';

/** An alert that was raised. */
export interface RaisedAlert {
	/** Place in the order of raising; grows. */
	readonly seq: number;
	readonly id: number;
	readonly profileId: number;
	readonly profileName: string;
	readonly severity: Severity;
	/** Of its event, epoch ms. */
	readonly time: number;
	/** Key of what its events have in common; empty without grouping fields. */
	readonly group: string;
	/** The alert's document, server field names; `ALERT_GROUP` has the group in words. */
	readonly document: Readonly<Record<string, unknown>>;
}
