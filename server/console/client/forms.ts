/** Labelled fields and forms. */
import { isAbort, messageOf } from './api.js';
import { type Attributes, type Child, h } from './elements.js';

/** A choice of a list. */
export type Option = string | readonly [value: string, label: string];

/** What fields have in common. */
export interface FieldOptions {
	readonly value?: string | undefined;
	readonly required?: boolean;
	/** One sentence under the field. */
	readonly help?: string | undefined;
	readonly placeholder?: string;
	readonly class?: string;
	readonly attributes?: Attributes;
}

let ids = 0;

/** A line of text, or of another kind that `attributes.type` names. */
export function textField(label: string, name: string, options: FieldOptions = {}): HTMLElement {
	const { value, placeholder, required = false, attributes } = options;
	const input = h('input', {
		...{ type: 'text', name, autocomplete: 'off', spellcheck: 'false', placeholder, required },
		...attributes,
	});
	input.value = value ?? '';
	return labelled(label, input, options);
}

/** Several lines of text. */
export function areaField(label: string, name: string, options: FieldOptions = {}): HTMLElement {
	const { value, placeholder, required = false, attributes } = options;
	const area = h('textarea', {
		...{ name, rows: 4, spellcheck: 'false', placeholder, required },
		...attributes,
	});
	area.value = value ?? '';
	return labelled(label, area, options);
}

/** A list to choose from. */
export function choiceField(
	label: string,
	name: string,
	choices: readonly Option[],
	options: FieldOptions = {},
): HTMLElement {
	const select = h('select', { name, ...options.attributes }, ...choices.map(option));
	if (options.value !== undefined) select.value = options.value;
	return labelled(label, select, options);
}

/** A box to tick. */
export function checkField(
	label: string,
	name: string,
	checked: boolean,
	attributes: Attributes = {},
): HTMLElement {
	const box = h('input', { type: 'checkbox', name, ...attributes });
	box.checked = checked;
	return h('label', { class: 'check' }, box, label);
}

/** Boxes under one heading. */
export function group(legend: string, ...children: readonly Child[]): HTMLFieldSetElement {
	return h('fieldset', {}, h('legend', {}, legend), ...children);
}

/** Suggestions for a text field; its id goes into the field's attribute `list`. */
export function suggestions(id: string, values: readonly Option[]): HTMLElement {
	return h('datalist', { id }, ...values.map(option));
}

/** What a form holds: each field's text by its name. */
export function valuesOf(form: HTMLFormElement): Record<string, string> {
	const entries = [...new FormData(form)].filter(
		(entry): entry is [string, string] => typeof entry[1] === 'string',
	);
	return Object.fromEntries(entries);
}

/** Whether a box of a form is ticked. */
export function isChecked(form: HTMLFormElement, name: string): boolean {
	return (form.elements.namedItem(name) as HTMLInputElement | null)?.checked === true;
}

/** A form whose submission is sent by `submit`; its error stands at the form's end. */
export function makeForm(
	options: {
		readonly label: string;
		readonly action: string;
		readonly class?: string;
		/** What a second button does that leaves everything as it is; for forms in dialogs. */
		readonly cancel?: () => void;
		readonly submit: (values: Record<string, string>, form: HTMLFormElement) => Promise<void>;
	},
	...children: readonly Child[]
): HTMLFormElement {
	const error = h('pre', { class: 'error', role: 'alert' });
	const send = h('button', { type: 'submit' }, options.action);
	const { cancel } = options;
	const leave = cancel && h('button', { type: 'button', onclick: cancel }, 'Cancel');
	const form = h(
		'form',
		{ 'aria-label': options.label, class: options.class ?? 'form' },
		...children,
		h('div', { class: 'buttons' }, leave, send),
		error,
	);
	// What was wrong may be right by now. At `change`, the button would move away under the click that causes it.
	form.addEventListener('input', () => (error.textContent = ''));
	form.addEventListener('submit', (event) => {
		event.preventDefault();
		error.textContent = '';
		send.disabled = true;
		options
			.submit(valuesOf(form), form)
			.catch((failure: unknown) => {
				if (!isAbort(failure)) error.textContent = messageOf(failure);
			})
			.finally(() => (send.disabled = false));
	});
	return form;
}

/** A bar of filters; a change of a list is applied at once, text by Enter or the button. */
export function filterBar(
	apply: (values: Record<string, string>) => void,
	...fields: readonly HTMLElement[]
): HTMLFormElement {
	const form = h(
		'form',
		{ class: 'filters', role: 'search', 'aria-label': 'Filters' },
		...fields,
		h('button', { type: 'submit' }, 'Apply'),
	);
	form.addEventListener('submit', (event) => {
		event.preventDefault();
		apply(valuesOf(form));
	});
	form.addEventListener('change', (event) => {
		if (event.target instanceof HTMLSelectElement) apply(valuesOf(form));
	});
	return form;
}

function labelled(label: string, control: HTMLElement, options: FieldOptions): HTMLElement {
	const { help, class: className = '' } = options;
	const id = `field-${++ids}`;
	control.id = id;
	if (help !== undefined) control.setAttribute('aria-describedby', `${id}-help`);
	return h(
		'div',
		{ class: `field ${className}`.trim() },
		h('label', { for: id }, label),
		control,
		help === undefined ? null : h('small', { id: `${id}-help` }, help),
	);
}

function option(choice: Option): HTMLOptionElement {
	const [value, label] = typeof choice === 'string' ? [choice, choice] : choice;
	return h('option', { value }, label);
}
