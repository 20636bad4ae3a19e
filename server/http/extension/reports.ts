/** Extensions on reports: how many events a report has, by time or by fields, as JSON or as a CSV file. */
import type { EventStore } from '../../logs/store';
import type { ReportCatalogue } from '../../inventory';
import { csvRow } from '../../platform';
import { resolveFilters } from '../../logs/sources';
import { askedFor, countNow, shownCounts } from '../aggregate';
import type { Call, Handlers } from '../endpoint';
import { abortedWithCaller } from '../hang-up';

/** What the handlers work on. */
export interface ReportParts {
	readonly store: EventStore;
	readonly reports: ReportCatalogue;
}

type CountCall = Call<'server.reports.aggregate'> | Call<'server.reports.aggregateFile'>;

/** Handlers of `/api/v2/report/aggregate/...`. */
export function reportExtensions({ store, reports }: ReportParts): Handlers {
	const counted = async ({ params, body, ctx }: CountCall) => {
		const report = await reports.find(params.report_id);
		const { interval = 'auto', groupBy, limit, distinct } = report.counts ?? {};
		const search = {
			query: report.query,
			from: body.start_time,
			to: body.end_time,
			form: 'server' as const,
			...(await resolveFilters(store, {
				hosts: body.log_source_ids,
				groups: body.log_source_group_ids,
			})),
		};
		const asked = await askedFor(store, search, {
			...{ limit, distinct, time_zone: body.time_zone },
			...(groupBy === undefined ? { interval } : { group_by: groupBy }),
		});
		const result = await countNow(store, asked, abortedWithCaller(ctx));
		return { report, names: asked.names, shown: shownCounts(asked, result) };
	};
	return {
		'server.reports.aggregate': async (call) => (await counted(call)).shown,
		'server.reports.aggregateFile': async (call) => {
			const { report, names, shown } = await counted(call);
			const { ctx } = call;
			ctx.type = 'text/csv; charset=utf-8';
			ctx.attachment(`report-${report.id}.csv`);
			ctx.body = csvOf(names, shown, report.counts?.distinct);
		},
	};
}

/** The counts, a row each; what the list leaves out has rows of its own at the end. */
function csvOf(
	names: readonly string[],
	{ data, meta }: ReturnType<typeof shownCounts>,
	distinct: string | undefined,
): string {
	const numbers = ({ count, distinct_count: own }: { count: number; distinct_count?: number }) => [
		String(count),
		...(distinct === undefined ? [] : [String(own ?? '')]),
	];
	const counts = ['count', ...(distinct === undefined ? [] : [`distinct ${distinct}`])];
	const { groups, buckets = [] } = data;
	if (groups === undefined) {
		const rows = buckets.map((bucket) => [bucket.start_time, ...numbers(bucket)]);
		return [['start_time', ...counts], ...rows].map(csvRow).join('');
	}
	const rest = (label: string, count = 0) =>
		count === 0 ? [] : [[label, ...names.slice(1).map(() => ''), ...numbers({ count })]];
	return [
		[...names, ...counts],
		...groups.map((group) => [
			...names.map((name) => String(group.values[name] ?? '')),
			...numbers(group),
		]),
		...rest('(other values)', meta.other_count),
		...rest('(no value)', meta.missing_count),
	]
		.map(csvRow)
		.join('');
}
