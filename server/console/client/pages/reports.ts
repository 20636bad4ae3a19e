/** Reports: the predefined ones and those that people made, with what each counts. */
import { call } from '../api.js';
import { button, h, link } from '../elements.js';
import { choiceField, filterBar } from '../forms.js';
import { toHash } from '../hash.js';
import type { Page } from '../page.js';
import { pageOf } from '../paging.js';
import { askReport, countsText, type Report } from '../report.js';
import { type Column, pagedList } from '../table.js';

const MODULES = ['Windows', 'Unix', 'Applications', 'Network devices', 'All devices', 'Custom'];

const COLUMNS: readonly Column<Report>[] = [
	{
		title: 'Report',
		class: 'name',
		cell: ({ report_id: id, report_name: name }) => link(toHash(['reports', id]), name),
	},
	{ title: 'Module', cell: ({ module_name: module }) => module },
	{ title: 'Category', cell: ({ category_name: category }) => category },
	{ title: 'Group', cell: ({ group_name: group }) => group },
	{ title: 'Counts', cell: (report) => countsText(report) },
	{ title: 'Description', class: 'wide', cell: ({ description }) => description },
];

export const page: Page = async ({ root, query, filter, go, signal }) => {
	const place = h('div', {});
	const make = button('New report', () => askReport((id) => go(toHash(['reports', id]))));
	const module = query['module'] ?? '';
	root.append(
		h('div', { class: 'buttons corner' }, make),
		filterBar(
			filter,
			choiceField('Module', 'module', [['', 'All'], ...MODULES], { value: module }),
		),
		place,
	);
	await pagedList<Report>(
		place,
		{ what: 'reports', columns: COLUMNS, empty: 'No report fits this filter.' },
		pageOf(query['page'], 50),
		async (from, limit) => {
			const { data, meta } = await call<{
				data: { reports: Report[] };
				meta: { total_items: number };
			}>(
				'POST',
				'/v2/report/profiles',
				{ from, limit, ...(module === '' ? {} : { module_name: [module] }) },
				signal,
			);
			return { items: data.reports, total: meta.total_items };
		},
		(number) => filter({ ...query, page: number }),
	);
};
