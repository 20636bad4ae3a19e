/** Alerts: list with filters by profile, severity, status, time and query. */
import { call, get } from '../api.js';
import { askAttack } from '../demo-attack.js';
import { button, h, link, time } from '../elements.js';
import { choiceField, filterBar, textField } from '../forms.js';
import { toHash } from '../hash.js';
import type { Hit } from '../hits.js';
import type { Page } from '../page.js';
import { RANGES, windowOf } from '../ranges.js';
import { type Column, growingList } from '../table.js';
import { SEVERITIES, STATUSES, badge, withAll } from '../vocabulary.js';
import type { Profile } from '../profile.js';
import type { HitPage } from './search.js';

const DAY = '86400000';

const COLUMNS: readonly Column<Hit>[] = [
	{ title: 'Time', class: 'time', cell: (hit) => time(Number(hit['TIME'])) },
	{ title: 'Severity', class: 'fit', cell: (hit) => badge(String(hit['ALERT_SEVERITY'])) },
	{
		title: 'Alert profile',
		class: 'name',
		cell: (hit) =>
			link(toHash(['alerts', Number(hit['ALERT_ID'])]), String(hit['ALERT_PROFILE_NAME'])),
	},
	{ title: 'Status', class: 'fit', cell: (hit) => badge(String(hit['STATE'])) },
	{ title: 'Device', cell: (hit) => String(hit['HOSTNAME'] ?? '') },
	{ title: 'User', cell: (hit) => String(hit['USERNAME'] ?? '') },
	{ title: 'Events', class: 'num', cell: (hit) => Number(hit['ALERT_EVENT_COUNT']) },
];

export const page: Page = async ({ root, query, filter, reload, signal }) => {
	const { profiles } = await get<{ profiles: Profile[] }>('/alerts/profiles', signal);
	const names = [...profiles].sort((one, other) => one.name.localeCompare(other.name));
	const place = h('div', {});
	const raise = button('Raise a demo alert', () => askAttack(reload));
	root.append(
		h('div', { class: 'buttons corner' }, raise),
		filterBar(
			filter,
			choiceField('Time range', 'range', RANGES, { value: query['range'] ?? DAY }),
			choiceField('Severity', 'severity', withAll(SEVERITIES), { value: query['severity'] ?? '' }),
			choiceField('Status', 'status', withAll(STATUSES), { value: query['status'] ?? '' }),
			choiceField(
				'Alert profile',
				'profile',
				[['', 'All'], ...names.map(({ id, name }) => [String(id), name] as const)],
				{ value: query['profile'] ?? '', class: 'limited' },
			),
			textField('Query', 'q', {
				value: query['q'] ?? '',
				class: 'grow mono',
				placeholder: 'HOSTNAME = web01',
			}),
		),
		place,
	);
	const { severity, status, profile } = query;
	const first = {
		query: query['q'] ?? '*',
		...windowOf(query['range'], DAY, Date.now()),
		...(severity === undefined ? {} : { severity }),
		...(status === undefined ? {} : { status }),
		...(profile === undefined ? {} : { profile_ids: [Number(profile)] }),
		response_type: 'server',
	};
	await growingList<Hit>(
		place,
		{
			what: 'alerts, newest first',
			columns: COLUMNS,
			empty: 'No alerts. Widen the time range or remove a filter.',
		},
		async (cursor) => {
			const body = cursor === undefined ? first : { cursor };
			const { data, meta } = await call<HitPage>('POST', '/v2/alerts', body, signal);
			return { items: data.hits, next: meta.cursor, total: meta.total_items };
		},
	);
};
