/** The lists of resource locators, with a search over names and ids. */
import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { createClient } from '../transport/client';
import { MOST_CHOICES } from './loadOptions';
import * as pickers from './pickers';

/** How many entries a list shows before it asks for more. */
const PAGE = 100;

/** Neither generation can filter these lists by name, so the filter works on what was read. */
function search(picker: pickers.Picker) {
	return async function (
		this: ILoadOptionsFunctions,
		filter?: string,
		paginationToken?: string,
	): Promise<INodeListSearchResult> {
		const client = await createClient(this);
		const choices = await picker({ client, node: this.getNode(), limit: MOST_CHOICES });
		const wanted = (filter ?? '').trim().toLowerCase();
		const matching = choices.filter(({ id, name }) =>
			`${name} ${id}`.toLowerCase().includes(wanted),
		);
		const start = Number(paginationToken ?? 0);
		const results = matching
			.slice(start, start + PAGE)
			.map(({ id, name }) => ({ name, value: id }));
		const end = start + results.length;
		return { results, ...(end < matching.length ? { paginationToken: String(end) } : {}) };
	};
}

export const listSearch = {
	searchAlertProfiles: search(pickers.alertProfiles),
	searchIncidents: search(pickers.incidents),
	searchJobs: search(pickers.jobs),
	searchLogSources: search(pickers.logSources),
	searchReports: search(pickers.reports),
	searchWorkflows: search(pickers.workflows),
};
