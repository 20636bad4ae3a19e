/** Shows a secret that the server tells only once. */
import { button, h, link, section } from './elements.js';
import { notify } from './notices.js';

/**
 * The secret with a button that copies it.
 *
 * @param onward address of the page that comes next
 * @param lost what to do when it is lost
 */
export function secretOnce(title: string, secret: string, onward: string, lost = ''): HTMLElement {
	const field = h('input', { readonly: true, class: 'secret', 'aria-label': title });
	field.value = secret;
	const copy = button('Copy', async () => {
		field.select();
		await navigator.clipboard
			.writeText(secret)
			.then(() => notify('Copied.'))
			// Pages over plain HTTP have no clipboard; the text is selected for Ctrl+C.
			.catch(() => notify('Press Ctrl+C to copy the selected text.'));
	});
	return section(
		title,
		h('p', {}, `This is the only time that it is shown: copy it now. ${lost}`.trim()),
		h('div', { class: 'fields' }, field, copy),
		h('p', {}, link(onward, 'Done')),
	);
}
