/** Hits of a search by time, as columns above the list; the numbers stand in each column's title. */
import { call } from './api.js';
import { h, present } from './elements.js';
import { counted, localTime } from './format.js';

/** What the server counted. */
export interface Counts {
	readonly data: {
		readonly count: number;
		readonly buckets?: readonly { readonly start_time: string; readonly count: number }[];
	};
	readonly meta: { readonly interval?: string };
}

/** What is counted: the query, the times and the filters of a search. */
export type Counted = Readonly<Record<'query' | 'start_time' | 'end_time', string>>;

/** Shows the histogram once it is there; the search works without. */
export async function showHistogram(
	place: HTMLElement,
	search: Counted,
	signal: AbortSignal,
): Promise<void> {
	const { query, start_time, end_time } = search;
	const body = { query, start_time, end_time, interval: 'auto' };
	const counts = await call<Counts>('POST', '/v2/search/aggregate', body, signal).catch(
		() => undefined,
	);
	place.replaceChildren(...present([counts === undefined ? null : histogram(counts)]));
}

/** The chart of counts by time; null where nothing was counted. */
export function histogram({ data, meta }: Pick<Counts, 'data' | 'meta'>): HTMLElement | null {
	// "All time" begins in 1970, long before the first event.
	const all = data.buckets ?? [];
	const buckets = all.slice(
		Math.max(
			0,
			all.findIndex(({ count }) => count > 0),
		),
	);
	const [first] = buckets;
	const last = buckets.at(-1);
	if (data.count === 0 || first === undefined || last === undefined) return null;
	const most = Math.max(...buckets.map(({ count }) => count));
	const columns = buckets.map(({ start_time: start, count }) => {
		const bar = h('i', {});
		bar.style.setProperty('height', `${(count / most) * 100}%`);
		return h('span', { title: `${localTime(start)}: ${counted(count, 'event')}` }, bar);
	});
	const chart = h(
		'div',
		{
			class: 'chart hits',
			role: 'img',
			'aria-label': `Events by time, ${buckets.length} columns of ${meta.interval ?? ''}; most in one: ${counted(most, 'event')}`,
		},
		...columns,
	);
	chart.style.setProperty('grid-template-columns', `repeat(${buckets.length}, minmax(1px, 1fr))`);
	return h(
		'div',
		{ class: 'histogram' },
		chart,
		h(
			'div',
			{ class: 'axis', 'aria-hidden': 'true' },
			h('span', {}, localTime(first.start_time)),
			h('span', {}, `a column is ${meta.interval ?? ''}, at most ${counted(most, 'event')}`),
			h('span', {}, localTime(last.start_time)),
		),
	);
}
