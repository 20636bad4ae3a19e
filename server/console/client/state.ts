/** What stands in the place of content that is loading, missing, or could not be read. */
import { isAbort, messageOf } from './api.js';
import { type Child, button, h, present } from './elements.js';
import { notify } from './notices.js';

/** Says that something is being loaded. */
export function loading(what: string): HTMLElement {
	return h('p', { class: 'state loading', role: 'status' }, `Loading ${what} …`);
}

/** Says that there is nothing, and what to do about it. */
export function empty(text: string, ...more: readonly Child[]): HTMLElement {
	return h('p', { class: 'state empty' }, text, ...more);
}

/** Says what went wrong; `retry` offers another try. */
export function failed(error: unknown, retry?: () => void): HTMLElement {
	return h(
		'div',
		{ class: 'state failed', role: 'alert' },
		h('pre', {}, messageOf(error)),
		retry === undefined ? null : button('Try again', retry),
	);
}

/**
 * Fills `place` with what `load` makes: a loading line first, then the content or the error.
 *
 * @param what for the loading line, such as "incidents"
 */
export async function fill(
	place: HTMLElement,
	what: string,
	load: () => Promise<Child | readonly Child[]>,
): Promise<void> {
	place.setAttribute('aria-busy', 'true');
	place.replaceChildren(loading(what));
	try {
		const content = await load();
		place.replaceChildren(...present(Array.isArray(content) ? content : [content as Child]));
	} catch (error) {
		if (isAbort(error)) return;
		place.replaceChildren(failed(error, () => void fill(place, what, load)));
	} finally {
		place.removeAttribute('aria-busy');
	}
}

/**
 * Does what a button stands for: once at a time, with the error as a message.
 *
 * @returns whether it was done
 */
export async function act(
	control: HTMLButtonElement | null,
	work: () => Promise<void>,
): Promise<boolean> {
	if (control !== null) control.disabled = true;
	try {
		await work();
		return true;
	} catch (error) {
		if (!isAbort(error)) notify(messageOf(error), 'bad');
		return false;
	} finally {
		if (control !== null) control.disabled = false;
	}
}
