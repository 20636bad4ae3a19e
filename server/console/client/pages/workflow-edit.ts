/** Makes a workflow, from scratch or from another one, or changes one: its definition as JSON. */
import { call, get } from '../api.js';
import { h, section } from '../elements.js';
import { areaField, makeForm, textField } from '../forms.js';
import { toHash } from '../hash.js';
import { notify } from '../notices.js';
import type { Page } from '../page.js';
import { fill } from '../state.js';
import { tableOf } from '../table.js';
import type { Template } from '../workflow.js';

interface BlockType {
	readonly type: string;
	readonly title: string;
	readonly description: string;
	readonly simulated: boolean;
	readonly parameters: { readonly properties?: object; readonly required?: readonly string[] };
}

const EXAMPLE = {
	start: 'ping',
	arguments: [{ name: 'device', description: 'Name of the device', mandatory: true }],
	blocks: [{ id: 'ping', type: 'ping_device', parameters: { device: '{{arguments.device}}' } }],
};

export const page: Page = async ({ root, parameters, query, signal, go }) => {
	const { id } = parameters;
	const from = id ?? query['from'];
	await fill(root, 'the editor', async () => {
		const path = `/workflows/${encodeURIComponent(from ?? '')}`;
		const [{ blocks }, template] = await Promise.all([
			get<{ blocks: BlockType[] }>('/workflows/blocks', signal),
			from === undefined
				? undefined
				: get<{ workflow: Template }>(path, signal).then(({ workflow }) => workflow),
		]);
		return [editor(id, template, go), section('Block types', reference(blocks))];
	});
};

function editor(
	id: string | undefined,
	template: Template | undefined,
	go: (hash: string) => void,
): HTMLElement {
	const name =
		template === undefined || id !== undefined ? template?.name : `${template.name} (copy)`;
	const form = makeForm(
		{
			label: 'Workflow',
			action: id === undefined ? 'Create workflow' : 'Save workflow',
			submit: async ({ name: given, description, definition = '' }) => {
				const body = { name: given, description, definition: parse(definition) };
				const { workflow } = await (id === undefined
					? call<{ workflow: Template }>('POST', '/workflows', body)
					: call<{ workflow: Template }>('PUT', `/workflows/${id}`, {
							...body,
							seen: template?.lastModified,
						}));
				notify(`"${workflow.name}" is saved.`);
				go(toHash(['workflows', workflow.id]));
			},
		},
		textField('Name', 'name', { value: name, required: true }),
		areaField('Description', 'description', {
			value: template?.description,
			attributes: { rows: 2 },
		}),
		areaField('Definition (JSON)', 'definition', {
			value: JSON.stringify(template?.definition ?? EXAMPLE, null, 2),
			required: true,
			class: 'mono',
			attributes: { rows: 24 },
		}),
	);
	return section(id === undefined ? 'New workflow' : 'Edit workflow', form);
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch (error) {
		throw new Error(`The definition is not valid JSON: ${(error as Error).message}`);
	}
}

function reference(types: readonly BlockType[]): HTMLElement {
	return h(
		'details',
		{},
		h('summary', {}, 'What blocks there are'),
		tableOf(
			'block types',
			[
				{ title: 'Type', class: 'mono', cell: ({ type }) => type },
				{ title: 'What it does', class: 'wide', cell: ({ description }) => description },
				{ title: 'Parameters', class: 'mono', cell: ({ parameters }) => parametersOf(parameters) },
				{ title: 'Simulated', cell: ({ simulated }) => (simulated ? 'yes' : 'no') },
			],
			types,
		),
	);
}

function parametersOf({ properties = {}, required = [] }: BlockType['parameters']): string {
	return Object.keys(properties)
		.map((name) => (required.includes(name) ? name : `${name}?`))
		.join(', ');
}
