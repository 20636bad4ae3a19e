/** Counting events by time and by values: an extension of this server. */
import { z } from 'zod';
import { numericIds, logTypeIds, requestId } from '../shared/ids';
import { wireInteger } from '../shared/integer';
import { responseType } from '../shared/vocabulary';
import { v2TimeOut } from '../shared/time';
import { checkTimeOrder, v2Window } from '../v2/window';

/** Most time buckets in an answer. */
export const MAX_BUCKETS = 1_000;
/** Most groups in an answer. */
export const MAX_GROUPS = 1_000;

const INTERVAL_EXPECTED =
	'expected "auto" or a whole number with s, m, h or d, such as 15m, 1h or 7d';
const FIELD_EXPECTED = 'expected the name of a field such as USERNAME';

const field = z.string({ error: FIELD_EXPECTED }).min(1, { error: FIELD_EXPECTED }).max(64, {
	error: FIELD_EXPECTED,
});

/** Body of `POST /api/v2/search/aggregate`. With neither `interval` nor `group_by` it only counts. */
export const aggregateRequest = z
	.strictObject({
		...v2Window,
		log_source_ids: numericIds()
			.optional()
			.meta({
				description: 'Log sources to count, at most 100; all by default',
				example: [3, 301],
			}),
		log_types: logTypeIds.optional().meta({
			description: 'Log types to count, at most 100; all by default',
			example: ['Windows'],
		}),
		log_source_group_ids: numericIds()
			.optional()
			.meta({
				description: 'Log source groups to count, at most 100; all by default',
				example: [1],
			}),
		response_type: responseType.optional(),
		interval: z
			.string({ error: INTERVAL_EXPECTED })
			.regex(/^(auto|[1-9]\d{0,4}[smhd])$/, { error: INTERVAL_EXPECTED })
			.optional()
			.meta({
				description: `Width of the time buckets, at most ${MAX_BUCKETS} of them: "auto", or a number of seconds (s), minutes (m), hours (h) or days (d); no buckets by default. Buckets start at multiples of it since 1970-01-01T00:00 in time_zone`,
				example: '1h',
			}),
		time_zone: z
			.string({ error: 'expected an offset such as +02:00, or Z' })
			.regex(/^(Z|[+-](0\d|1[0-4]):[0-5]\d)$/, { error: 'expected an offset such as +02:00, or Z' })
			.optional()
			.meta({ description: 'Zone in which days and hours begin; Z by default', example: '+02:00' }),
		group_by: z
			.array(field, { error: 'expected an array of field names' })
			.min(1, { error: 'expected one or two field names' })
			.max(2, { error: 'expected one or two field names' })
			.optional()
			.meta({
				description: 'One or two fields by whose values events are counted; no groups by default',
				example: ['USERNAME'],
			}),
		limit: wireInteger(1, MAX_GROUPS)
			.optional()
			.meta({ description: 'Most groups in the answer, the most frequent first; 10 by default' }),
		distinct: field.optional().meta({
			description:
				'A field whose distinct values are counted: in all, in each bucket and in each group',
			example: 'REMOTEIP',
		}),
	})
	.superRefine(checkTimeOrder);

/** Query of `GET /api/v2/jobs/aggregate`. */
export const aggregateJobRequest = z.strictObject({ request_id: requestId });

const ONE_WAY = 'expected either interval or group_by';

/** How the events of a report are counted: by time or by fields. */
export const reportAggregate = z
	.strictObject({
		interval: aggregateRequest.shape.interval,
		group_by: aggregateRequest.shape.group_by,
		limit: aggregateRequest.shape.limit,
		distinct: aggregateRequest.shape.distinct,
	})
	.refine(({ interval, group_by }) => (interval === undefined) !== (group_by === undefined), {
		error: ONE_WAY,
	})
	.refine(({ group_by, limit }) => limit === undefined || group_by !== undefined, {
		path: ['limit'],
		error: 'expected only with group_by',
	})
	.meta({
		description:
			'How the events are counted, by time or by fields; what Log360 does not know (extension)',
	});

/** Body of `POST /api/v2/report/aggregate/{report_id}`: what is not the report's own. */
export const reportAggregateRequest = z
	.strictObject({
		start_time: v2Window.start_time,
		end_time: v2Window.end_time,
		time_zone: aggregateRequest.shape.time_zone,
		log_source_ids: aggregateRequest.shape.log_source_ids,
		log_source_group_ids: aggregateRequest.shape.log_source_group_ids,
	})
	.superRefine(checkTimeOrder);

const count = z.int().min(0);
const distinctCount = count
	.optional()
	.meta({ description: 'Distinct values of the field that `distinct` names' });

/** Answer of the aggregate. */
export const aggregateResponse = z.strictObject({
	data: z.strictObject({
		count: count.meta({ description: 'Events that the query selects' }),
		distinct_count: distinctCount,
		buckets: z
			.array(
				z.strictObject({
					start_time: v2TimeOut,
					count,
					distinct_count: distinctCount,
				}),
			)
			.optional()
			.meta({
				description:
					'Time buckets from the one that start_time falls into to the one of end_time, empty ones too; the first and the last count only what lies in the range',
			}),
		groups: z
			.array(
				z.strictObject({
					values: z
						.record(z.string(), z.union([z.string(), z.number(), z.boolean()]))
						.meta({ description: 'Field to value, as one of the events spells it' }),
					count,
					distinct_count: distinctCount,
				}),
			)
			.optional()
			.meta({
				description:
					'The most frequent groups first, equal ones by value; values are equal as in a query, without case',
			}),
	}),
	meta: z.strictObject({
		exact: z.boolean().meta({
			description:
				'False when there were more groups (200,000) or distinct values (1,000,000) than are kept: groups may then be missing, and distinct counts are lower bounds',
		}),
		interval: z
			.string()
			.optional()
			.meta({ description: 'Width of the buckets, also where "auto" chose it', example: '1h' }),
		group_count: count
			.optional()
			.meta({ description: 'Number of groups in all, also those beyond the limit' }),
		other_count: count.optional().meta({ description: 'Events in groups that are not listed' }),
		missing_count: count.optional().meta({
			description: 'Events in no group, because they lack a field of group_by or have it empty',
		}),
	}),
});
