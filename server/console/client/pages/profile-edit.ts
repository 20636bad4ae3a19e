/** Makes an alert profile, or changes one. */
import { call } from '../api.js';
import { button, h, section } from '../elements.js';
import {
	areaField,
	checkField,
	choiceField,
	group,
	isChecked,
	makeForm,
	textField,
} from '../forms.js';
import { toHash } from '../hash.js';
import { incidentRuleFields, readIncidentRule } from '../incident-rule-form.js';
import { notify } from '../notices.js';
import { notificationText, readNotifications } from '../notification-lines.js';
import type { Page } from '../page.js';
import { type RuleStep, readFields, readWindow, windowText } from '../rule.js';
import { fill } from '../state.js';
import { SEVERITIES, choices } from '../vocabulary.js';
import type { Profile } from '../profile.js';
import { readProfile } from './profile.js';

export const page: Page = async ({ root, parameters, signal, go }) => {
	const { id } = parameters;
	if (id === undefined) {
		root.append(editor(undefined, go));
		return;
	}
	await fill(root, 'the alert profile', async () => editor(await readProfile(id, signal), go));
};

function editor(profile: Profile | undefined, go: (hash: string) => void): HTMLElement {
	const steps = stepList(profile?.rule.steps ?? [{ query: '', count: 1 }]);
	const isPredefined = profile?.origin === 'predefined';
	const form = makeForm(
		{
			label: 'Alert profile',
			action: profile === undefined ? 'Create profile' : 'Save profile',
			submit: async (values, sent) => {
				const body = {
					// The rest of a predefined profile comes with the server.
					...(isPredefined
						? {}
						: { ...read(values), rule: { steps: steps.read(), ...readRule(values) } }),
					enabled: isChecked(sent, 'enabled'),
					ticketNotification: isChecked(sent, 'tickets'),
					incidentRule: readIncidentRule(values),
					notifications: readNotifications(values['notifications'] ?? ''),
				};
				const { profile: saved } = await (profile === undefined
					? call<{ profile: Profile }>('POST', '/alerts/profiles', body)
					: call<{ profile: Profile }>('PUT', `/alerts/profiles/${profile.id}`, body));
				notify(`"${saved.name}" is saved. It holds for every event that arrives from now on.`);
				go(toHash(['profiles', saved.id]));
			},
		},
		...(isPredefined ? [] : ownFields(profile, steps.whole)),
		checkField('Enabled', 'enabled', profile?.enabled ?? true),
		incidentRuleFields(profile?.incidentRule ?? null),
		checkField('Incidents become tickets', 'tickets', profile?.ticketNotification ?? true),
		areaField('Notifications', 'notifications', {
			value: notificationText(profile?.notifications ?? []),
			placeholder: 'email: soc@example.com',
			help: 'One way a line: email, sms or webhook, a colon, addresses.',
			attributes: { rows: 2 },
		}),
	);
	return section(profile === undefined ? 'New alert profile' : `Edit "${profile.name}"`, form);
}

/** What people decide about their own profiles only. */
function ownFields(profile: Profile | undefined, steps: HTMLElement): HTMLElement[] {
	return [
		textField('Name', 'name', { value: profile?.name, required: true }),
		areaField('Description', 'description', {
			value: profile?.description,
			attributes: { rows: 2 },
		}),
		choiceField('Severity', 'severity', choices(SEVERITIES), {
			value: profile?.severity ?? 'attention',
		}),
		steps,
		h(
			'div',
			{ class: 'fields' },
			textField('Window', 'window', {
				value: windowText(profile?.rule.within),
				placeholder: '10 min',
				help: 'In which the events must lie. Empty: every event raises an alert.',
			}),
			textField('Grouped by', 'by', {
				value: profile?.rule.by?.join(', '),
				placeholder: 'HOSTNAME, USERNAME',
				help: 'Fields in which the events must agree; needs a window.',
			}),
			textField('Tags', 'tags', {
				value: profile?.tags.join(', '),
				placeholder: 'attack.t1110',
			}),
		),
	];
}

/** Fields of the steps: at least one, more by a button. */
function stepList(steps: readonly RuleStep[]): {
	readonly whole: HTMLElement;
	readonly read: () => RuleStep[];
} {
	const list = h('div', { class: 'steps' });
	const add = ({ query, count }: RuleStep) => {
		const row = h(
			'div',
			{ class: 'fields step' },
			textField('Query', 'query', {
				value: query,
				required: true,
				class: 'grow mono',
				placeholder: 'IENAME = "Failed logon"',
			}),
			textField('Events', 'count', {
				value: String(count),
				required: true,
				attributes: { type: 'number', min: 1, max: 10_000 },
			}),
			button(
				'Remove',
				() => {
					if (list.childElementCount > 1) row.remove();
				},
				{ class: 'quiet' },
			),
		);
		list.append(row);
	};
	steps.forEach(add);
	const more = button('Add a step', () => add({ query: '', count: 1 }));
	const read = () =>
		[...list.children].map((row) => {
			const text = (name: string) =>
				row.querySelector<HTMLInputElement>(`[name=${name}]`)?.value ?? '';
			return { query: text('query'), count: Number(text('count')) };
		});
	return { whole: group('Steps, in the order of time', list, more), read };
}

function read({ name = '', description = '', severity = '', tags = '' }: Record<string, string>) {
	return {
		...{ name: name.trim(), description, severity },
		tags: tags.split(/[\s,]+/).filter((tag) => tag !== ''),
	};
}

function readRule({ window: text = '', by = '' }: Record<string, string>) {
	const within = readWindow(text);
	const fields = readFields(by);
	return {
		...(within === undefined ? {} : { within }),
		...(fields.length === 0 ? {} : { by: fields }),
	};
}
