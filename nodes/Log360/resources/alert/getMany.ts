/** Alert > Get Many: lists alerts and follows the cursor from page to page. */
import { simplifyAlert } from '../../dialects/flat';
import type { ItemRun, Operation } from '../../operation';
import { alertCriteria, alertProperties } from '../../parameters/alerts';
import { optionsCollection } from '../../parameters/options';
import { limitOf, pagingProperties } from '../../parameters/paging';
import { repeatTimesOption } from '../../parameters/repeatTimes';
import { fieldNamesOption } from '../../parameters/search';
import { shapeOf, shapeProperties } from '../../parameters/shape';
import { alertPages } from '../../transport/alertPages';
import { earlyEndHint } from '../../transport/hints';
import { collectWithRestart } from '../../transport/pages';

async function execute({ context, item, client }: ItemRun) {
	const criteria = alertCriteria(context, item);
	const options = context.getNodeParameter('options', item, {}) as { repeatTimes?: boolean };
	const shape = shapeOf(context, item, (hit) => simplifyAlert(hit, client.consoleUrl()));
	const hits = await collectWithRestart(
		() =>
			alertPages(client, criteria, {
				node: context.getNode(),
				item,
				repeatTimes: options.repeatTimes,
				onEarlyEnd: (reason) => context.addExecutionHints(earlyEndHint(reason)),
			}),
		limitOf(context, item),
	);
	return hits.map(shape);
}

export const getMany: Operation = {
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many alerts',
	description:
		'List alerts of a time range, filtered by profile, severity, status and query. The key of each is the same whenever it is read.',
	properties: [
		...alertProperties,
		...pagingProperties,
		...shapeProperties(),
		optionsCollection(fieldNamesOption, repeatTimesOption),
	],
	execute,
};
