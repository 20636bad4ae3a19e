/** Incident > Get Many. */
import type { FieldNames } from '../../dialects/dialect';
import { simplifyIncident } from '../../dialects/simplify';
import { listIncidents } from '../../methods/incidents';
import type { Operation } from '../../operation';
import { optionsCollection } from '../../parameters/options';
import { pagingProperties } from '../../parameters/paging';
import { fieldNamesOption } from '../../parameters/search';
import { simplified, simplifyProperty } from '../../parameters/simplify';
import { untoldHint } from '../../transport/hints';
import { accessOf } from '../shared/access';
import { incidentFilterOptions, incidentFiltersOf } from './filters';
import { sortOf, sortOptions } from './sort';

export const getMany: Operation = {
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many incidents',
	description:
		'List incidents, newest first, filtered by severity, status, assignee, time, text, actor or ticket (API V2 only)',
	properties: [
		...pagingProperties,
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			description:
				'What a server does not filter by itself, as Log360 most of these, the node leaves out of what it reads',
			options: incidentFilterOptions,
		},
		simplifyProperty,
		optionsCollection(fieldNamesOption, ...sortOptions),
	],
	execute: async (run) => {
		const { context, item, client } = run;
		const options = context.getNodeParameter('options', item, {}) as { fieldNames?: FieldNames };
		const filters = incidentFiltersOf(run);
		const names = options.fieldNames ?? 'server';
		const records = await listIncidents(accessOf(run), {
			filters: { ...filters, sort: sortOf(run) },
			names,
			onUntold: (details) => context.addExecutionHints(untoldHint(details)),
		});
		return simplified(context, item, records, simplifyIncident, client.consoleUrl());
	},
};
