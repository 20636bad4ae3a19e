/** Small helpers around the page's elements; text is always set as text, never as markup. */

/** The element of that id, which the page is known to have. */
export function byId<T extends HTMLElement>(id: string): T {
	const found = document.getElementById(id);
	if (found === null) throw new Error(`The page has no element "${id}"`);
	return found as T;
}

/** Makes an element with a class and text or children. */
export function element(
	tag: string,
	content: string | readonly Node[] = '',
	className = '',
): HTMLElement {
	const made = document.createElement(tag);
	if (className !== '') made.className = className;
	if (typeof content === 'string') made.textContent = content;
	else made.append(...content);
	return made;
}

/** A table with a head and an empty body. */
export function table(
	columns: readonly string[],
	className: string,
): { whole: HTMLElement; body: HTMLElement } {
	const body = element('tbody');
	const head = element('thead', [
		element(
			'tr',
			columns.map((column) => element('th', column)),
		),
	]);
	return { whole: element('table', [head, body], className), body };
}
