/** One alert: what raised it, its fields, its status and the history of that. */
import { call, get } from '../api.js';
import { definitions, h, link, section, time } from '../elements.js';
import { areaField, choiceField, makeForm } from '../forms.js';
import { toHash } from '../hash.js';
import { type Hit, fieldList } from '../hits.js';
import { notify } from '../notices.js';
import type { Page } from '../page.js';
import { fill } from '../state.js';
import { tableOf } from '../table.js';
import { STATUSES, type Severity, type Status, badge, choices, label } from '../vocabulary.js';

interface Alert {
	readonly id: number;
	readonly profileId: number;
	readonly profileName: string;
	readonly severity: Severity;
	readonly status: Status;
	readonly time: number;
	readonly group: string;
	readonly events: number;
	readonly document: Hit;
}

interface Change {
	readonly at: number;
	readonly actor: string;
	readonly was: Status;
	readonly became: Status;
	readonly note: string;
}

export const page: Page = async ({ root, parameters, signal, reload }) => {
	const path = `/alerts/${encodeURIComponent(parameters['id'] ?? '')}`;
	await fill(root, 'the alert', async () => {
		const { alert, history } = await get<{ alert: Alert; history: Change[] }>(path, signal);
		return [
			summary(alert),
			statusForm(alert, path, reload),
			section('History', historyOf(history)),
			section('Fields of the event', fieldList(alert.document)),
		];
	});
};

function summary(alert: Alert): HTMLElement {
	return section(
		alert.profileName,
		definitions([
			['Severity', badge(alert.severity)],
			['Status', badge(alert.status)],
			['Time', time(alert.time)],
			['Alert profile', link(toHash(['profiles', alert.profileId]), alert.profileName)],
			['Events', alert.events],
			['Group', String(alert.document['ALERT_GROUP'] ?? '') || '–'],
		]),
		h(
			'p',
			{ class: 'links' },
			link(
				toHash(['alerts'], { profile: alert.profileId, range: '604800000' }),
				'Alerts of this profile',
			),
			typeof alert.document['HOSTNAME'] === 'string'
				? link(
						toHash(['search'], { q: `HOSTNAME = "${alert.document['HOSTNAME']}"` }),
						'Events of this device',
					)
				: null,
		),
	);
}

function statusForm(alert: Alert, path: string, reload: () => void): HTMLElement {
	return section(
		'Change the status',
		makeForm(
			{
				label: 'Change the status',
				action: 'Save status',
				class: 'form row',
				submit: async ({ status, note }) => {
					await call('PUT', `${path}/status`, { status, note });
					notify(`The alert is ${label(status ?? '').toLowerCase()} now.`);
					reload();
				},
			},
			choiceField('Status', 'status', choices(STATUSES), { value: alert.status }),
			areaField('Why (optional)', 'note', { class: 'grow', attributes: { rows: 2 } }),
		),
	);
}

function historyOf(history: readonly Change[]): HTMLElement {
	if (history.length === 0) return h('p', { class: 'dim' }, 'The status was never changed.');
	return tableOf(
		'history',
		[
			{ title: 'Time', class: 'time', cell: ({ at }) => time(at) },
			{ title: 'By', cell: ({ actor }) => actor },
			{ title: 'From', class: 'fit', cell: ({ was }) => badge(was) },
			{ title: 'To', class: 'fit', cell: ({ became }) => badge(became) },
			{ title: 'Why', class: 'wide', cell: ({ note }) => note },
		],
		history,
	);
}
