/** Random events over some days, and random aggregates of them. */
import type { AggregateRequest } from '../../../../../../server/logs/store';
import type { LogEvent } from '../../../../../../server/logs/events';
import { formatQuery } from '../../../../../../server/logs/query';
import fc from 'fast-check';
import { eventArbitrary, queryArbitrary } from '../../../../logs/query/support/vocabulary';

/** An hour, ms, and the time that the events begin at. */
export const HOUR = 3_600_000;
export const T0 = Date.UTC(2026, 0, 31, 20);

/** Events over two days and a half, mostly in order, some hours late, many in one millisecond. */
export const timedEvents: fc.Arbitrary<LogEvent[]> = fc
	.array(
		fc.tuple(
			eventArbitrary,
			fc.integer({ min: 0, max: 60 }),
			fc.constantFrom(0, 0, 1, HOUR / 2, HOUR - 1),
		),
		{ maxLength: 40 },
	)
	.map((events) =>
		events.map(([{ TIME: _, ...fields }, hour, rest]) => ({
			time: T0 + hour * HOUR + rest,
			fields,
		})),
	);
const FIELD = fc.constantFrom('USERNAME', 'SOURCE', 'EVENTID', 'REMOTEIP', 'MESSAGE', 'NOSUCH');
const QUERY = fc.oneof(
	{ weight: 2, arbitrary: fc.constant('*') },
	{
		weight: 2,
		arbitrary: fc.constantFrom(
			'USERNAME = admin',
			'NOT EVENTID = 200',
			'EVENTID >= 10',
			'SOURCE = *',
			'USERNAME = a*',
			'EVENTID IN (200, 4625)',
		),
	},
	{ weight: 3, arbitrary: queryArbitrary.map(formatQuery) },
);
/** An aggregate over some of the time. */
export const REQUEST: fc.Arbitrary<AggregateRequest> = fc
	.record({
		query: QUERY,
		from: fc.constantFrom(0, T0, T0 + HOUR / 3, T0 + 5 * HOUR, T0 + 26 * HOUR),
		to: fc.constantFrom(T0 + 70 * HOUR, T0 + 28 * HOUR - 1, T0 + 28 * HOUR, T0 + 6 * HOUR + 7),
		width: fc.constantFrom(undefined, HOUR, 24 * HOUR, 2.5 * HOUR),
		groupBy: fc.uniqueArray(FIELD, { maxLength: 2 }),
		distinct: fc.option(FIELD, { nil: undefined }),
	})
	.map(({ width, from, ...rest }) => ({
		...rest,
		from,
		limit: 1_000,
		...(width === undefined
			? {}
			: { buckets: { start: Math.floor(Math.max(from, T0 - HOUR) / width) * width, width } }),
	}));
