/** The normalised log event that every part of the server speaks. */

/** A field's value; nested source data is flattened before it gets here. */
export type FieldValue = string | number | boolean;

/**
 * One normalised log event.
 *
 * Field names are the product's *server* names (`HOSTNAME`, `EVENTID`, ...), matching
 * `/^[A-Z][A-Z0-9_]{0,63}$/`. `TIME` is kept apart as `time` and only joins the fields in the stored
 * document.
 */
export interface LogEvent {
	/** When the event happened, epoch ms. */
	readonly time: number;
	/** The event's fields by server name. */
	readonly fields: Readonly<Record<string, FieldValue>>;
}

/** Names the fields of an event whose values were cut: at ingest, or in a page that had no room for them. */
export const CUT_FIELD = 'CUT_FIELDS';
