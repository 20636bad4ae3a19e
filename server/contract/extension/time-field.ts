/** Extension: which time of an alert a range and an order are about. */
import { z } from 'zod';

/** The times that an alert has. */
export const TIME_FIELDS = ['event_time', 'raised_time'] as const;

/** Name of a time of alerts. */
export type TimeField = (typeof TIME_FIELDS)[number];

/**
 * Which time `start_time` and `end_time` are about. An event that arrives late raises its alert late: whoever reads
 * alerts as they come asks for `raised_time`, and misses none.
 */
export const timeField = z
	.enum(TIME_FIELDS, { error: `expected one of ${TIME_FIELDS.join(', ')}` })
	.meta({
		description:
			'Extension: the time that start_time and end_time are about and by which hits are ordered, newest first. event_time (default): of the event; raised_time: when the alert was raised (ALERT_RAISED_TIME), so that alerts of late events are not missed',
		example: 'raised_time',
	});
