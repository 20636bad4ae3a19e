/** Runs of workflows: list with filters. */
import { get } from '../api.js';
import { h, link, time } from '../elements.js';
import { choiceField, filterBar, textField } from '../forms.js';
import { toHash } from '../hash.js';
import type { Page } from '../page.js';
import { growingList } from '../table.js';
import { badge, label, withAll } from '../vocabulary.js';
import type { Template } from '../workflow.js';

/** A run. */
export interface Run {
	readonly id: number;
	readonly templateId: number;
	readonly templateName: string;
	readonly trigger: string;
	readonly owner: string;
	readonly ticketId: string | null;
	readonly device: string | null;
	readonly arguments: Readonly<Record<string, unknown>>;
	readonly state: string;
	readonly block: string | null;
	readonly message: string | null;
	readonly createdAt: string;
	readonly startedAt: string | null;
	readonly endedAt: string | null;
}

/** States of runs and jobs. */
export const STATES = ['QUEUED', 'RUNNING', 'SUCCESS', 'FAILED', 'CANCELLED'] as const;

const LIMIT = 100;

export const page: Page = async ({ root, query, filter, signal }) => {
	const { workflows } = await get<{ workflows: Template[] }>('/workflows', signal);
	const place = h('div', {});
	root.append(
		filterBar(
			filter,
			choiceField(
				'Workflow',
				'template',
				[['', 'All'], ...workflows.map(({ id, name }) => [String(id), name] as const)],
				{ value: query['template'] ?? '' },
			),
			choiceField('State', 'state', withAll(STATES), { value: query['state'] ?? '' }),
			textField('Ticket', 'ticket', { value: query['ticket'] ?? '' }),
		),
		place,
	);
	await growingList<Run>(
		place,
		{
			what: 'runs, newest first',
			empty: 'No runs. Execute a workflow, or let alert profiles start it.',
			columns: [
				{ title: 'Run', class: 'fit', cell: ({ id }) => link(toHash(['runs', id]), String(id)) },
				{
					title: 'Workflow',
					cell: ({ templateId: id, templateName }) => link(toHash(['workflows', id]), templateName),
				},
				{ title: 'State', class: 'fit', cell: ({ state }) => badge(state) },
				{ title: 'Started by', cell: ({ trigger, owner }) => `${label(trigger)}, ${owner}` },
				{ title: 'Device', cell: ({ device }) => device ?? '–' },
				{ title: 'Ticket', class: 'mono', cell: ({ ticketId }) => ticketId ?? '–' },
				{ title: 'Asked for', class: 'time', cell: ({ createdAt }) => time(createdAt) },
				{ title: 'Ended', class: 'time', cell: ({ endedAt }) => time(endedAt) },
				{ title: 'Message', class: 'wide', cell: ({ message }) => message ?? '' },
			],
		},
		async (before) => {
			const wanted = Object.entries({ ...query, before, limit: String(LIMIT) });
			const search = new URLSearchParams(
				wanted.filter((entry): entry is [string, string] => entry[1] !== undefined),
			);
			const { runs, next } = await get<{ runs: Run[]; next: number | null }>(
				`/workflows/runs?${search.toString()}`,
				signal,
			);
			return { items: runs, next: next === null ? undefined : String(next) };
		},
	);
};
