/** Incident > Count: how many incidents match, without handing them on. */
import { filterQuery } from '../../dialects/incidentFilters';
import { windowOf } from '../../dialects/read';
import { incidents } from '../../dialects/v2/incidents';
import { listIncidents } from '../../methods/incidents';
import type { ItemRun, Operation } from '../../operation';
import { optionsCollection } from '../../parameters/options';
import { untoldHint } from '../../transport/hints';
import { incidentFilterOptions, incidentFiltersOf } from './filters';

async function execute(run: ItemRun) {
	const { context, item, client } = run;
	client.need('v2', 'count incidents');
	const filters = incidentFiltersOf(run);
	const { total } = windowOf(await client.send(incidents({ from: 1, size: 1 }, filters)));
	// A server that does not know a filter would count all of its incidents.
	const isFiltered = Object.keys(filterQuery(filters)).length > 0;
	const isTold = total !== undefined && (!isFiltered || client.consoleUrl() !== undefined);
	if (isTold) return [{ count: total }];
	const access = { client, node: context.getNode(), item, limit: Infinity };
	const found = await listIncidents(access, {
		filters,
		onUntold: (details) => context.addExecutionHints(untoldHint(details)),
	});
	return [{ count: found.length }];
}

export const count: Operation = {
	value: 'count',
	name: 'Count',
	action: 'Count incidents',
	description:
		'Count incidents by severity, status, assignee, time, text or actor, for reports and thresholds (API V2 only)',
	properties: [
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			description:
				'What a server does not filter by itself, as Log360 most of these, the node counts by reading the list',
			options: incidentFilterOptions,
		},
		optionsCollection(),
	],
	execute,
};
