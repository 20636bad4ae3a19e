/** Incident > Get Many. */
import { present } from '../../dialects/present';
import { simplifyIncident } from '../../dialects/simplify';
import type { FieldNames } from '../../dialects/dialect';
import { listIncidents } from '../../methods/lists';
import type { ItemRun, Operation } from '../../operation';
import { severityOf, severityOptions, statusOf, statusOptions } from '../../parameters/words';
import { parameterError } from '../../transport/errors';
import { optionsCollection } from '../../parameters/options';
import { pagingProperties } from '../../parameters/paging';
import { fieldNamesOption, filterList } from '../../parameters/search';
import { simplified, simplifyProperty } from '../../parameters/simplify';
import { accessOf } from '../shared/access';

interface Filters {
	assignee?: string;
	severity?: string;
	status?: string;
}

/** @throws NodeOperationError for a word that is no severity or status */
function filtersOf({ context, item }: ItemRun, filters: Filters) {
	try {
		const given = (word?: string) => filterList(word ?? '')[0];
		const [assignee, severity, status] = [filters.assignee, filters.severity, filters.status].map(
			given,
		);
		return present({
			assignee,
			severity: severity === undefined ? undefined : severityOf(severity),
			status: status === undefined ? undefined : statusOf(status),
		});
	} catch (error) {
		throw parameterError(context.getNode(), error, item, 'Correct the filter.');
	}
}

export const getMany: Operation = {
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many incidents',
	description: 'List incidents, filtered by severity, status and assignee (API V2 only)',
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
					displayName: 'Assignee Name or ID',
					name: 'assignee',
					type: 'options',
					typeOptions: { loadOptionsMethod: 'getUsers' },
					default: '',
					description:
						'Only incidents of this user. The ID is the user name. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
				},
				{
					displayName: 'Severity',
					name: 'severity',
					type: 'options',
					options: severityOptions,
					default: 'critical',
					description: 'Only incidents of this severity',
				},
				{
					displayName: 'Status',
					name: 'status',
					type: 'options',
					options: statusOptions,
					default: 'open',
					description: 'Only incidents with this status',
				},
			],
		},
		simplifyProperty,
		optionsCollection(fieldNamesOption),
	],
	execute: async (run) => {
		const { context, item } = run;
		const filters = context.getNodeParameter('filters', item, {}) as Filters;
		const options = context.getNodeParameter('options', item, {}) as { fieldNames?: FieldNames };
		const given = filtersOf(run, filters);
		const records = await listIncidents(accessOf(run), {
			...given,
			names: options.fieldNames ?? 'server',
		});
		return simplified(context, item, records, simplifyIncident, run.client.consoleUrl());
	},
};
