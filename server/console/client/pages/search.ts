/** Log search: a query, a time range, and the hits with all their fields. */
import { call, get } from '../api.js';
import { h } from '../elements.js';
import { choiceField, filterBar, suggestions, textField } from '../forms.js';
import { showHistogram } from '../histogram.js';
import { EVENT_COLUMNS, type Hit, openingRow } from '../hits.js';
import type { Page } from '../page.js';
import { RANGES, windowOf } from '../ranges.js';
import { growingList } from '../table.js';

/** One page of a search. */
export interface HitPage {
	readonly data: { readonly hits: readonly Hit[] };
	readonly meta: { readonly cursor?: string; readonly total_items: number };
}

const DAY = '86400000';

export const page: Page = async ({ root, query, filter, signal }) => {
	const fields = h('div', {});
	const bar = filterBar(
		filter,
		textField('Query', 'q', {
			value: query['q'] ?? '*',
			class: 'grow mono',
			placeholder: 'IENAME = "Failed logon" AND USERNAME = root',
			attributes: { list: 'log-fields' },
		}),
		choiceField('Time range', 'range', RANGES, { value: query['range'] ?? DAY }),
		choiceField(
			'Field names',
			'names',
			[
				['server', 'Server'],
				['client', 'Display'],
			],
			{ value: query['names'] ?? 'server' },
		),
	);
	const chart = h('div', {});
	const place = h('div', {});
	root.append(bar, fields, chart, place);
	void suggestFields(fields, signal);
	const first = {
		query: query['q'] ?? '*',
		...windowOf(query['range'], DAY, Date.now()),
		response_type: query['names'] === 'client' ? 'client' : 'server',
	};
	void showHistogram(chart, first, signal);
	const columns = [{ title: '', class: 'fit', cell: () => null }, ...EVENT_COLUMNS];
	await growingList<Hit>(
		place,
		{
			what: 'events, newest first',
			columns,
			empty: 'No hits. Widen the time range or the query.',
			row: (hit) => openingRow(EVENT_COLUMNS, hit),
		},
		async (cursor) => {
			const body = cursor === undefined ? first : { cursor };
			const { data, meta } = await call<HitPage>('POST', '/v2/search', body, signal);
			return { items: data.hits, next: meta.cursor, total: meta.total_items };
		},
	);
};

/** Offers the names of fields while a query is typed; the search works without. */
async function suggestFields(place: HTMLElement, signal: AbortSignal): Promise<void> {
	const answer = await get<{
		data: { fields: { server_value: string; client_value: string }[] };
	}>('/v2/meta/log-fields', signal).catch(() => undefined);
	const options = (answer?.data.fields ?? []).map(
		({ server_value: name, client_value: label }) => [`${name} = `, label] as const,
	);
	place.replaceChildren(suggestions('log-fields', options));
}
