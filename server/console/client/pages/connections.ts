/** Ticketing connections: list. */
import { get } from '../api.js';
import type { Connection } from '../connection-form.js';
import { h, link, time } from '../elements.js';
import { toHash } from '../hash.js';
import type { Page } from '../page.js';
import { empty, fill } from '../state.js';
import { tableOf } from '../table.js';
import { badge, label } from '../vocabulary.js';

export const page: Page = async ({ root, signal }) => {
	const place = h('div', {});
	root.append(
		h('div', { class: 'toolbar' }, link(toHash(['connections', 'new']), 'New connection')),
		place,
	);
	await fill(place, 'connections', async () => {
		const { connections } = await get<{ connections: Connection[] }>(
			'/ticketing/connections',
			signal,
		);
		if (connections.length === 0) return empty('No ticketing tool is connected yet.');
		return tableOf<Connection>(
			'connections',
			[
				{ title: 'Name', cell: ({ id, name }) => link(toHash(['connections', id]), name) },
				{ title: 'Tool', cell: ({ tool }) => label(tool) },
				{
					title: 'State',
					class: 'fit',
					cell: ({ enabled }) => badge(enabled ? 'enabled' : 'disabled'),
				},
				{ title: 'Address', class: 'wide mono', cell: ({ settings }) => settings['url'] ?? '' },
				{
					title: 'Tickets for',
					cell: ({ severities }) => severities.map(label).join(', ') || 'none',
				},
				{ title: 'Changed', class: 'time', cell: ({ updatedAt }) => time(updatedAt) },
				{
					title: '',
					class: 'fit',
					cell: ({ id }) => link(toHash(['deliveries'], { connection: id }), 'Deliveries'),
				},
			],
			connections,
		);
	});
};
