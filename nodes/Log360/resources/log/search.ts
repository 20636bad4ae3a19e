/** Log > Search: finds logs and follows the cursor from page to page. */
import { dialectOf } from '../../dialects';
import { simplifyLog } from '../../dialects/flat';
import { readPage } from '../../dialects/read';
import type { ItemRun, Operation } from '../../operation';
import { optionsCollection } from '../../parameters/options';
import { limitOf, pagingProperties } from '../../parameters/paging';
import { repeatTimesOption } from '../../parameters/repeatTimes';
import { fieldNamesOption, searchCriteria, searchProperties } from '../../parameters/search';
import { shapeOf, shapeProperties } from '../../parameters/shape';
import { earlyEndHint } from '../../transport/hints';
import { collectWithRestart, followCursor } from '../../transport/pages';
import { understood } from '../../transport/understood';
import { hintAtUnknownFields } from './unknownFields';

async function execute(run: ItemRun) {
	const { context, item, client } = run;
	const dialect = dialectOf(client.generation);
	const criteria = searchCriteria(context, item);
	const shape = shapeOf(context, item, simplifyLog);
	const options = context.getNodeParameter('options', item, {}) as { repeatTimes?: boolean };
	const hits = await collectWithRestart(
		() =>
			followCursor(client, {
				first: dialect.search(criteria),
				next: (cursor) => dialect.searchNext(cursor, options.repeatTimes ? criteria : undefined),
				read: (body) => understood(readPage(body), body, 'logs', context.getNode(), item),
				onEarlyEnd: (reason) => context.addExecutionHints(earlyEndHint(reason)),
			}),
		limitOf(context, item),
	);
	if (hits.length === 0) await hintAtUnknownFields(run, criteria.query);
	return hits.map(shape);
}

export const search: Operation = {
	value: 'search',
	name: 'Search',
	action: 'Search logs',
	description:
		'Search logs by query, time range and log sources, newest first. For more than some ten thousand logs use Search and Wait.',
	properties: [
		...searchProperties,
		...pagingProperties,
		...shapeProperties(),
		optionsCollection(fieldNamesOption, repeatTimesOption),
	],
	execute,
};
