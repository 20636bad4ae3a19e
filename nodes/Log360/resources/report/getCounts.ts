/** Report > Get Counts: how many logs a report has, by time or by fields, as the report itself says. */
import { reportCounts } from '../../dialects/extension/reports';
import type { ItemRun, Operation } from '../../operation';
import { optionsCollection } from '../../parameters/options';
import { zoneOffset } from '../../parameters/timeRange';
import { countItems, countsOutputProperty } from '../shared/counts';
import { EXTENSION } from '../shared/extension';
import { reportCriteria, reportProperties } from './criteria';

async function execute(run: ItemRun) {
	const { context, client } = run;
	client.need('v2', 'count the logs of a report');
	const criteria = await reportCriteria(run);
	const timeZone = zoneOffset(criteria.from, context.getTimezone());
	const body = await client.send(reportCounts(criteria, timeZone));
	return countItems(run, criteria, body, { limit: 'the limit of the report' });
}

export const getCounts: Operation = {
	value: 'getCounts',
	name: 'Get Counts',
	action: 'Get the counts of a report',
	description: `Count the logs of a report as it says, by the values of fields (top users, top hosts) or by time. ${EXTENSION}.`,
	properties: [...reportProperties, countsOutputProperty, optionsCollection()],
	execute,
};
