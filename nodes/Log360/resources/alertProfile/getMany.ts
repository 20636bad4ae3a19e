/** Alert Profile > Get Many. */
import type { IDataObject } from 'n8n-workflow';

import { simplifyAlertProfile } from '../../dialects/simplify';
import { listAlertProfiles } from '../../methods/lists';
import type { ItemRun, Operation } from '../../operation';
import { severityOptions } from '../../parameters/words';
import { optionsCollection } from '../../parameters/options';
import { limitOf, pagingProperties } from '../../parameters/paging';
import { simplified, simplifyProperty } from '../../parameters/simplify';

interface Filters {
	severity?: string;
	status?: string;
	type?: string;
}

/** V1 filters on the server; V2 takes no filters, so there they work on what was read. */
async function execute({ context, item, client }: ItemRun) {
	const filters = given(context.getNodeParameter('filters', item, {}) as Filters);
	const limit = limitOf(context, item);
	const filtered = client.generation === 'v2' && Object.keys(filters).length > 0;
	const access = { client, node: context.getNode(), item, limit: filtered ? Infinity : limit };
	const records = await listAlertProfiles(access, filters);
	const wanted = filtered ? records.filter((record) => matches(record, filters)) : records;
	const found = wanted.slice(0, limit);
	return simplified(context, item, found, simplifyAlertProfile, client.consoleUrl());
}

/** Without empty filters, and in lower case, however an expression wrote them. */
function given(filters: Filters): Filters {
	const words = Object.entries(filters).map(([key, word]) => [
		key,
		String(word ?? '')
			.trim()
			.toLowerCase(),
	]);
	return Object.fromEntries(words.filter(([, word]) => word !== '' && word !== '*')) as Filters;
}

function matches(record: IDataObject, filters: Filters): boolean {
	const profile = simplifyAlertProfile(record);
	return (['severity', 'status', 'type'] as const).every(
		(key) => !filters[key] || String(profile[key]).toLowerCase() === filters[key],
	);
}

export const getMany: Operation = {
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many alert profiles',
	description: 'List the alert profiles, whose IDs filter alerts',
	properties: [
		...pagingProperties,
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: [
				{
					displayName: 'Severity',
					name: 'severity',
					type: 'options',
					options: severityOptions,
					default: 'critical',
					description: 'Severity of the alerts that the profile raises',
				},
				{
					displayName: 'Status',
					name: 'status',
					type: 'options',
					options: [
						{ name: 'Disabled', value: 'disabled' },
						{ name: 'Enabled', value: 'enabled' },
					],
					default: 'enabled',
					description: 'Whether the profile is in use',
				},
				{
					displayName: 'Type',
					name: 'type',
					type: 'options',
					options: [
						{ name: 'Correlation', value: 'correlation' },
						{ name: 'Custom', value: 'custom' },
						{ name: 'Predefined', value: 'predefined' },
					],
					default: 'custom',
					description: 'Kind of profile',
				},
			],
		},
		simplifyProperty,
		optionsCollection(),
	],
	execute,
};
