/** Log sources: the devices that have sent logs. */
import { get } from '../api.js';
import { h, link, time } from '../elements.js';
import { toHash } from '../hash.js';
import type { Page } from '../page.js';
import { pageOf } from '../paging.js';
import { type Column, pagedList } from '../table.js';
import { badge } from '../vocabulary.js';

interface Source {
	readonly log_source: string;
	readonly ip_address: string;
	readonly log_type_name: string;
	readonly log_source_group_name: string;
	readonly status: string;
	readonly last_message_time?: string;
}

const COLUMNS: readonly Column<Source>[] = [
	{
		title: 'Device',
		cell: ({ log_source: name }) =>
			link(toHash(['search'], { q: `HOSTNAME = "${name.replaceAll('"', '\\"')}"` }), name),
	},
	{ title: 'IP address', class: 'mono', cell: ({ ip_address: address }) => address },
	{ title: 'Log type', cell: ({ log_type_name: type }) => type },
	{ title: 'Group', cell: ({ log_source_group_name: group }) => group },
	{ title: 'Status', cell: ({ status }) => badge(status) },
	{ title: 'Last event', class: 'time', cell: (source) => time(source.last_message_time) },
];

export const page: Page = async ({ root, query, filter, signal }) => {
	const place = h('div', {});
	root.append(place);
	await pagedList<Source>(
		place,
		{
			what: 'log sources',
			columns: COLUMNS,
			empty: 'No log source yet. Send logs with "log360-server import" or POST /ingest.',
		},
		pageOf(query['page'], 50),
		async (first, limit) => {
			const path = `/v2/log-sources?from=${first}&limit=${limit}`;
			const { data, meta } = await get<{
				data: { log_sources: Source[] };
				meta: { total_items: number };
			}>(path, signal);
			return { items: data.log_sources, total: meta.total_items };
		},
		(number) => filter({ page: number }),
	);
};
