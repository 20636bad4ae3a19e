/** Log > Start Search: starts a search in the background. */
import { dialectOf } from '../../dialects';
import type { ItemRun, Operation } from '../../operation';
import { optionsCollection } from '../../parameters/options';
import { fieldNamesOption, searchCriteria, searchProperties } from '../../parameters/search';
import { startJob } from '../../transport/jobs';

async function execute({ context, item, client }: ItemRun) {
	const call = dialectOf(client.generation).searchStart(searchCriteria(context, item));
	return [{ requestId: await startJob(client, call, { node: context.getNode(), item }) }];
}

export const startSearch: Operation = {
	value: 'startSearch',
	name: 'Start Search',
	action: 'Start a search',
	description:
		'Start a search in the background and return its request ID for Job > Wait, Get and Get Results. Search and Wait does all of it in one step.',
	properties: [...searchProperties, optionsCollection(fieldNamesOption)],
	execute,
};
