/** Dialogs: a question before what cannot be undone, and a frame for small forms. */
import { type Child, button, h } from './elements.js';

let opened = 0;

/** Opens a dialog that holds `children`; Escape closes it. @returns what closes it */
export function openDialog(title: string, ...children: readonly Child[]): () => void {
	// One dialog may open another.
	const id = `dialog-title-${++opened}`;
	const heading = h('h2', { id }, title);
	const dialog = h('dialog', { 'aria-labelledby': id }, heading, ...children);
	dialog.addEventListener('close', () => dialog.remove());
	document.body.append(dialog);
	dialog.showModal();
	return () => dialog.close();
}

/**
 * Asks before something is done.
 *
 * @param action what the button says
 * @returns whether the person wants it
 */
export function confirm(title: string, text: string, action: string): Promise<boolean> {
	return new Promise((resolve) => {
		let wanted = false;
		const yes = button(
			action,
			() => {
				wanted = true;
				close();
			},
			{ class: 'danger' },
		);
		const no = button('Keep', () => close(), { autofocus: true });
		const buttons = h('div', { class: 'buttons' }, no, yes);
		const close = openDialog(title, h('p', {}, text), buttons);
		buttons.closest('dialog')?.addEventListener('close', () => resolve(wanted));
	});
}
