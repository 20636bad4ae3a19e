/** Report > Get Data: the rows of a report, page by page. */
import { readPage } from '../../dialects/read';
import { reportData, reportDataNext } from '../../dialects/v2/reports';
import type { ItemRun, Operation } from '../../operation';
import { optionsCollection } from '../../parameters/options';
import { overridePathOption } from '../../parameters/overridePath';
import { limitOf, pagingProperties } from '../../parameters/paging';
import { withPath } from '../../transport/call';
import { earlyEndHint } from '../../transport/hints';
import { collectWithRestart, followCursor } from '../../transport/pages';
import { understood } from '../../transport/understood';
import { reportCriteria, reportProperties } from './criteria';

async function execute(run: ItemRun) {
	const { context, item, client } = run;
	client.need('v2', 'get report data');
	const criteria = await reportCriteria(run);
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

export const getData: Operation = {
	value: 'getData',
	name: 'Get Data',
	action: 'Get the data of a report',
	description: 'Get the rows of a report for a time range and log sources (API V2 only)',
	properties: [
		...reportProperties,
		...pagingProperties,
		optionsCollection(overridePathOption('/api/v2/report/data/101')),
	],
	execute,
};
