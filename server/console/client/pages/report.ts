/** One report: how many events it has in a time range, by time or by the values of fields, and its file. */
import { call, file } from '../api.js';
import { confirm } from '../dialog.js';
import { button, type Child, definitions, h, link, saveFile, section } from '../elements.js';
import { choiceField, filterBar } from '../forms.js';
import { count, counted } from '../format.js';
import { toHash } from '../hash.js';
import { type Counts, histogram } from '../histogram.js';
import { notify } from '../notices.js';
import type { Page } from '../page.js';
import { RANGES, windowOf } from '../ranges.js';
import { countsText, type Report } from '../report.js';
import { act, empty, fill } from '../state.js';
import { type Column, tableOf } from '../table.js';

type Value = string | number | boolean;

interface Group {
	readonly values: Readonly<Record<string, Value>>;
	readonly count: number;
	readonly distinct_count?: number;
}

/** What the server counted. */
interface ReportCounts extends Counts {
	readonly data: Counts['data'] & {
		readonly distinct_count?: number;
		readonly groups?: readonly Group[];
	};
	readonly meta: Counts['meta'] & {
		readonly exact: boolean;
		readonly group_count?: number;
		readonly other_count?: number;
		readonly missing_count?: number;
	};
}

const DAY = '86400000';

export const page: Page = async ({ root, parameters, query, filter, go, signal }) => {
	const id = parameters['id'] ?? '';
	const range = query['range'] ?? DAY;
	await fill(root, 'the report', async () => {
		const report = await readReport(id, signal);
		const window = windowOf(range, DAY, Date.now());
		const place = h('div', {});
		void fill(place, 'counts', async () => {
			const path = `/v2/report/aggregate/${report.report_id}`;
			return shown(await call<ReportCounts>('POST', path, window, signal), report, range);
		});
		return [
			tools(report, range, go),
			summary(report),
			filterBar(filter, choiceField('Time range', 'range', RANGES, { value: range })),
			place,
		];
	});
};

async function readReport(id: string, signal: AbortSignal): Promise<Report> {
	const wanted = /^\d+$/.test(id) ? { report_id: [Number(id)] } : undefined;
	const { data } = await (wanted === undefined
		? Promise.resolve({ data: { reports: [] } })
		: call<{ data: { reports: Report[] } }>('POST', '/v2/report/profiles', wanted, signal));
	const [report] = data.reports as readonly Report[];
	if (report === undefined) throw new Error(`There is no report "${id}".`);
	return report;
}

function tools(report: Report, range: string, go: (hash: string) => void): HTMLElement {
	const { report_id: id, report_name: name, query, custom } = report;
	const save = button('Download CSV', () =>
		act(save, async () => {
			const window = windowOf(range, DAY, Date.now());
			saveFile(await file(`/v2/report/aggregate/${id}/csv`, window));
		}),
	);
	const remove = button(
		'Delete',
		async () => {
			const text = `"${name}" is gone for all, and for the workflows that read it. The events stay.`;
			if (!(await confirm('Delete the report?', text, 'Delete'))) return;
			await act(remove, async () => {
				await call('DELETE', `/v2/report/custom/${id}`);
				notify(`"${name}" is deleted.`);
				go(toHash(['reports']));
			});
		},
		{ class: 'danger' },
	);
	const events = link(toHash(['search'], { q: query, range }), 'Events');
	return h('div', { class: 'toolbar' }, events, save, custom ? remove : null);
}

function summary(report: Report): HTMLElement {
	const { module_name: module, category_name: category, group_name: group } = report;
	return section(
		report.report_name,
		report.description === '' ? null : h('p', {}, report.description),
		definitions([
			['Query', h('code', {}, report.query)],
			['Counted', countsText(report)],
			['Filed under', [module, category, group].join(' › ')],
		]),
	);
}

function shown(counts: ReportCounts, report: Report, range: string): readonly Child[] {
	const { data, meta } = counts;
	const distinct = report.aggregate?.distinct;
	const values =
		distinct === undefined
			? ''
			: `, ${counted(data.distinct_count ?? 0, 'distinct value')} of ${distinct}`;
	const total = h(
		'p',
		{ class: 'summary', role: 'status' },
		`${counted(data.count, 'event')}${values}`,
	);
	if (data.count === 0) return [empty('No events in this time range. Widen it, or send logs.')];
	const inexact = meta.exact
		? null
		: h(
				'p',
				{ role: 'note' },
				'There were more values than are counted: some may be missing, and distinct values are lower bounds.',
			);
	if (data.groups === undefined) return [total, inexact, histogram(counts)];
	const columns = columnsOf(report, data.groups, distinct, range);
	return [total, inexact, tableOf('counts', columns, data.groups), rest(counts)];
}

function columnsOf(
	{ query, aggregate }: Report,
	groups: readonly Group[],
	distinct: string | undefined,
	range: string,
): readonly Column<Group>[] {
	const most = Math.max(1, ...groups.map((group) => group.count));
	const fields = aggregate?.group_by ?? [];
	return [
		...fields.map((field) => ({
			title: field,
			cell: ({ values }: Group) => {
				const value = values[field] ?? '';
				return link(toHash(['search'], { q: narrowed(query, field, value), range }), String(value));
			},
		})),
		{
			title: 'Events',
			cell: (group: Group) => {
				const bar = h('progress', { max: most, 'aria-hidden': 'true' });
				bar.value = group.count;
				return [bar, ' ', count(group.count)];
			},
		},
		...(distinct === undefined
			? []
			: [
					{
						title: `Distinct ${distinct}`,
						class: 'num',
						cell: (group: Group) => count(group.distinct_count ?? 0),
					},
				]),
	];
}

/** What the list leaves out. */
function rest({ meta }: ReportCounts): Child {
	const { group_count: groups = 0, other_count: other = 0, missing_count: missing = 0 } = meta;
	const parts = [
		...(other > 0
			? [`${counted(other, 'event')} in other values, ${count(groups)} values in all`]
			: []),
		...(missing > 0 ? [`${counted(missing, 'event')} without a value`] : []),
	];
	return parts.length === 0
		? null
		: h('p', { class: 'dim' }, `Not in the list: ${parts.join('; ')}.`);
}

/** The query, for one value of a field. */
function narrowed(query: string, field: string, value: Value): string {
	const text = typeof value === 'string' ? `"${value.replace(/["\\]/g, '\\$&')}"` : String(value);
	const condition = `${field} = ${text}`;
	return query.trim() === '*' ? condition : `(${query}) AND ${condition}`;
}
