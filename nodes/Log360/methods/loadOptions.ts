/** What the multi-select pickers offer, loaded from the server. */
import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';

import type { Choice } from '../dialects/dialect';
import { listLogFields, listLogSourceGroups, listLogSources, listLogTypes } from './lists';
import { createClient, type Client } from '../transport/client';

type List = (context: ILoadOptionsFunctions, client: Client) => Promise<Choice[]>;

function loader(list: List) {
	return async function (this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		const choices = await list(this, await createClient(this));
		return choices
			.map(({ id, name, hint }) => ({ name, value: id, ...(hint ? { description: hint } : {}) }))
			.sort((one, other) => one.name.localeCompare(other.name));
	};
}

export const loadOptions = {
	getLogSources: loader(listLogSources),
	getLogSourceGroups: loader(listLogSourceGroups),
	getLogTypes: loader(listLogTypes),
	getLogFields: loader(listLogFields),
};
