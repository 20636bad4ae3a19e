/** One workflow: its blocks, its arguments, and a form that executes it. */
import { call, get } from '../api.js';
import { confirm } from '../dialog.js';
import { type Child, button, definitions, h, link, section, time } from '../elements.js';
import { choiceField, makeForm, textField } from '../forms.js';
import { toHash } from '../hash.js';
import { notify } from '../notices.js';
import type { Page } from '../page.js';
import { type Argument, readArguments } from '../run-arguments.js';
import { act, fill } from '../state.js';
import { tableOf } from '../table.js';
import { enabling } from './workflows.js';
import type { Run } from './runs.js';
import type { Block, Template } from '../workflow.js';

export const page: Page = async ({ root, parameters, signal, go }) => {
	const path = `/workflows/${encodeURIComponent(parameters['id'] ?? '')}`;
	await fill(root, 'the workflow', async () => {
		const { workflow } = await get<{ workflow: Template }>(path, signal);
		return [
			tools(workflow, go),
			section(
				workflow.name,
				h('p', {}, workflow.description),
				definitions([
					['Enabled', enabling(workflow)],
					['Origin', workflow.predefined ? 'Predefined' : 'Custom'],
					['Made', time(workflow.createdOn)],
					['Changed', time(workflow.lastModified)],
				]),
			),
			executeForm(workflow, go),
			section('Blocks', blocks(workflow)),
			section(
				'Definition',
				h(
					'details',
					{},
					h('summary', {}, 'Show as JSON'),
					h('pre', { class: 'code' }, JSON.stringify(workflow.definition, null, 2)),
				),
			),
		];
	});
};

function tools({ id, name, predefined }: Template, go: (hash: string) => void): HTMLElement {
	const remove = button(
		'Delete',
		async () => {
			const text = `"${name}" cannot be executed any more. The logs of its runs stay.`;
			if (!(await confirm('Delete the workflow?', text, 'Delete'))) return;
			await act(remove, async () => {
				await call('DELETE', `/workflows/${id}`);
				notify(`"${name}" is deleted.`);
				go(toHash(['workflows']));
			});
		},
		{ class: 'danger' },
	);
	return h(
		'div',
		{ class: 'toolbar' },
		predefined ? null : link(toHash(['workflows', id, 'edit']), 'Edit'),
		link(toHash(['workflows', 'new'], { from: id }), 'Use as template'),
		link(toHash(['runs'], { template: id }), 'Runs'),
		predefined ? null : remove,
	);
}

function executeForm({ id, definition }: Template, go: (hash: string) => void): HTMLElement {
	const declared = definition?.arguments ?? [];
	const form = makeForm(
		{
			label: 'Execute the workflow',
			action: 'Execute',
			submit: async (values) => {
				const given = Object.fromEntries(
					declared.map(({ name }) => [name, values[`argument-${name}`] ?? '']),
				);
				const ticketId = (values['ticket'] ?? '').trim();
				const { run } = await call<{ run: Run }>('POST', `/workflows/${id}/execute`, {
					arguments: readArguments(declared, given),
					...(ticketId === '' ? {} : { ticketId }),
				});
				notify(`Run ${run.id} is started.`);
				go(toHash(['runs', run.id]));
			},
		},
		h('div', { class: 'fields' }, ...declared.map(argumentField)),
		textField('Ticket (optional)', 'ticket', {
			help: 'Blocks can read its incident; without the argument device, they act on its device.',
		}),
	);
	return section('Execute', form);
}

function argumentField(argument: Argument): HTMLElement {
	const { name, description, type, mandatory } = argument;
	const field = `argument-${name}`;
	const title = mandatory ? `${name} (required)` : name;
	const help = description === '' ? undefined : description;
	if (type === 'boolean') {
		const preset = argument.default === undefined ? '' : ` (${argument.default})`;
		return choiceField(title, field, [['', `Default${preset}`], 'true', 'false'], { help });
	}
	return textField(title, field, {
		help,
		placeholder: argument.default === undefined ? '' : String(argument.default),
		attributes: type === 'number' ? { inputmode: 'decimal' } : {},
	});
}

function blocks({ definition }: Template): HTMLElement {
	return tableOf<Block>(
		'blocks',
		[
			{
				title: 'Block',
				class: 'mono',
				cell: ({ id }) => (id === definition?.start ? `${id} (start)` : id),
			},
			{ title: 'Type', class: 'mono', cell: ({ type }) => type },
			{ title: 'Parameters', class: 'wide', cell: ({ parameters }) => pairs(parameters) },
			{ title: 'Goes on', cell: onward },
		],
		definition?.blocks ?? [],
	);
}

function pairs(parameters: Readonly<Record<string, unknown>>): Child {
	return definitions(
		Object.entries(parameters).map(([name, value]) => [
			name,
			typeof value === 'string' ? value : JSON.stringify(value),
		]),
		'fields',
	);
}

function onward({ next, onFailure, yes, no }: Block): Child {
	const ways = [
		['then', next],
		['on failure', onFailure],
		['yes', yes],
		['no', no],
	] as const;
	const known = ways.filter(([, block]) => block !== undefined);
	return known.length === 0 ? 'ends' : known.map(([way, block]) => `${way}: ${block}`).join(', ');
}
