/** Report > Get Profiles. */
import type { INodeProperties } from 'n8n-workflow';

import { simplifyReport } from '../../dialects/simplify';
import { MAX_FILTER } from '../../dialects/v2/reports';
import { listReports } from '../../methods/lists';
import type { ItemRun, Operation } from '../../operation';
import { optionsCollection } from '../../parameters/options';
import { pagingProperties } from '../../parameters/paging';
import { filterList } from '../../parameters/search';
import { simplified, simplifyProperty } from '../../parameters/simplify';
import { usageError } from '../../transport/errors';
import { accessOf } from '../shared/access';

function filter(displayName: string, name: string, example: string): INodeProperties {
	return {
		displayName,
		name,
		type: 'string',
		default: '',
		placeholder: `e.g. ${example}`,
		description: `Only reports with one of these, separated by commas, at most ${MAX_FILTER}`,
	};
}

async function execute(run: ItemRun) {
	const { context, item } = run;
	const filters = context.getNodeParameter('filters', item, {}) as Record<string, unknown>;
	const list = (name: string, what = name) => {
		const values = filterList(filters[name] ?? '');
		if (values.length <= MAX_FILTER) return values;
		throw usageError(
			context.getNode(),
			`${values.length} ${what} were given, but a filter takes at most ${MAX_FILTER}`,
			'Split them over several items.',
			item,
		);
	};
	const records = await listReports(accessOf(run), {
		modules: list('modules'),
		categories: list('categories'),
		groups: list('groups'),
		reportIds: list('reportIds', 'report IDs'),
	});
	return simplified(context, item, records, simplifyReport);
}

export const getProfiles: Operation = {
	value: 'getProfiles',
	name: 'Get Profiles',
	action: 'Get report profiles',
	description: 'List the reports with their IDs, modules, categories and groups (API V2 only)',
	properties: [
		...pagingProperties,
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: [
				filter('Categories', 'categories', 'Logon'),
				filter('Groups', 'groups', 'Failures'),
				filter('Modules', 'modules', 'Windows, Unix'),
				filter('Report IDs', 'reportIds', '101, 102'),
			],
		},
		simplifyProperty,
		optionsCollection(),
	],
	execute,
};
