/** Which logs a report is run over: the report, a time range and log sources. */
import type { INodeProperties } from 'n8n-workflow';

import type { ReportCriteria } from '../../dialects/v2/reports';
import type { ItemRun } from '../../operation';
import { locatedId, locator } from '../../parameters/locator';
import { sourceFilterProperties, sourceFilters } from '../../parameters/search';
import { readTimeRange, timeRangeProperties } from '../../parameters/timeRange';
import { parameterError } from '../../transport/errors';

export const reportProperties: INodeProperties[] = [
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
];

/** @throws NodeOperationError that names the parameter that is wrong */
export async function reportCriteria(run: ItemRun): Promise<ReportCriteria> {
	const { context, item } = run;
	const reportId = await locatedId(run, 'report', 'report');
	try {
		return { reportId, ...readTimeRange(context, item), ...sourceFilters(context, item) };
	} catch (error) {
		throw parameterError(context.getNode(), error, item);
	}
}
