/** One incident: what is known, what was done, and what can be done about it. */
import { get } from '../api.js';
import { definitions, h, link, section, time } from '../elements.js';
import { valueText } from '../format.js';
import { toHash } from '../hash.js';
import { type Hit, fieldList } from '../hits.js';
import { exportForm } from '../incident-export.js';
import { changeForm, noteForm } from '../incident-forms.js';
import { tickets } from '../incident-tickets.js';
import type { Page } from '../page.js';
import { fill } from '../state.js';
import { tableOf } from '../table.js';
import { badge, label } from '../vocabulary.js';
import type { Incident } from '../incident.js';
import { due } from './incidents.js';

export const page: Page = async ({ root, parameters, signal, reload }) => {
	const path = `/v2/incident/${encodeURIComponent(parameters['id'] ?? '')}`;
	await fill(root, 'the incident', async () => {
		const { data: incident } = await get<{ data: Incident }>(path, signal);
		const ticketing = h('div', {});
		void tickets(ticketing, incident.incident_id, signal);
		return [
			summary(incident),
			h(
				'div',
				{ class: 'columns' },
				h(
					'div',
					{},
					section('Evidence', evidence(incident)),
					section('Notes', notes(incident), noteForm(path, reload)),
					section('Activity', activity(incident)),
				),
				h(
					'div',
					{},
					changeForm(incident, path, signal, reload),
					section('Actors', actors(incident)),
					section('Tickets', ticketing),
					exportForm(incident.incident_id, signal),
				),
			),
		];
	});
};

function summary(incident: Incident): HTMLElement {
	return section(
		incident.name,
		h('p', { class: 'text' }, incident.description),
		definitions([
			['Severity', badge(incident.severity)],
			['Status', badge(incident.status)],
			['Assignee', incident.assignee ?? 'nobody'],
			['Due', due(incident)],
			['Created', [time(incident.created_time), ` by ${incident.created_by}`]],
			['Changed', time(incident.updated_time)],
			['Source', label(incident.source)],
			['Id', h('code', {}, String(incident.incident_id))],
		]),
	);
}

function evidence({ evidence: pieces }: Incident): HTMLElement {
	if (pieces.length === 0) return h('p', { class: 'dim' }, 'No evidence yet.');
	const items = pieces.map(({ description, source, data, added_by: by, created_time: added }) =>
		h(
			'details',
			{},
			h('summary', {}, description, ' ', badge(source)),
			h('p', { class: 'dim' }, 'Added by ', by, ', ', time(added), ' ', alertLink(data)),
			isFlat(data) ? fieldList(data) : h('pre', {}, valueText(data)),
		),
	);
	return h('div', { class: 'evidence' }, ...items);
}

function alertLink(data: unknown): Node | null {
	const id = isFlat(data) ? Number(data['ALERT_ID']) : NaN;
	return Number.isSafeInteger(id) ? link(toHash(['alerts', id]), 'Open the alert') : null;
}

function isFlat(data: unknown): data is Hit {
	return typeof data === 'object' && data !== null && !Array.isArray(data);
}

function notes({ notes: remarks }: Incident): HTMLElement {
	if (remarks.length === 0) return h('p', { class: 'dim' }, 'No notes yet.');
	const items = remarks.map(({ note, author, created_time: created }) =>
		h('li', {}, h('p', { class: 'text' }, note), h('small', {}, author, ', ', time(created))),
	);
	return h('ol', { class: 'notes' }, ...items);
}

function activity({ activity: lines }: Incident): HTMLElement {
	return tableOf(
		'activity',
		[
			{ title: 'Time', class: 'time', cell: (line) => time(line.time) },
			{ title: 'By', cell: ({ actor }) => actor },
			{ title: 'What', cell: ({ action }) => label(action) },
			{ title: 'Detail', class: 'wide', cell: ({ detail }) => detail },
		],
		[...lines].reverse(),
	);
}

function actors({ actors: roles }: Incident): HTMLElement {
	const entries = roles.flatMap((entry) => Object.entries(entry));
	if (entries.length === 0) return h('p', { class: 'dim' }, 'No actors are known.');
	return definitions(entries.map(([role, names]) => [label(role), names.join(', ')]));
}
