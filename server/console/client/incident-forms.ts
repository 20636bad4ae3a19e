/** The forms of an incident: its values, with care for what others change meanwhile, and notes. */
import { ApiFailure, call, get } from './api.js';
import { button, h, section } from './elements.js';
import { areaField, choiceField, makeForm, suggestions, textField } from './forms.js';
import { fromLocalInput, toLocalInput } from './format.js';
import { notify } from './notices.js';
import type { Incident } from './incident.js';
import { SEVERITIES, STATUSES, choices } from './vocabulary.js';

/** The form that changes status, severity, assignee and due date. */
export function changeForm(
	incident: Incident,
	path: string,
	signal: AbortSignal,
	reload: () => void,
): HTMLElement {
	const names = h('div', {});
	const conflict = h('div', { role: 'alert', class: 'steps' });
	void suggestUsers(names, signal);
	const form = makeForm(
		{
			label: 'Change the incident',
			action: 'Save changes',
			submit: async (values) => {
				conflict.replaceChildren();
				const change = changed(incident, values);
				if (Object.keys(change).length === 0) throw new Error('Nothing is changed.');
				try {
					await call('PUT', path, { ...change, updated_time: incident.updated_time });
				} catch (error) {
					if (!(error instanceof ApiFailure) || error.status !== 409) throw error;
					conflict.replaceChildren(...conflictText(reload));
					return;
				}
				notify('The incident is changed.');
				reload();
			},
		},
		choiceField('Status', 'status', choices(STATUSES), { value: incident.status }),
		choiceField('Severity', 'severity', choices(SEVERITIES), { value: incident.severity }),
		textField('Assignee', 'assignee', {
			value: incident.assignee,
			placeholder: 'nobody',
			attributes: { list: 'users' },
		}),
		textField('Due', 'due', {
			value: toLocalInput(incident.due_date),
			attributes: { type: 'datetime-local' },
		}),
		names,
	);
	return section('Change', form, conflict);
}

/** The form that adds a note. */
export function noteForm(path: string, reload: () => void): HTMLElement {
	return makeForm(
		{
			label: 'Add a note',
			action: 'Add note',
			submit: async ({ note }) => {
				await call('PUT', path, { note });
				notify('The note is added.');
				reload();
			},
		},
		areaField('New note', 'note', { required: true, attributes: { rows: 3 } }),
	);
}

/** Only what differs is sent: what somebody else changed stays as it is. */
function changed(
	incident: Incident,
	{ status, severity, assignee = '', due = '' }: Record<string, string>,
): Record<string, unknown> {
	const wanted = assignee.trim();
	return {
		...(status === incident.status ? {} : { status }),
		...(severity === incident.severity ? {} : { severity }),
		...(wanted === (incident.assignee ?? '') ? {} : { assignee: wanted === '' ? null : wanted }),
		...(due === toLocalInput(incident.due_date) ? {} : { due_date: fromLocalInput(due) }),
	};
}

function conflictText(reload: () => void): readonly HTMLElement[] {
	return [
		h(
			'p',
			{ class: 'error' },
			'Somebody else has changed the incident meanwhile. Nothing of yours is saved.',
		),
		button('Show the incident as it is now', reload),
	];
}

/** Offers the users of the product; any other name can be typed. */
async function suggestUsers(place: HTMLElement, signal: AbortSignal): Promise<void> {
	const answer = await get<{ data: { users: { user_name: string; role: string }[] } }>(
		'/v2/meta/users?limit=1000',
		signal,
	).catch(() => undefined);
	const users = answer?.data.users ?? [];
	const options = users.map(({ user_name: name, role }) => [name, role] as const);
	place.replaceChildren(suggestions('users', options));
}
