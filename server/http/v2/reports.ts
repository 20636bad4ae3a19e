/** V2 reports: profiles, data, and custom reports. */
import type { EventStore } from '../../logs/store';
import type { Report, ReportCatalogue, ReportCounts } from '../../inventory';
import type { PagedSearch } from '../../logs/search';
import { resolveFilters } from '../../logs/sources';
import type { Handlers } from '../endpoint';
import { RawJson } from '../raw-json';
import { abortedWithCaller } from '../hang-up';
import { v2List } from './list';

/** What the handlers work on. */
export interface V2ReportsOptions {
	readonly store: EventStore;
	readonly reports: ReportCatalogue;
	/** Search whose cursors are good for one use only. */
	readonly search: (use: string) => PagedSearch;
}

/** Handlers of `/api/v2/report/...`. Source: the Cloud reports page; answers of data and custom reports are assumed. */
export function v2Reports({ store, reports, search }: V2ReportsOptions): Handlers {
	return {
		'v2.reports.profiles': async ({ body }) => {
			const found = await reports.list({
				modules: body.module_name,
				categories: body.category_name,
				groups: body.group_name,
				ids: body.report_id,
			});
			return v2List('reports', found, body, show);
		},
		'v2.reports.data': async ({ params, body, token, ctx }) => {
			const gone = abortedWithCaller(ctx);
			const report = await reports.find(params.report_id);
			// A cursor belongs to its report: it must not open the rows of another one.
			const rows = search(`v2.report.${report.id}`);
			const page =
				body.cursor === undefined
					? await rows.first(
							token.id,
							{
								query: report.query,
								from: body.start_time ?? 0,
								to: body.end_time ?? 0,
								form: 'server',
								...(await resolveFilters(store, {
									hosts: body.log_source_ids,
									groups: body.log_source_group_ids,
								})),
							},
							gone,
						)
					: await rows.next(token.id, body.cursor, gone);
			const cursor = page.cursor === undefined ? '' : `"cursor":${JSON.stringify(page.cursor)},`;
			return new RawJson(
				'{"data":{"rows":[',
				page.hits,
				`]},"meta":{${cursor}"total_items":${page.total},"items_in_current_page":${page.count}}}`,
			);
		},
		'v2.reports.create': async ({ body }) => {
			const { description, query, aggregate } = body;
			const counts = aggregate === undefined ? {} : { counts: countsOf(aggregate) };
			const report = { ...named(body), description, query, ...counts };
			return { data: show(await reports.create(report)) };
		},
		'v2.reports.update': async ({ params, body }) => {
			const { description, query, aggregate } = body;
			const counts = aggregate && countsOf(aggregate);
			const change = { ...named(body), description, query, counts };
			return { data: show(await reports.update(params.report_id, change)) };
		},
		'v2.reports.delete': async ({ params }) => {
			await reports.delete(params.report_id);
			return { data: { message: 'Deleted 1 report' } };
		},
	};
}

/** Names of the wire, as the parts spell them. */
function named<T extends Names>(body: T) {
	return {
		name: body.report_name as T['report_name'],
		module: body.module_name as T['module_name'],
		category: body.category_name as T['category_name'],
		group: body.group_name as T['group_name'],
	};
}

interface Names {
	readonly report_name?: string | undefined;
	readonly module_name?: string | undefined;
	readonly category_name?: string | undefined;
	readonly group_name?: string | undefined;
}

/** How events are counted, on the wire. */
interface WireCounts {
	readonly interval?: string | undefined;
	readonly group_by?: readonly string[] | undefined;
	readonly limit?: number | undefined;
	readonly distinct?: string | undefined;
}

function countsOf({ group_by: groupBy, ...rest }: WireCounts): ReportCounts {
	return groupBy === undefined ? rest : { ...rest, groupBy };
}

function shownAggregate({ groupBy, ...rest }: ReportCounts) {
	return groupBy === undefined ? rest : { ...rest, group_by: [...groupBy] };
}

function show(report: Report) {
	const { id, name, description, module, category, group, query, counts, custom } = report;
	return {
		report_id: id,
		report_name: name,
		description,
		module_name: module,
		category_name: category,
		group_name: group,
		query,
		...(counts === undefined ? {} : { aggregate: shownAggregate(counts) }),
		custom,
	};
}
