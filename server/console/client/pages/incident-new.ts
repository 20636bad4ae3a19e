/** Makes an incident by hand. */
import { call } from '../api.js';
import { section } from '../elements.js';
import { areaField, choiceField, makeForm, textField } from '../forms.js';
import { fromLocalInput } from '../format.js';
import { toHash } from '../hash.js';
import { notify } from '../notices.js';
import type { Page } from '../page.js';
import { SEVERITIES, choices } from '../vocabulary.js';
import type { Summary } from './incidents.js';

export const page: Page = ({ root, go }) => {
	const form = makeForm(
		{
			label: 'New incident',
			action: 'Create incident',
			submit: async ({ name, description, severity, assignee = '', due = '' }) => {
				const date = fromLocalInput(due);
				const { data } = await call<{ data: Summary }>('POST', '/v2/incident', {
					...{ name, description, severity },
					...(assignee.trim() === '' ? {} : { assignee: assignee.trim() }),
					...(date === null ? {} : { due_date: date }),
				});
				notify('The incident is created.');
				go(toHash(['incidents', data.incident_id]));
			},
		},
		textField('Name', 'name', { required: true }),
		areaField('Description', 'description'),
		choiceField('Severity', 'severity', choices(SEVERITIES), { value: 'attention' }),
		textField('Assignee (optional)', 'assignee'),
		textField('Due (optional)', 'due', { attributes: { type: 'datetime-local' } }),
	);
	root.append(section('New incident', form));
};
