/** The choices of multi-select fields, loaded from the server. */
import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';

import { createClient } from '../transport/client';
import * as pickers from './pickers';

/** Pickers are for choosing by eye; whoever has more gives ids. */
export const MOST_CHOICES = 2_000;

function options(picker: pickers.Picker) {
	return async function (this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		const client = await createClient(this);
		const choices = await picker({ client, node: this.getNode(), limit: MOST_CHOICES });
		return choices
			.map(({ id, name, hint }) => ({ name, value: id, ...(hint ? { description: hint } : {}) }))
			.sort((one, other) => one.name.localeCompare(other.name));
	};
}

export const loadOptions = {
	getAgents: options(pickers.agents),
	getAlertProfiles: options(pickers.alertProfiles),
	getDomains: options(pickers.domains),
	getLogFields: options(pickers.logFields),
	getLogSourceGroups: options(pickers.logSourceGroups),
	getLogSourceNames: options(pickers.logSourceNames),
	getLogSources: options(pickers.logSources),
	getLogTypes: options(pickers.logTypes),
	getUsers: options(pickers.users),
};
