/** Report > Get Data: the rows of a report, page by page. */
import { readPage } from '../../dialects/read';
import { reportData, reportDataNext } from '../../dialects/v2/reports';
import type { ItemRun, Operation } from '../../operation';
import { locatedId, locator } from '../../parameters/locator';
import { optionsCollection } from '../../parameters/options';
import { overridePathOption } from '../../parameters/overridePath';
import { limitOf, pagingProperties } from '../../parameters/paging';
import { sourceFilters, sourceFilterProperties } from '../../parameters/search';
import { readTimeRange, timeRangeProperties } from '../../parameters/timeRange';
import { withPath } from '../../transport/call';
import { parameterError } from '../../transport/errors';
import { earlyEndHint } from '../../transport/hints';
import { collectWithRestart, followCursor } from '../../transport/pages';
import { understood } from '../../transport/understood';

async function execute(run: ItemRun) {
	const { context, item, client } = run;
	client.need('v2', 'get report data');
	const reportId = await locatedId(run, 'report', 'report');
	const criteria = { reportId, ...criteriaOf(context, item) };
	const { overridePath } = context.getNodeParameter('options', item, {}) as {
		overridePath?: string;
	};
	return await collectWithRestart(
		() =>
			followCursor(client, {
				first: withPath(reportData(criteria), overridePath),
				next: (cursor) => withPath(reportDataNext(criteria.reportId, cursor), overridePath),
				read: (body) => understood(readPage(body), body, 'rows', context.getNode(), item),
				onEarlyEnd: (reason) => context.addExecutionHints(earlyEndHint(reason)),
			}),
		limitOf(context, item),
	);
}

function criteriaOf(context: ItemRun['context'], item: number) {
	try {
		return { ...readTimeRange(context, item), ...sourceFilters(context, item) };
	} catch (error) {
		throw parameterError(context.getNode(), error, item);
	}
}

export const getData: Operation = {
	value: 'getData',
	name: 'Get Data',
	action: 'Get the data of a report',
	description: 'Get the rows of a report for a time range and log sources (API V2 only)',
	properties: [
		locator('Report', 'report', 'report', 'The report to run'),
		...timeRangeProperties,
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: sourceFilterProperties,
		},
		...pagingProperties,
		optionsCollection(overridePathOption('/api/v2/report/data/101')),
	],
	execute,
};
