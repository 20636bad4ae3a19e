/** Jobs of every kind: what runs, how far it is, and a button that stops it. */
import { call, get } from '../api.js';
import { type Child, button, h, link, time } from '../elements.js';
import { choiceField, filterBar } from '../forms.js';
import { count, duration } from '../format.js';
import { toHash } from '../hash.js';
import { notify } from '../notices.js';
import { type Page, every } from '../page.js';
import { act, empty, fill } from '../state.js';
import { type Column, tableOf } from '../table.js';
import { badge, label, withAll } from '../vocabulary.js';
import { STATES } from './runs.js';

interface Job {
	readonly id: string;
	readonly kind: string;
	readonly owner: string;
	readonly state: string;
	readonly done: number;
	readonly total: number | null;
	readonly note: string | null;
	readonly hits: number;
	readonly cancellable: boolean;
	readonly run: number | null;
	readonly message: string | null;
	readonly runningMs: number;
	readonly submittedAt: string;
}

const KINDS = [
	'search',
	'alerts',
	'aggregate',
	'incident-export',
	'workflow',
	'delivery',
	'callback',
];
const REFRESH_MS = 3_000;
const LIMIT = 200;

export const page: Page = async ({ root, query, filter, signal }) => {
	const place = h('div', {});
	root.append(
		filterBar(
			filter,
			choiceField('Kind', 'kind', withAll(KINDS), { value: query['kind'] ?? '' }),
			choiceField('State', 'state', withAll(STATES), { value: query['state'] ?? '' }),
		),
		place,
	);
	let last = '';
	const read = async (): Promise<readonly Child[] | undefined> => {
		const search = new URLSearchParams({ ...query, limit: String(LIMIT) });
		const answer = await get<{ total: number; jobs: Job[] }>(`/jobs?${search.toString()}`, signal);
		const text = JSON.stringify(answer);
		// A table that is made anew takes the keyboard's place away.
		if (text === last) return undefined;
		last = text;
		return list(answer, async () => {
			const content = await read();
			if (content !== undefined) place.replaceChildren(...(content as Node[]));
		});
	};
	await fill(place, 'jobs', async () => (await read()) ?? null);
	every(REFRESH_MS, signal, async () => {
		const content = await read();
		if (content !== undefined) place.replaceChildren(...(content as Node[]));
	});
};

function list(
	{ total, jobs }: { readonly total: number; readonly jobs: readonly Job[] },
	refresh: () => Promise<void>,
): readonly Node[] {
	if (jobs.length === 0) return [empty('No jobs. Those that ended are kept for a day.')];
	const columns: readonly Column<Job>[] = [
		{ title: 'Job', class: 'mono', cell: ({ id }) => id },
		{
			title: 'Kind',
			class: 'fit',
			cell: ({ kind, run }) =>
				run === null ? label(kind) : link(toHash(['runs', run]), `${label(kind)} run ${run}`),
		},
		{ title: 'State', class: 'fit', cell: ({ state }) => badge(state) },
		{ title: 'Progress', cell: progress },
		{ title: 'Owner', class: 'mono', cell: ({ owner }) => owner },
		{ title: 'Submitted', class: 'time', cell: ({ submittedAt }) => time(submittedAt) },
		{ title: 'At work', class: 'num', cell: ({ runningMs }) => duration(runningMs) },
		{ title: 'Message', class: 'wide', cell: ({ message, note }) => message ?? note ?? '' },
		{ title: '', class: 'fit', cell: (job) => cancel(job, refresh) },
	];
	const summary = jobs.length < total ? `${jobs.length} of ${count(total)} jobs` : `${total} jobs`;
	return [h('p', { class: 'summary', role: 'status' }, summary), tableOf('jobs', columns, jobs)];
}

function progress({ done, total, hits, kind, state }: Job): Child {
	const found =
		kind === 'search' || kind === 'alerts'
			? `${count(hits)} hits`
			: kind === 'aggregate'
				? `${count(done)} events`
				: '';
	if (total === null || total === 0 || state !== 'RUNNING') return found;
	const bar = h('progress', { max: total, 'aria-label': 'Progress' });
	bar.value = done;
	return h('span', {}, bar, ' ', found);
}

function cancel({ id, cancellable }: Job, refresh: () => Promise<void>): Child {
	if (!cancellable) return null;
	const control = button('Cancel', () =>
		act(control, async () => {
			await call('POST', `/jobs/${encodeURIComponent(id)}/cancel`, {});
			notify(`Job ${id} is cancelled.`);
			await refresh();
		}),
	);
	return control;
}
