/** The console's page: token, search with paging, log sources. */
import { ApiFailure, call, token } from './api.js';
import { byId, element } from './elements.js';
import { type Hit, hitTable } from './results.js';
import { showSources } from './sources.js';

interface Page {
	readonly data: { readonly hits: readonly Hit[] };
	readonly meta: { readonly cursor?: string; readonly total_items: number };
}

const more = byId<HTMLButtonElement>('more');
let shown = 0;
let add: (hits: readonly Hit[]) => void = () => undefined;

async function search(): Promise<void> {
	const range = Number(byId<HTMLSelectElement>('range').value);
	const now = Date.now();
	const list = hitTable();
	// An old list under a new error would read as its result.
	byId('hits').replaceChildren();
	byId('summary').textContent = '';
	more.hidden = true;
	const page = await call<Page>('/api/v2/search', {
		query: byId<HTMLInputElement>('query').value,
		start_time: new Date(range === 0 ? 0 : now - range).toISOString(),
		end_time: new Date(now).toISOString(),
		response_type: byId<HTMLSelectElement>('form').value,
	});
	shown = 0;
	add = list.add;
	byId('hits').replaceChildren(...(page.data.hits.length === 0 ? [] : [list.whole]));
	showPage(page);
}

function showPage({ data, meta }: Page): void {
	add(data.hits);
	shown += data.hits.length;
	const hits = meta.total_items === 1 ? 'hit' : 'hits';
	byId('summary').textContent =
		meta.total_items === 0
			? 'No hits. Widen the time range or the query.'
			: `${shown} of ${meta.total_items} ${hits}, newest first`;
	more.hidden = meta.cursor === undefined;
	more.onclick = () =>
		guarded('search-error', async () =>
			showPage(await call<Page>('/api/v2/search', { cursor: meta.cursor })),
		);
}

/** Runs `work` and shows its failure in the element `errorId`; a refused token leads back to the token form. */
async function guarded(errorId: string, work: () => Promise<void>): Promise<void> {
	const error = byId(errorId);
	error.textContent = '';
	document.body.setAttribute('aria-busy', 'true');
	try {
		await work();
	} catch (failure) {
		const message = failure instanceof Error ? failure.message : String(failure);
		if (failure instanceof ApiFailure && failure.status === 401) {
			token.clear();
			show('sign-in');
			byId('sign-in-error').textContent = message;
		} else {
			error.textContent = message;
		}
	} finally {
		document.body.removeAttribute('aria-busy');
	}
}

function show(view: string): void {
	for (const name of ['sign-in', 'search', 'sources']) byId(name).hidden = name !== view;
	for (const tab of document.querySelectorAll<HTMLElement>('.tab')) {
		tab.hidden = view === 'sign-in';
		tab.setAttribute('aria-pressed', String(tab.dataset['view'] === view));
	}
	byId('sign-out').hidden = view === 'sign-in';
	if (view === 'sources') void guarded('sources-error', showSources);
}

async function enter(): Promise<void> {
	show('search');
	await guarded('search-error', async () => {
		await search();
		const fields = await call<{
			data: { fields: { server_value: string; client_value: string }[] };
		}>('/api/v2/meta/log-fields');
		const options = fields.data.fields.map(({ server_value: name, client_value: label }) => {
			const option = element('option', label) as HTMLOptionElement;
			option.value = `${name} = `;
			return option;
		});
		byId('fields').replaceChildren(...options);
	});
}

byId('sign-in').addEventListener('submit', (event) => {
	event.preventDefault();
	const field = byId<HTMLInputElement>('token');
	token.set(field.value.trim());
	field.value = '';
	byId('sign-in-error').textContent = '';
	void enter();
});
byId('search-form').addEventListener('submit', (event) => {
	event.preventDefault();
	void guarded('search-error', search);
});
byId('sign-out').addEventListener('click', () => {
	token.clear();
	byId('hits').replaceChildren();
	show('sign-in');
});
for (const tab of document.querySelectorAll<HTMLElement>('.tab')) {
	tab.addEventListener('click', () => show(tab.dataset['view'] ?? 'search'));
}
if (token.get() === null) show('sign-in');
else void enter();
