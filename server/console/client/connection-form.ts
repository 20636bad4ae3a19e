/** The form of a ticketing connection: settings and secrets of its tool, and the tables of words. */
import { h } from './elements.js';
import { areaField, checkField, choiceField, group, isChecked, textField } from './forms.js';
import { mappingText, readMapping } from './mapping.js';
import { SEVERITIES, STATUSES, type Severity, choices, label } from './vocabulary.js';

interface Words {
	readonly in: Readonly<Record<string, string>>;
	readonly out: Readonly<Record<string, string>>;
}

/** A connection. */
export interface Connection {
	readonly id: number;
	readonly tool: string;
	readonly name: string;
	readonly enabled: boolean;
	readonly settings: Readonly<Record<string, string>>;
	readonly mapping: { readonly status: Words; readonly severity: Words };
	readonly severities: readonly Severity[];
	readonly hasSecrets: boolean;
	readonly updatedAt: string;
}

interface Input {
	readonly name: string;
	readonly label: string;
	readonly optional?: boolean;
	readonly placeholder?: string;
	readonly help?: string;
}

const URL_INPUT: Input = { name: 'url', label: 'Address', placeholder: 'https://…' };
const USER: Input = { name: 'user', label: 'User that calls the API' };
const PROJECT: Input = { name: 'project', label: 'Project key', placeholder: 'SEC' };
const TYPE: Input = { name: 'issueType', label: 'Issue type', optional: true, placeholder: 'Task' };

/** What each tool wants to know, as `server/response/tickets/settings.ts` checks it. */
const TOOLS: Readonly<Record<string, { settings: readonly Input[]; secrets: readonly Input[] }>> = {
	webhook: {
		settings: [URL_INPUT],
		secrets: [
			{
				name: 'secret',
				label: 'Signing secret',
				optional: true,
				placeholder: 'whsec_…',
				help: 'Made by the server when it is left empty, and shown once.',
			},
		],
	},
	jira_cloud: {
		settings: [URL_INPUT, PROJECT, TYPE, USER],
		secrets: [{ name: 'token', label: 'API token' }],
	},
	jira_data_center: {
		settings: [URL_INPUT, PROJECT, TYPE],
		secrets: [{ name: 'token', label: 'Personal access token' }],
	},
	servicenow: {
		settings: [URL_INPUT, USER],
		secrets: [{ name: 'password', label: 'Password of the user' }],
	},
	servicedesk_plus: {
		settings: [URL_INPUT, { name: 'requester', label: 'Requester', optional: true }],
		secrets: [
			{ name: 'token', label: "Technician's API key", optional: true },
			{ name: 'oauthToken', label: 'OAuth access token', optional: true },
		],
	},
	zendesk: {
		settings: [URL_INPUT, USER],
		secrets: [{ name: 'token', label: 'API token' }],
	},
};

/** The fields for a new connection, or for one that there is. */
export function connectionFields(connection: Connection | undefined): HTMLElement[] {
	const own = h('div', { class: 'form' });
	const tool = choiceField('Tool', 'tool', choices(Object.keys(TOOLS)), {
		value: connection?.tool ?? 'webhook',
	});
	const select = tool.querySelector('select');
	const show = () => own.replaceChildren(...toolFields(select?.value ?? 'webhook', connection));
	select?.addEventListener('change', show);
	show();
	return [
		...(connection === undefined ? [tool] : []),
		textField('Name', 'name', { value: connection?.name, required: true }),
		own,
		group(
			'New incidents that become tickets',
			...SEVERITIES.map((severity) =>
				checkField(
					label(severity),
					`severity-${severity}`,
					connection?.severities.includes(severity) ?? true,
				),
			),
		),
		checkField('Enabled', 'enabled', connection?.enabled ?? true),
		...(connection === undefined ? [] : [mappingFields(connection)]),
	];
}

function toolFields(tool: string, connection: Connection | undefined): HTMLElement[] {
	const { settings = [], secrets = [] } = TOOLS[tool] ?? {};
	return [
		group(
			'Settings',
			...settings.map((input) =>
				textField(input.label, `setting-${input.name}`, {
					...help(input),
					value: connection?.settings[input.name],
					required: input.optional !== true,
				}),
			),
		),
		group(
			'Secrets',
			...secrets.map((input) =>
				textField(input.label, `secret-${input.name}`, {
					...help(input),
					required: connection === undefined && input.optional !== true,
					attributes: { type: 'password', autocomplete: 'new-password' },
				}),
			),
			connection === undefined
				? null
				: h('small', {}, 'Leave empty to keep what is stored; enter them again for a new address.'),
		),
	];
}

function help({ help: text, placeholder }: Input) {
	return {
		...(text === undefined ? {} : { help: text }),
		...(placeholder === undefined ? {} : { placeholder }),
	};
}

/** The tables of words: what the tool says, what it is told. */
function mappingFields({ mapping }: Connection): HTMLElement {
	const area = (title: string, name: string, table: Readonly<Record<string, string>>) =>
		areaField(title, name, {
			value: mappingText(table),
			class: 'mono',
			attributes: { rows: Math.min(12, Object.keys(table).length + 1) },
		});
	return group(
		'Mapping of words',
		h('small', {}, 'One line a word: "In Progress = in_progress". An unmapped word is refused.'),
		h(
			'div',
			{ class: 'fields two' },
			area('Status of the tool = ours', 'map-status-in', mapping.status.in),
			area('Our status = of the tool', 'map-status-out', mapping.status.out),
			area('Severity of the tool = ours', 'map-severity-in', mapping.severity.in),
			area('Our severity = of the tool', 'map-severity-out', mapping.severity.out),
		),
	);
}

/**
 * The body to send.
 *
 * @throws Error when a table of words is written wrongly
 */
export function readConnection(
	values: Readonly<Record<string, string>>,
	form: HTMLFormElement,
	connection: Connection | undefined,
): object {
	const secrets = under('secret-', values);
	return {
		...(connection === undefined ? { tool: values['tool'] } : { mapping: readWords(values) }),
		name: values['name'],
		enabled: isChecked(form, 'enabled'),
		severities: SEVERITIES.filter((severity) => isChecked(form, `severity-${severity}`)),
		settings: under('setting-', values),
		...(Object.keys(secrets).length === 0 ? {} : { secrets }),
	};
}

/** The fields of a prefix that are not empty. */
function under(
	prefix: string,
	values: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
	const found = Object.entries(values).filter(
		([name, value]) => name.startsWith(prefix) && value.trim() !== '',
	);
	return Object.fromEntries(
		found.map(([name, value]) => [name.slice(prefix.length), value.trim()]),
	);
}

function readWords(values: Readonly<Record<string, string>>) {
	const read = (field: string, known: readonly string[]) => ({
		in: named(`${label(field)} of the tool`, () =>
			readMapping(values[`map-${field}-in`] ?? '', known, 'right'),
		),
		out: named(`Our ${field}`, () => readMapping(values[`map-${field}-out`] ?? '', known, 'left')),
	});
	return { status: read('status', STATUSES), severity: read('severity', SEVERITIES) };
}

function named<T>(table: string, work: () => T): T {
	try {
		return work();
	} catch (error) {
		throw new Error(`${table}: ${(error as Error).message}`);
	}
}
