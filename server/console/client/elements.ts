/** Makes elements; text is always set as text, never as markup. */
import { isoTime, localTime, type Moment } from './format.js';

/** What may stand in an element; nothing is made of null and undefined. */
export type Child = Node | string | number | null | undefined;

/** Attributes; `class` and `on…` as in HTML, but listeners are functions. A false or undefined one is left out. */
export type Attributes = Readonly<
	Record<string, string | number | boolean | undefined | ((event: never) => unknown)>
>;

/**
 * Makes an element.
 *
 * @param tag name of the element
 */
export function h<K extends keyof HTMLElementTagNameMap>(
	tag: K,
	attributes: Attributes = {},
	...children: readonly Child[]
): HTMLElementTagNameMap[K] {
	const made = document.createElement(tag);
	for (const [name, value] of Object.entries(attributes)) {
		if (typeof value === 'function') {
			made.addEventListener(name.slice(2), value as (event: Event) => unknown);
		} else if (value === true) made.setAttribute(name, '');
		else if (value !== false && value !== undefined) made.setAttribute(name, String(value));
	}
	made.append(...present(children));
	return made;
}

/** Children without the absent ones. */
export function present(children: readonly Child[]): (Node | string)[] {
	return children.flatMap((child) =>
		child === null || child === undefined
			? []
			: [typeof child === 'number' ? String(child) : child],
	);
}

/** The element of that id, which the page is known to have. */
export function byId<T extends HTMLElement>(id: string): T {
	const found = document.getElementById(id);
	if (found === null) throw new Error(`The page has no element "${id}"`);
	return found as T;
}

/** A moment in the reader's zone, with the exact one in ISO 8601 as its title; a dash for none. */
export function time(moment: Moment | null | undefined): Node {
	if (moment === null || moment === undefined) return h('span', { class: 'dim' }, '–');
	const iso = isoTime(moment);
	return h('time', { datetime: iso, title: iso }, localTime(moment));
}

/** A link to a page of the console. */
export function link(href: string, ...children: readonly Child[]): HTMLAnchorElement {
	return h('a', { href }, ...children);
}

/** A button that does something on this page. */
export function button(
	label: string,
	onclick: (event: MouseEvent) => unknown,
	attributes: Attributes = {},
): HTMLButtonElement {
	return h('button', { type: 'button', ...attributes, onclick }, label);
}

/** Names with their values. */
export function definitions(
	entries: readonly (readonly [name: string, value: Child | readonly Child[]])[],
	className = 'facts',
): HTMLElement {
	const pairs = entries.flatMap(([name, value]) => [
		h('dt', {}, name),
		h('dd', {}, ...(Array.isArray(value) ? (value as readonly Child[]) : [value as Child])),
	]);
	return h('dl', { class: className }, ...pairs);
}

/** A titled part of a page. */
export function section(
	title: string,
	...children: readonly Child[]
): HTMLElement & { readonly heading: HTMLElement } {
	const heading = h('h2', {}, title);
	return Object.assign(h('section', { class: 'card' }, heading, ...children), { heading });
}

/** Hands a file to the browser, which saves it. */
export function saveFile({
	content,
	name,
}: {
	readonly content: Blob;
	readonly name: string;
}): void {
	const address = URL.createObjectURL(content);
	h('a', { href: address, download: name }).click();
	URL.revokeObjectURL(address);
}
