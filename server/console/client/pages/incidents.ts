/** Incidents: list with filters and pages. */
import { get } from '../api.js';
import { h, link, time } from '../elements.js';
import { choiceField, filterBar, textField } from '../forms.js';
import { toHash } from '../hash.js';
import type { Page } from '../page.js';
import { pageOf } from '../paging.js';
import { type Column, pagedList } from '../table.js';
import {
	SEVERITIES,
	STATUSES,
	type Severity,
	type Status,
	badge,
	label,
	withAll,
} from '../vocabulary.js';

/** An incident of the list. */
export interface Summary {
	readonly incident_id: number;
	readonly name: string;
	readonly description: string;
	readonly severity: Severity;
	readonly status: Status;
	readonly assignee?: string;
	readonly due_date?: string;
	readonly created_by: string;
	readonly created_time: string;
	readonly updated_time: string;
	readonly source: string;
	readonly ticket_id?: string;
	readonly actors: readonly Readonly<Record<string, readonly string[]>>[];
}

const COLUMNS: readonly Column<Summary>[] = [
	{
		title: 'Name',
		class: 'name',
		cell: ({ incident_id: id, name }) => link(toHash(['incidents', id]), name),
	},
	{ title: 'Severity', class: 'fit', cell: ({ severity }) => badge(severity) },
	{ title: 'Status', class: 'fit', cell: ({ status }) => badge(status) },
	{ title: 'Assignee', cell: ({ assignee }) => assignee ?? '–' },
	{ title: 'Due', class: 'time', cell: due },
	{ title: 'Created', class: 'time', cell: ({ created_time: created }) => time(created) },
	{ title: 'Source', cell: ({ source }) => label(source) },
	{ title: 'Ticket', class: 'mono', cell: ({ ticket_id: ticket }) => ticket ?? '–' },
];

export const page: Page = async ({ root, query, filter, signal }) => {
	const place = h('div', {});
	root.append(
		h('div', { class: 'toolbar' }, link(toHash(['incidents', 'new']), 'New incident')),
		filterBar(
			filter,
			choiceField('Severity', 'severity', withAll(SEVERITIES), { value: query['severity'] ?? '' }),
			choiceField('Status', 'status', withAll(STATUSES), { value: query['status'] ?? '' }),
			textField('Assignee', 'assignee', { value: query['assignee'] ?? '' }),
		),
		place,
	);
	await pagedList<Summary>(
		place,
		{ what: 'incidents', columns: COLUMNS, empty: 'No incident fits these filters.' },
		pageOf(query['page'], 50),
		async (first, limit) => {
			const { severity, status, assignee } = query;
			const search = new URLSearchParams({
				...{ from: String(first), limit: String(limit) },
				...(severity === undefined ? {} : { severity }),
				...(status === undefined ? {} : { status }),
				...(assignee === undefined ? {} : { assignee }),
			});
			const { data, meta } = await get<{
				data: { incidents: Summary[] };
				meta: { total_items: number };
			}>(`/v2/incident?${search.toString()}`, signal);
			return { items: data.incidents, total: meta.total_items };
		},
		(number) => filter({ ...query, page: number }),
	);
};

/** The due date, marked when it has passed. */
export function due({ due_date: date, status }: Pick<Summary, 'due_date' | 'status'>): Node {
	const late = date !== undefined && status !== 'closed' && Date.parse(date) < Date.now();
	return late ? h('span', { class: 'late' }, time(date), ' overdue') : time(date);
}
