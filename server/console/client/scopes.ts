/** The choice of a token's scopes: a field that shows them, and the dialog "Select Scopes" behind its icon. */
import { openDialog } from './dialog.js';
import { button, h } from './elements.js';
import { group } from './forms.js';

/** A scope that a token can be given. */
export interface Scope {
	readonly name: string;
	/** Under which heading it stands, such as `search`. */
	readonly group: string;
	readonly evidence: string;
	/** What it allows, in words. */
	readonly allows: string;
}

/** The field with the icon that opens the choice, and what is chosen. */
export interface ScopeField {
	readonly element: HTMLElement;
	readonly chosen: () => readonly string[];
}

/** A field for scopes; nothing is chosen at first. */
export function scopeField(scopes: readonly Scope[]): ScopeField {
	let chosen: readonly string[] = [];
	const field = h('input', {
		...{ type: 'text', id: 'scopes', readonly: true, placeholder: 'None selected' },
		'aria-describedby': 'scopes-help',
	});
	const open = () =>
		selectScopes(scopes, chosen, (names) => {
			chosen = names;
			field.value = names.join(', ');
			field.dispatchEvent(new Event('input', { bubbles: true }));
			icon.focus();
		});
	const icon = button('+', open, {
		...{ class: 'icon', title: 'Select Scopes', 'aria-haspopup': 'dialog' },
		'aria-label': 'Select Scopes',
	});
	const element = h(
		'div',
		{ class: 'field' },
		h('label', { for: 'scopes' }, 'Scopes'),
		h('div', { class: 'with-icon' }, field, icon),
		h('small', { id: 'scopes-help' }, 'The icon beside the field opens the list.'),
	);
	return { element, chosen: () => chosen };
}

/** Opens the boxes by group; `done` gets what is ticked when OK is pressed. */
function selectScopes(
	scopes: readonly Scope[],
	chosen: readonly string[],
	done: (names: readonly string[]) => void,
): void {
	const boxes = new Map(scopes.map((scope) => [scope.name, boxOf(scope, chosen)]));
	const groups = [...new Set(scopes.map(({ group: name }) => name))].map((name) => {
		const members = scopes.filter((scope) => scope.group === name);
		const labels = members.map((scope) => boxes.get(scope.name)?.label);
		return group(name, h('div', { class: 'boxes' }, ...labels));
	});
	const ticked = () =>
		scopes.map(({ name }) => name).filter((name) => boxes.get(name)?.input.checked === true);
	const all = button('All but admin', () => {
		for (const [name, { input }] of boxes) input.checked = name !== 'admin';
	});
	const ok = button('OK', () => {
		close();
		done(ticked());
	});
	const cancel = button('Cancel', () => close());
	const close = openDialog(
		'Select Scopes',
		h('div', { class: 'scroll' }, ...groups),
		h('div', { class: 'buttons' }, all, cancel, ok),
	);
}

function boxOf(scope: Scope, chosen: readonly string[]) {
	const { name, allows, evidence } = scope;
	const input = h('input', { type: 'checkbox', name: 'scope', value: name });
	input.checked = chosen.includes(name);
	const mark = evidence === 'documented' ? null : h('small', {}, ` ${evidence}`);
	const label = h(
		'label',
		{ class: 'check' },
		input,
		h('span', {}, h('code', {}, name), mark, h('small', { class: 'block' }, allows)),
	);
	return { input, label };
}
