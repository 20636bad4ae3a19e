/** Log sources: the devices that have sent logs. */
import { call, get } from '../api.js';
import { openDialog } from '../dialog.js';
import { button, type Child, h, link, time } from '../elements.js';
import { makeForm, textField } from '../forms.js';
import { toHash } from '../hash.js';
import { notify } from '../notices.js';
import type { Page } from '../page.js';
import { pageOf } from '../paging.js';
import { type Column, pagedList } from '../table.js';
import { badge } from '../vocabulary.js';
import { zoneField } from '../zones.js';

interface Source {
	readonly log_source_id: number;
	readonly log_source: string;
	readonly ip_address: string;
	readonly log_type_name: string;
	readonly log_source_group_name: string;
	readonly status: string;
	readonly time_zone?: string;
	readonly last_message_time?: string;
}

/** @param changed called when a zone was changed */
const columns = (changed: () => void): readonly Column<Source>[] => [
	{
		title: 'Device',
		cell: ({ log_source: name }) =>
			link(toHash(['search'], { q: `HOSTNAME = "${name.replaceAll('"', '\\"')}"` }), name),
	},
	{ title: 'IP address', class: 'mono', cell: ({ ip_address: address }) => address },
	{ title: 'Log type', cell: ({ log_type_name: type }) => type },
	{ title: 'Group', cell: ({ log_source_group_name: group }) => group },
	{ title: 'Status', cell: ({ status }) => badge(status) },
	{
		title: 'Time zone',
		cell: (source) =>
			h(
				'div',
				{ class: 'buttons wrap' },
				source.time_zone === undefined ? null : h('span', {}, ...breakable(source.time_zone)),
				button(source.time_zone === undefined ? 'Set' : 'Change', () => askZone(source, changed), {
					class: 'quiet',
					'aria-label': `Time zone of ${source.log_source}`,
				}),
			),
	},
	{ title: 'Last event', class: 'time', cell: (source) => time(source.last_message_time) },
];

export const page: Page = async ({ root, query, filter, reload, signal }) => {
	const place = h('div', {});
	const early = button('Set the zone of a new device', () => askEarly(reload));
	root.append(h('div', { class: 'buttons corner' }, early), place);
	await pagedList<Source>(
		place,
		{
			what: 'log sources',
			columns: columns(reload),
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

/** A zone's name that may go on in the next line after a slash, since the longest would push the last column out of sight. */
function breakable(zone: string): readonly Child[] {
	return zone.split('/').flatMap((part, at) => (at === 0 ? [part] : ['/', h('wbr'), part]));
}

/** Asks for the zone of a source and sets it. */
function askZone(source: Source, changed: () => void): void {
	const { log_source: name, log_source_id: id } = source;
	const form = makeForm(
		{
			label: `Time zone of ${name}`,
			action: 'Save',
			cancel: () => close(),
			submit: async ({ zone = '' }) => {
				const time_zone = zone.trim() === '' ? null : zone.trim();
				await call('PUT', '/v2/log-sources', { log_sources: [{ log_source_id: id, time_zone }] });
				close();
				notify(`The time zone of ${name} is ${time_zone ?? 'that of the server'}.`, 'good');
				changed();
			},
		},
		zoneField('Time zone', 'zone', {
			value: source.time_zone,
			help: 'Of times that the device sends without one, from now on. Left empty, that of the server.',
		}),
	);
	const close = openDialog(`Time zone of ${name}`, form);
}

/** Asks for a device that has sent nothing yet, and sets its zone. */
function askEarly(changed: () => void): void {
	const form = makeForm(
		{
			label: 'Time zone of a new device',
			action: 'Save',
			cancel: () => close(),
			submit: async ({ name = '', zone = '' }) => {
				const log_sources = [{ log_source: name.trim(), time_zone: zone.trim() }];
				await call('PUT', '/v2/log-sources', { log_sources });
				close();
				notify(`The time zone of ${name.trim()} is ${zone.trim()}.`, 'good');
				changed();
			},
		},
		textField('Device', 'name', {
			required: true,
			help: 'Its host name as its lines give it, or its address where they name none.',
		}),
		zoneField('Time zone', 'zone', {
			required: true,
			help: 'Of times that the device sends without one, from its first line on.',
		}),
	);
	const close = openDialog('Time zone of a new device', form);
}
