/** Tables, and lists that are read from the server page by page. */
import { type Child, button, h } from './elements.js';
import { type Batch, Growing, type Page, firstOf, lastPage, nounFor, rangeText } from './paging.js';
import { act, empty, fill } from './state.js';

/** A column: its title and what stands in it. */
export interface Column<T> {
	readonly title: string;
	readonly cell: (item: T) => Child | readonly Child[];
	/** `num`, `time`, `name`, `wide`, `mono`, `fit`: how the cells look. */
	readonly class?: string;
}

/** Rows that are shown at a time when a batch is larger. */
const STEP = 100;

/** A table with a head and an empty body, in a frame that scrolls sideways. @param label for screen readers */
export function makeTable(
	label: string,
	columns: readonly { readonly title: string; readonly class?: string }[],
): { readonly whole: HTMLElement; readonly body: HTMLElement } {
	const heads = columns.map(({ title, class: name }) =>
		h('th', { scope: 'col', class: name }, title),
	);
	const body = h('tbody');
	const table = h('table', { 'aria-label': label }, h('thead', {}, h('tr', {}, ...heads)), body);
	return { whole: h('div', { class: 'table' }, table), body };
}

/** A row. */
export function makeRow<T>(columns: readonly Column<T>[], item: T): HTMLElement {
	return h('tr', {}, ...makeCells(columns, item));
}

/** The cells of a row. */
export function makeCells<T>(columns: readonly Column<T>[], item: T): readonly HTMLElement[] {
	return columns.map(({ cell, class: name }) => {
		const content = cell(item);
		const children = Array.isArray(content) ? (content as readonly Child[]) : [content as Child];
		return h('td', { class: name }, ...children);
	});
}

/** A whole list at once. */
export function tableOf<T>(
	label: string,
	columns: readonly Column<T>[],
	items: readonly T[],
): HTMLElement {
	const { whole, body } = makeTable(label, columns);
	body.append(...items.map((item) => makeRow(columns, item)));
	return whole;
}

/** What a list is made of. */
export interface ListOptions<T> {
	/** Plural, such as "incidents"; for the loading line and screen readers. */
	readonly what: string;
	readonly columns: readonly Column<T>[];
	/** What stands there when there is nothing. */
	readonly empty: string;
	/** Makes a row; the columns' cells by default. */
	readonly row?: (item: T) => readonly HTMLElement[];
}

/** A list that grows: "Show more" adds what follows. */
export async function growingList<T>(
	place: HTMLElement,
	options: ListOptions<T>,
	load: (cursor: string | undefined) => Promise<Batch<T>>,
): Promise<void> {
	const row = options.row ?? ((item: T) => [makeRow(options.columns, item)]);
	await fill(place, options.what, async () => {
		const list = new Growing<T>(STEP);
		const { whole, body } = makeTable(options.what, options.columns);
		const summary = h('p', { class: 'summary', role: 'status' });
		const more = button('Show more', () =>
			act(more, async () => {
				show(list.more === 'reveal' ? list.reveal() : list.take(await load(list.cursor)));
			}),
		);
		const show = (items: readonly T[]) => {
			body.append(...items.flatMap(row));
			const isOne = list.summary === '1';
			summary.textContent = `${list.summary} ${nounFor(isOne ? 1 : 2, options.what)}`;
			more.hidden = list.more === 'none';
		};
		show(list.take(await load(undefined)));
		return list.shown === 0 ? empty(options.empty) : [summary, whole, more];
	});
}

/** A list that is read by position, with links to the pages before and after. */
export async function pagedList<T>(
	place: HTMLElement,
	options: ListOptions<T>,
	page: Page,
	load: (first: number, limit: number) => Promise<{ items: readonly T[]; total: number }>,
	turn: (page: number) => void,
): Promise<void> {
	await fill(place, options.what, async () => {
		const { items, total } = await load(firstOf(page), page.size);
		if (total === 0) return empty(options.empty);
		const last = lastPage(total, page.size);
		const to = (label: string, number: number) =>
			button(label, () => turn(number), {
				disabled: number < 1 || number > last || number === page.number,
			});
		return [
			h(
				'p',
				{ class: 'summary', role: 'status' },
				`${rangeText(page, items.length, total)} ${options.what}`,
			),
			tableOf(options.what, options.columns, items),
			last === 1
				? null
				: h(
						'nav',
						{ class: 'pager', 'aria-label': 'Pages' },
						to('Previous', Math.min(page.number - 1, last)),
						h('span', {}, `Page ${page.number} of ${last}`),
						to('Next', page.number + 1),
					),
		];
	});
}
