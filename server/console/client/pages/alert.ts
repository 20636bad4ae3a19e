/** One alert: what raised it, its fields, its status and the history of that. */
import { call, get } from '../api.js';
import { definitions, h, link, section, time } from '../elements.js';
import { areaField, choiceField, makeForm, textField } from '../forms.js';
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
	readonly assignee: string | null;
	readonly time: number;
	readonly raisedAt: number | null;
	readonly group: string;
	readonly events: number;
	readonly document: Hit;
}

interface Change {
	readonly at: number;
	readonly actor: string;
	readonly field: 'status' | 'assignee' | 'note';
	readonly was: string;
	readonly became: string;
	readonly note: string;
}

export const page: Page = async ({ root, parameters, signal, reload }) => {
	const path = `/alerts/${encodeURIComponent(parameters['id'] ?? '')}`;
	await fill(root, 'the alert', async () => {
		const { alert, history } = await get<{ alert: Alert; history: Change[] }>(path, signal);
		return [
			summary(alert),
			statusForm(alert, path, reload),
			assigneeForm(alert, path, reload),
			noteForm(path, reload),
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
			['Assignee', alert.assignee ?? 'nobody'],
			['Time', time(alert.time)],
			['Raised', alert.raisedAt === null ? '–' : time(alert.raisedAt)],
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

function assigneeForm(alert: Alert, path: string, reload: () => void): HTMLElement {
	return section(
		'Assign',
		makeForm(
			{
				label: 'Assign',
				action: 'Save assignee',
				class: 'form row',
				submit: async ({ assignee = '' }) => {
					await call('PUT', `${path}/assignee`, { assignee: assignee.trim() || null });
					notify(assignee.trim() === '' ? 'Nobody has the alert now.' : 'The alert is assigned.');
					reload();
				},
			},
			textField('Assignee (empty: nobody)', 'assignee', { value: alert.assignee ?? '' }),
		),
	);
}

function noteForm(path: string, reload: () => void): HTMLElement {
	return section(
		'Add a note',
		makeForm(
			{
				label: 'Add a note',
				action: 'Add note',
				class: 'form row',
				submit: async ({ note }) => {
					await call('POST', `${path}/notes`, { note });
					notify('The note is in the history.');
					reload();
				},
			},
			areaField('Note', 'note', { class: 'grow', attributes: { rows: 2, required: true } }),
		),
	);
}

function historyOf(history: readonly Change[]): HTMLElement {
	if (history.length === 0)
		return h('p', { class: 'dim' }, 'Nobody has done anything about it yet.');
	return tableOf(
		'history',
		[
			{ title: 'Time', class: 'time', cell: ({ at }) => time(at) },
			{ title: 'By', cell: ({ actor }) => actor },
			{ title: 'What', class: 'fit', cell: ({ field }) => label(field) },
			{ title: 'From', class: 'fit', cell: ({ field, was }) => valueOf(field, was) },
			{ title: 'To', class: 'fit', cell: ({ field, became }) => valueOf(field, became) },
			{ title: 'Note', class: 'wide', cell: ({ note }) => note },
		],
		history,
	);
}

function valueOf(field: Change['field'], value: string): HTMLElement | string {
	return field === 'status' ? badge(value) : value;
}
